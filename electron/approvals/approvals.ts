import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { ApprovalPack, Post } from '../../shared/ipc/views.ts';
import { createPackKeys } from './keys.ts';
import { createMaking } from './making.ts';
import type { ApprovalsOptions } from './options.ts';
import { type AnswerRow, createPackRows } from './packs.ts';
import { shownFingerprint } from './shown.ts';
import { createTaking } from './taking.ts';

export type Approvals = ReturnType<typeof createApprovals>;

type Outcome = RouteOutput<'approvals.submit'>;

/**
 * Approvals without a server: posts go into review, a client gets a file and sends its answers back as another one.
 * Who said what of a post stays with the post.
 */
export function createApprovals(options: ApprovalsOptions) {
  const { database, bus, clock, posts, publishing } = options;
  // Nobody asks for packs at start.
  let packRows: ReturnType<typeof createPackRows> | null = null;
  const rows = () => {
    packRows ??= createPackRows(database);
    return packRows;
  };
  const tell = ({ id: packId, clientId }: ApprovalPack) =>
    bus.emit('approval.changed', { packId, clientId });
  const keys = createPackKeys(options);
  const making = createMaking({ ...options, rows, keys, tell });
  const taking = createTaking({ ...options, rows, keys, tell });

  /** In the order of the ids, each by itself: what can't be done keeps nothing else back. */
  function each(ids: readonly string[], work: (id: string) => Result<unknown>): Outcome {
    const outcome: Outcome = { done: [], refused: [] };
    for (const postId of new Set(ids)) {
      const result = work(postId);
      if (result.ok) outcome.done.push(postId);
      else outcome.refused.push({ postId, message: result.error.message });
    }
    return outcome;
  }

  const whole = <Code extends string>(
    changed: Result<{ id: string }, Code>,
  ): Result<Post, Code | 'not_found'> => (changed.ok ? posts.get(changed.value.id) : changed);

  return {
    submit: ({ postIds }: ParsedInput<'approvals.submit'>): Outcome =>
      each(postIds, posts.review.submit),
    withdraw: ({ postIds }: ParsedInput<'approvals.withdraw'>): Outcome =>
      each(postIds, (id) => posts.review.withdraw(id)),

    makePack: making.choose,
    writePack: making.write,

    packs: ({ clientId }: ParsedInput<'approvals.packs'>): ApprovalPack[] => rows().list(clientId),

    pack(id: string): Result<RouteOutput<'approvals.pack'>, 'not_found'> {
      const pack = rows().one(id);
      if (!pack) return noPack();
      const newest = new Map<string, AnswerRow>();
      for (const row of rows().answersOf(id)) newest.set(row.postId, row);
      const inPack = rows().postsOf(id);
      const cards = new Map(
        posts.cards(inPack.map(({ postId }) => postId)).map((card) => [card.id, card]),
      );
      return ok({
        pack,
        posts: inPack.map(({ postId, fingerprint }) => {
          const post = posts.get(postId);
          const answer = newest.get(postId);
          return {
            postId,
            card: cards.get(postId) ?? null,
            edited: post.ok && shownFingerprint(post.value) !== fingerprint,
            answer: answer
              ? {
                  answer: answer.answer,
                  author: answer.author,
                  text: answer.text,
                  answeredAt: answer.answeredAt,
                  standing: answer.standing,
                }
              : null,
          };
        }),
      });
    },

    closePack({
      id,
      closed,
    }: ParsedInput<'approvals.closePack'>): Result<ApprovalPack, 'not_found'> {
      const pack = rows().one(id);
      if (!pack) return noPack();
      const now = clock.now();
      rows().close(id, closed ? (pack.closedAt ?? now) : null, now);
      tell(pack);
      return ok(rows().one(id) ?? pack);
    },

    readAnswers: ({ text }: ParsedInput<'approvals.readAnswers'>) => taking.read(text),
    takeAnswers: taking.take,
    takeBack: taking.takeBack,

    /** What a network has planned is taken back first; where that fails, nothing is held and the person is told. */
    async hold({
      postId,
      reason,
    }: ParsedInput<'approvals.hold'>): Promise<Result<Post, RouteErrorCode<'approvals.hold'>>> {
      return whole(
        await publishing.handOver.afterTakingBack(postId, () => posts.review.hold(postId, reason)),
      );
    },
    giveReason: ({ postId, reason }: ParsedInput<'approvals.giveReason'>) =>
      whole(posts.review.giveReason(postId, reason)),
    /** By the person themselves. */
    approve: (postId: string) => whole(posts.review.approve(postId, {})),
    release: (postId: string) => whole(posts.review.release(postId)),
  };
}

const noPack = () => fail('not_found', 'This pack is not here any more.');
