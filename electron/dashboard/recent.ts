import { engagementOf } from '../../shared/domain/engagement.ts';
import type { RecentPost } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from '../posts/cards.ts';

const DAY = 86_400_000;
/** What came out before is not recent, ms. */
const RECENT = 90 * DAY;

type Numbers = [
  likes: number | null,
  comments: number | null,
  shares: number | null,
  views: number | null,
  takenAt: number | null,
];

/** The last posts that came out, with the last numbers of each of their deliveries added up. */
export function createRecent({ raw }: Database) {
  const select = (filter: string) =>
    raw
      .prepare<unknown[], [...CardRow, ...Numbers]>(
        `WITH recent AS (
           SELECT id FROM posts INDEXED BY posts_card
           WHERE removed_at IS NULL AND scheduled_at > @from AND scheduled_at <= @now
             AND status = 'published' ${filter}
           ORDER BY scheduled_at DESC, id DESC LIMIT @limit)
         SELECT ${CARD_COLUMNS}, sum(last.likes), sum(last.comments), sum(last.shares),
           sum(last.views), max(last.taken_at)
         FROM recent JOIN posts ON posts.id = recent.id
         LEFT JOIN deliveries ON deliveries.post_id = posts.id AND deliveries.state = 'published'
         LEFT JOIN metric_snapshots AS last ON last.rowid = (
           SELECT rowid FROM metric_snapshots WHERE delivery_id = deliveries.id
           ORDER BY taken_at DESC LIMIT 1)
         GROUP BY posts.id ORDER BY posts.scheduled_at DESC, posts.id DESC`,
      )
      .raw();
  const all = select('');
  const ofClient = select('AND client_id = @clientId');

  return (clientId: string | undefined, now: number, limit: number): RecentPost[] => {
    const wanted = { now, from: now - RECENT, limit };
    const rows = clientId === undefined ? all.all(wanted) : ofClient.all({ ...wanted, clientId });
    return rows.map((row) => {
      const [likes, comments, shares, views, takenAt] = row.slice(-5) as Numbers;
      return {
        post: cardOf(row.slice(0, -5) as unknown as CardRow),
        ...{ likes, comments, shares, views, takenAt },
        engagement: engagementOf({ likes, comments, shares }),
      };
    });
  };
}
