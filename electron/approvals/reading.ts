import type { PackAnswer } from '../../shared/domain/approval.ts';
import { plainText } from '../../shared/domain/plain-text.ts';
import type { RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { AnswersReading, ApprovalPack, Post } from '../../shared/ipc/views.ts';
import { readAnswersFile } from './answers-file.ts';
import { isSignedBy } from './keys.ts';
import type { ApprovalParts } from './options.ts';
import { type Assessed, assess } from './standing.ts';

export type Refusal = RouteErrorCode<'approvals.readAnswers'>;

/** An answers file whose signature is right. */
export interface Opened {
  pack: ApprovalPack;
  author: string;
  savedAt: number;
  answers: PackAnswer[];
}

/** Looks into answers that came back; changes nothing. */
export function createReading(options: ApprovalParts) {
  const { log, posts, rows, keys } = options;

  /** Nothing of the file is used before its signature is known to be right. */
  async function open(text: string): Promise<Result<Opened, Refusal>> {
    const read = readAnswersFile(text);
    if (!read.ok) return read;
    const { signature, ...file } = read.value;
    const pack = rows().one(file.pack);
    if (!pack)
      return fail(
        'unknown_pack',
        'These answers belong to a pack that this workspace did not make, or whose client is gone.',
      );
    let key: string;
    try {
      key = await keys.of(pack.id);
    } catch (error) {
      log.warn('The key of a pack could not be read', { error });
      return fail(
        'keychain_unavailable',
        'The keychain of this machine does not answer, so the answers can’t be checked. Unlock it, then try again.',
      );
    }
    const inPack = new Set(
      rows()
        .postsOf(pack.id)
        .map(({ postId }) => postId),
    );
    // One that was erased since is told as gone; one that is here and was never shown is no answer of theirs.
    const isForeign = file.answers.some(
      ({ postId }) => !inPack.has(postId) && posts.row(postId) !== null,
    );
    if (!isSignedBy(key, file, signature) || isForeign)
      return fail(
        'forged',
        `These answers were changed after they were saved, or were not made with the pack “${pack.title}”. Nothing was taken. Ask for the file again.`,
      );
    if (pack.closedAt !== null)
      return fail(
        'closed',
        `The pack “${pack.title}” is closed, so its answers are not taken any more. Open it again first.`,
        { packId: pack.id },
      );
    const author = plainText(file.author, { most: 120, oneLine: true });
    const answers = file.answers.map((one) => ({
      ...one,
      text: plainText(one.text, { most: 5000 }),
    }));
    return ok({ pack, author: author || 'No name', savedAt: file.savedAt, answers });
  }

  const known = (id: string): Post | null => {
    const post = posts.get(id);
    return post.ok ? post.value : null;
  };

  function assessOne(opened: Opened, answer: PackAnswer): Assessed & { post: Post | null } {
    const post = known(answer.postId);
    const earlier = rows()
      .answersOf(opened.pack.id)
      .filter(({ postId }) => postId === answer.postId);
    return { ...assess(answer, { post, author: opened.author, earlier }), post };
  }

  function readingOf(opened: Opened): AnswersReading {
    const { pack, author, savedAt, answers } = opened;
    const cards = new Map(
      posts.cards(answers.map(({ postId }) => postId)).map((card) => [card.id, card]),
    );
    return {
      pack,
      author,
      savedAt,
      unanswered: pack.posts - answers.length,
      answers: answers.map((answer) => {
        const { post, ...assessed } = assessOne(opened, answer);
        const isEdited = assessed.standing === 'edited_since' && post !== null;
        return {
          postId: answer.postId,
          card: cards.get(answer.postId) ?? null,
          answer: answer.answer,
          text: answer.text,
          answeredAt: answer.at,
          ...assessed,
          shownText: isEdited ? rows().textThen(answer.postId, pack.createdAt) : null,
          nowText: isEdited ? post.text : null,
        };
      }),
    };
  }

  return {
    open,
    known,
    assessOne,
    async read(text: string): Promise<Result<AnswersReading, Refusal>> {
      const opened = await open(text);
      return opened.ok ? ok(readingOf(opened.value)) : opened;
    },
  };
}
