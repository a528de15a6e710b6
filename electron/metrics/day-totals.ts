import { setImmediate as breathe } from 'node:timers/promises';
import { ENGAGEMENT_WEIGHTS } from '../../shared/domain/engagement.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';

/** What the posts of one day have come to by now. */
export interface DayTotal {
  /** Posts that came out. */
  posts: number;
  /** Of those, how many have numbers. */
  measured: number;
  /** Null where none of them has any. */
  engagement: number | null;
  views: number | null;
  /** UTC epoch ms of the newest numbers. */
  takenAt: number | null;
}

type Row = DayTotal & { clientId: string };

const { likes, comments, shares } = ENGAGEMENT_WEIGHTS;
/** The database's words for `engagementOf`. */
const ENGAGEMENT = `CASE WHEN coalesce(last.likes, last.comments, last.shares) IS NOT NULL THEN
  ${likes} * coalesce(last.likes, 0) + ${comments} * coalesce(last.comments, 0)
  + ${shares} * coalesce(last.shares, 0) END`;

/**
 * Sums of the last numbers of each post, by the day that it came out on. A day is read once and kept until something of
 * it is new; where many have to be read, everything else has its turn between them.
 */
export function createDayTotals({ database, bus }: { database: Database; bus: Bus }) {
  const { raw } = database;
  /** By the beginning of the day, then by client. */
  const known = new Map<number, { to: number; clients: Map<string, DayTotal> }>();
  let prepared: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    day: raw.prepare<[number, number], Row>(
      `SELECT clientId, count(*) AS posts, sum(engagement IS NOT NULL) AS measured,
         sum(engagement) AS engagement, sum(views) AS views, max(takenAt) AS takenAt
       FROM (
         SELECT posts.client_id AS clientId, sum(${ENGAGEMENT}) AS engagement,
           sum(last.views) AS views, max(last.taken_at) AS takenAt
         FROM posts INDEXED BY posts_card
         JOIN deliveries ON deliveries.post_id = posts.id AND deliveries.state = 'published'
         LEFT JOIN metric_snapshots AS last ON last.rowid = (
           SELECT rowid FROM metric_snapshots WHERE delivery_id = deliveries.id
           ORDER BY taken_at DESC LIMIT 1)
         WHERE posts.removed_at IS NULL AND posts.scheduled_at >= ? AND posts.scheduled_at < ?
         GROUP BY posts.id)
       GROUP BY clientId`,
    ),
    timeOf: raw
      .prepare<[string], number | null>('SELECT scheduled_at FROM posts WHERE id = ?')
      .pluck(),
  });
  const statements = () => {
    prepared ??= prepare();
    return prepared;
  };

  const forgetFrom = (from: number) => {
    for (const [start, { to }] of known) if (to > from) known.delete(start);
  };
  const forgetDayOf = (postId: string) => {
    // Publishing goes on while nobody looks: then there is nothing to forget.
    if (known.size === 0) return;
    const at = statements().timeOf.get(postId) ?? null;
    for (const [start, { to }] of known)
      if (at === null || (start <= at && at < to)) known.delete(start);
  };
  bus.on('workspace.changed', () => known.clear());
  bus.on('metrics.changed', ({ from }) => from !== null && forgetFrom(from));
  bus.on('post.changed', ({ postId }) => forgetDayOf(postId));

  function read(from: number, to: number): Map<string, DayTotal> {
    const kept = known.get(from);
    if (kept?.to === to) return kept.clients;
    const rows = statements().day.all(from, to);
    const clients = new Map(rows.map(({ clientId, ...total }) => [clientId, total]));
    known.set(from, { to, clients });
    return clients;
  }

  /** One total for each day between two edges (UTC epoch ms), of a client or of all. */
  return async (edges: readonly number[], clientId: string | undefined): Promise<DayTotal[]> => {
    const totals: DayTotal[] = [];
    for (const [day, from] of edges.slice(0, -1).entries()) {
      const isKnown = known.has(from);
      const clients = read(from, edges[day + 1] ?? from);
      totals.push(
        clientId === undefined
          ? [...clients.values()].reduce(together, NONE)
          : (clients.get(clientId) ?? NONE),
      );
      if (!isKnown) await breathe();
    }
    return totals;
  };
}

const NONE: DayTotal = { posts: 0, measured: 0, engagement: null, views: null, takenAt: null };

const plus = (one: number | null, other: number | null) =>
  one === null ? other : other === null ? one : one + other;

const together = (one: DayTotal, other: DayTotal): DayTotal => ({
  posts: one.posts + other.posts,
  measured: one.measured + other.measured,
  engagement: plus(one.engagement, other.engagement),
  views: plus(one.views, other.views),
  takenAt: Math.max(one.takenAt ?? 0, other.takenAt ?? 0) || null,
});
