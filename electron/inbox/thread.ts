import type { RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Database } from '../database/database.ts';
import type { Replies } from '../engagement/replies.ts';
import type { createListing } from './listing.ts';

type Thread = RouteOutput<'inbox.thread'>;

interface Said {
  id: string;
  remoteId: string;
  parentId: string | null;
}

/** A longer talk shows its newest part; the rest is on the network. */
const MOST = 400;

/** How far from a mention its talk may reach, ms. */
const NEAR = 30 * 86_400_000;

/** Reads one talk: from what was said first under the post to the last answer to it. */
export function createThreads(
  { raw }: Database,
  listing: ReturnType<typeof createListing>,
  replies: () => Pick<Replies, 'notThere' | 'isUnderWay'>,
) {
  const said = raw.prepare<[string], Said>(
    `SELECT id, remote_id AS remoteId, parent_id AS parentId FROM inbox_items
     WHERE delivery_id = ? ORDER BY written_at, id`,
  );
  const elsewhere = raw.prepare<[Record<string, string | number>], Said>(
    `SELECT id, remote_id AS remoteId, parent_id AS parentId
     FROM inbox_items INDEXED BY inbox_items_delivery
     WHERE delivery_id IS NULL AND written_at BETWEEN @from AND @to AND account_id = @accountId
     ORDER BY written_at, id`,
  );
  const postOf = raw.prepare<[string], NonNullable<Thread['post']>>(
    `SELECT posts.id, deliveries.id AS deliveryId, coalesce(post_variants.text, posts.text) AS text,
       accounts.handle, accounts.display_name AS displayName, published_at AS publishedAt,
       remote_url AS url, posts.thumbnail_id AS thumbnailId, posts.media_count AS mediaCount
     FROM deliveries JOIN posts ON posts.id = deliveries.post_id
     JOIN accounts ON accounts.id = deliveries.account_id
     LEFT JOIN post_variants ON post_variants.post_id = posts.id
       AND post_variants.account_id = deliveries.account_id
     WHERE deliveries.id = ?`,
  );

  return (id: string): Result<Thread, 'not_found'> => {
    const [item] = listing.byId([id]);
    if (!item) return fail('not_found', 'This is not in the inbox any more.');
    const { deliveryId, accountId, remoteId, writtenAt } = item;
    const around = deliveryId
      ? said.all(deliveryId)
      : elsewhere.all({ accountId, from: writtenAt - NEAR, to: writtenAt + NEAR });
    const { talk, others } = talkAround(around, remoteId);
    const ids = new Set(talk.map((one) => one.remoteId));
    const waiting = replies().notThere({ accountId, deliveryId });
    return ok({
      item,
      talk: listing.byId(talk.slice(-MOST).map((one) => one.id)),
      // Mentions have nothing to do with each other.
      others: deliveryId ? others : 0,
      replies: waiting
        .filter(({ parentId }) => ids.has(parentId))
        .map(({ id: replyId, parentId, text, state, problem, byAi, createdAt }) => ({
          ...{ id: replyId, parentId, text, problem, createdAt, byAi: byAi === 1 },
          // What nobody sends any more is in doubt.
          state: state === 'sending' && !replies().isUnderWay(replyId) ? 'lost' : state,
        })),
      post: deliveryId ? (postOf.get(deliveryId) ?? null) : null,
    });
  };
}

/** The part of all that was said under a post that hangs together with one of them, and how many other talks there are. */
export function talkAround(
  all: readonly Said[],
  remoteId: string,
): { talk: Said[]; others: number } {
  const byRemote = new Map(all.map((one) => [one.remoteId, one]));
  const roots = new Map<string, string>();
  const rootOf = (one: Said): string => {
    const way: string[] = [];
    let at = one;
    for (;;) {
      const known = roots.get(at.remoteId);
      const above = at.parentId === null ? undefined : byRemote.get(at.parentId);
      // Two that answer each other hang under nothing.
      if (known === undefined && above && above !== at && !way.includes(above.remoteId)) {
        way.push(at.remoteId);
        at = above;
        continue;
      }
      const root = known ?? at.remoteId;
      for (const each of [...way, at.remoteId]) roots.set(each, root);
      return root;
    }
  };
  const mine = byRemote.get(remoteId);
  const root = mine ? rootOf(mine) : remoteId;
  const talk = all.filter((one) => rootOf(one) === root);
  return { talk, others: Math.max(0, new Set(roots.values()).size - 1) };
}
