import { v7 } from 'uuid';
import type { PackAnswer } from '../../shared/domain/approval.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { ApprovalPack, Post } from '../../shared/ipc/views.ts';
import type { BeforeAnswer } from '../posts/review.ts';
import type { ApprovalParts } from './options.ts';
import type { AnswerRow } from './packs.ts';
import { createReading, type Opened, type Refusal } from './reading.ts';

/** What was taken, for as long as this process runs. */
interface Taken {
  pack: ApprovalPack;
  answerIds: string[];
  posts: { before: BeforeAnswer; version: number; noteIds: string[] }[];
}

/** Files whose answers can be taken back. */
const KEPT = 50;

const NOTE_KIND = {
  approve: 'approved',
  change: 'change_requested',
  comment: 'commented',
} as const;

/** Answers that came back: who signed them, what they would do, and doing it. */
export function createTaking(options: ApprovalParts) {
  const { database, clock, posts, publishing, rows } = options;
  const { open, known, assessOne, read } = createReading(options);
  const taken = new Map<string, Taken>();

  const rowOf = (
    { pack, author }: Opened,
    { postId, answer, text, at }: PackAnswer,
    standing: AnswerRow['standing'],
  ): AnswerRow => ({
    ...{ id: v7(), packId: pack.id, postId, answer, author, text, standing },
    answeredAt: at,
    importedAt: clock.now(),
  });

  type Applied = { post: Post; row: AnswerRow } | null;

  /** One answer in one transaction, decided on what the post is then. Null where there was nothing to do. */
  function apply(opened: Opened, answer: PackAnswer): Result<Applied, string> {
    return database.raw
      .transaction((): Result<Applied, string> => {
        const { post, standing, effect, explanation } = assessOne(opened, answer);
        if (standing === 'repeated') return ok(null);
        if (!post || effect === 'none') return fail('stale', explanation);
        const said = {
          author: opened.author,
          text: answer.text,
          // A clock that is ahead must not put it behind what is said next.
          at: Math.min(answer.at, clock.now()),
        };
        if (standing === 'stale' || answer.answer === 'comment')
          posts.notes.write(post.id, { kind: NOTE_KIND[answer.answer], ...said });
        else {
          const review =
            answer.answer === 'approve' ? posts.review.approve : posts.review.askChange;
          const changed = review(post.id, said);
          if (!changed.ok) return changed;
        }
        for (const row of rows().answersOf(opened.pack.id))
          if (row.postId === post.id && row.standing === 'edited_since') rows().eraseAnswer(row.id);
        const row = rowOf(opened, answer, standing === 'stale' ? 'stale' : 'applied');
        rows().insertAnswer(row);
        return ok({ post, row });
      })
      .immediate();
  }

  async function takeOne(opened: Opened, answer: PackAnswer): Promise<Result<Applied, string>> {
    const { effect } = assessOne(opened, answer);
    // What a network has planned comes back first.
    return effect === 'hold'
      ? publishing.handOver.afterTakingBack(answer.postId, () => apply(opened, answer))
      : apply(opened, answer);
  }

  /** What was left out because the post says something else by now is known, and can still be taken. */
  function keepLeftOut(opened: Opened, answers: readonly PackAnswer[]): void {
    for (const answer of answers) {
      const { standing, post } = assessOne(opened, answer);
      const there = rows()
        .answersOf(opened.pack.id)
        .some((row) => row.postId === answer.postId && row.answeredAt === answer.at);
      if (standing === 'edited_since' && post && !there)
        rows().insertAnswer(rowOf(opened, answer, 'edited_since'));
    }
  }

  function scheduleIt(id: string): string | null {
    const post = known(id);
    if (post?.status !== 'approved') return null;
    const { scheduledAt, wallTime, zone } = post;
    if (scheduledAt === null || wallTime === null || zone === null)
      return 'It has no planned time.';
    if (scheduledAt <= clock.now()) return 'Its planned time is over. Choose a new one.';
    const scheduled = posts.schedule({ id, wallTime, zone });
    return scheduled.ok ? null : scheduled.error.message;
  }

  function remember(id: string, what: Taken): void {
    taken.set(id, what);
    const [oldest] = taken.keys();
    if (taken.size > KEPT && oldest !== undefined) taken.delete(oldest);
  }

  return {
    read,

    async take({
      text,
      postIds,
      schedule,
    }: ParsedInput<'approvals.takeAnswers'>): Promise<
      Result<RouteOutput<'approvals.takeAnswers'>, Refusal>
    > {
      const opened = await open(text);
      if (!opened.ok) return opened;
      const chosen = new Set(postIds);
      const id = v7();
      const { pack, answers } = opened.value;
      const undo: Taken = { pack, answerIds: [], posts: [] };
      const refused: { postId: string; message: string }[] = [];
      const notScheduled: { postId: string; message: string }[] = [];
      for (const answer of answers.filter(({ postId }) => chosen.has(postId))) {
        const { postId } = answer;
        const notes = new Set(noteIds(postId));
        const done = await takeOne(opened.value, answer);
        if (!done.ok) {
          refused.push({ postId, message: done.error.message });
          continue;
        }
        if (!done.value) continue;
        const { post, row } = done.value;
        if (schedule && answer.answer === 'approve' && row.standing === 'applied') {
          const message = scheduleIt(postId);
          if (message !== null) notScheduled.push({ postId, message });
        }
        const { status, heldAt, queued } = post;
        undo.answerIds.push(row.id);
        undo.posts.push({
          before: { id: postId, status, heldAt, queued },
          version: known(postId)?.version ?? 0,
          noteIds: noteIds(postId).filter((note) => !notes.has(note)),
        });
      }
      keepLeftOut(
        opened.value,
        answers.filter(({ postId }) => !chosen.has(postId)),
      );
      remember(id, undo);
      options.tell(pack);
      return ok({
        id,
        taken: undo.posts.flatMap(({ before }) => standsNow(before.id)),
        refused,
        notScheduled,
      });
    },

    /** As it was before, where nothing came after it. */
    async takeBack(id: string): Promise<Result<RouteOutput<'approvals.takeBack'>, 'not_found'>> {
      const what = taken.get(id);
      if (!what)
        return fail('not_found', 'This can’t be taken back any more. Change the posts by hand.');
      taken.delete(id);
      const done: string[] = [];
      const refused: { postId: string; message: string }[] = [];
      for (const [index, { before, version, noteIds: notes }] of what.posts.entries()) {
        const isMoved = known(before.id)?.status !== before.status;
        const back = () => putBack(before, version, notes, what.answerIds[index]);
        const result = await (isMoved
          ? publishing.handOver.afterTakingBack(before.id, back)
          : back());
        if (result.ok) done.push(before.id);
        else refused.push({ postId: before.id, message: result.error.message });
      }
      options.tell(what.pack);
      return ok({ done, refused });
    },
  };

  function noteIds(postId: string): string[] {
    const notes = posts.notes.list(postId);
    return notes.ok ? notes.value.map((note) => note.id) : [];
  }

  function standsNow(postId: string) {
    const post = known(postId);
    return post ? [{ postId, status: post.status, held: post.heldAt !== null }] : [];
  }

  function putBack(
    before: BeforeAnswer,
    version: number,
    notes: readonly string[],
    answerId: string | undefined,
  ) {
    return database.raw
      .transaction(() => {
        const back = posts.review.putBack(before, version);
        if (!back.ok) return back;
        posts.notes.erase(notes, before.id);
        if (answerId !== undefined) rows().eraseAnswer(answerId);
        return back;
      })
      .immediate();
  }
}
