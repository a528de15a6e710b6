import type { UpcomingPost } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from '../posts/cards.ts';

const MOST = 100;
/** A client with fewer posts than that has them looked up and sorted; of others the first are soon found by time. */
const FEW = 2_000;

type Row = [...CardRow, queued: number, accounts: string];
type Wanted = Record<'now' | 'clientId', unknown>;

/** The first posts that go out, in order of their times, and how many there are. */
export function createUpcoming({ database: { raw }, clock }: { database: Database; clock: Clock }) {
  const counts = (index: string, filter: string) =>
    raw
      .prepare<[Partial<Wanted>], number>(
        `SELECT count(*) FROM posts INDEXED BY ${index}
         WHERE removed_at IS NULL AND status IN ('scheduled', 'publishing') ${filter}`,
      )
      .pluck();
  const next = (...walks: string[]) =>
    raw
      .prepare<[Partial<Wanted>], Row>(
        `WITH upcoming AS (${walks.join(' UNION ALL ')} ORDER BY scheduled_at, id LIMIT ${MOST})
         SELECT ${CARD_COLUMNS}, posts.queued,
           (SELECT json_group_array(account_id) FROM
             (SELECT account_id FROM post_variants WHERE post_id = posts.id ORDER BY position))
         FROM upcoming JOIN posts ON posts.id = upcoming.id
         ORDER BY upcoming.scheduled_at, upcoming.id`,
      )
      .raw();
  const walk = (index: string, wanted: string) =>
    `SELECT * FROM (
       SELECT id, scheduled_at FROM posts INDEXED BY ${index}
       WHERE removed_at IS NULL AND ${wanted}
       ORDER BY scheduled_at, id LIMIT ${MOST})`;
  const byTime = (filter: string) =>
    next(
      walk('posts_status', `status = 'publishing' ${filter}`),
      walk('posts_status', `status = 'scheduled' AND scheduled_at < @now ${filter}`),
      walk('posts_card', `status = 'scheduled' AND scheduled_at >= @now ${filter}`),
    );

  const OF_CLIENT = 'AND client_id = @clientId';
  const everyone = { count: counts('posts_status', ''), next: byTime('') };
  const ofClient = {
    count: counts('posts_client_status', OF_CLIENT),
    few: next(walk('posts_client_status', `status IN ('scheduled', 'publishing') ${OF_CLIENT}`)),
    many: byTime(OF_CLIENT),
  };

  return (clientId: string | undefined): { next: UpcomingPost[]; total: number } => {
    const now = clock.now();
    if (clientId === undefined)
      return {
        next: everyone.next.all({ now }).map(upcomingOf),
        total: everyone.count.get({}) ?? 0,
      };
    const total = ofClient.count.get({ clientId }) ?? 0;
    const rows =
      total <= FEW ? ofClient.few.all({ clientId }) : ofClient.many.all({ clientId, now });
    return { next: rows.map(upcomingOf), total };
  };
}

function upcomingOf(row: Row): UpcomingPost {
  const card = row.slice(0, -2) as unknown as CardRow;
  return {
    post: cardOf(card),
    accountIds: JSON.parse(String(row.at(-1))) as string[],
    queued: row.at(-2) === 1,
  };
}
