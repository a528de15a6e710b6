import { gapsAhead, type PastDay, type PlannedPost, WEEKS_BACK } from '../../shared/domain/gaps.ts';
import type { QueueSlot } from '../../shared/domain/slots.ts';
import type { ClientGaps } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';
import { edgesUntilToday } from './days.ts';

const DAY = 86_400_000;
/** So many of a client are named. */
const FIRST = 3;

/** What is meant to go out, or did. */
const ALIVE = `('draft', 'in_review', 'approved', 'scheduled', 'publishing', 'published')`;

/** Where the coming week of each client has room. */
export function createWeekGaps({ raw }: Database) {
  const clients = raw
    .prepare<[], string>(
      'SELECT id FROM clients WHERE archived_at IS NULL ORDER BY name COLLATE NOCASE, id',
    )
    .pluck();
  const slots = raw.prepare<[], QueueSlot & { clientId: string }>(
    `SELECT queue_slots.client_id AS clientId, weekday, time, account_id AS accountId
     FROM queue_slots LEFT JOIN accounts ON accounts.id = account_id
     WHERE account_id IS NULL OR accounts.removed_at IS NULL`,
  );
  // The accounts only of those who have a slot for one: it is a look-up for each post.
  const planned = raw.prepare<
    [Record<string, unknown>],
    { clientId: string; at: number; accounts: string | null }
  >(
    `SELECT client_id AS clientId, scheduled_at AS at,
       CASE WHEN client_id IN (SELECT value FROM json_each(@particular)) THEN
         (SELECT json_group_array(account_id) FROM post_variants WHERE post_id = posts.id) END AS accounts
     FROM posts INDEXED BY posts_card
     WHERE removed_at IS NULL AND scheduled_at >= @from AND scheduled_at < @to
       AND status IN ${ALIVE}`,
  );
  const past = raw.prepare<[number, number], PastDay & { clientId: string }>(
    `SELECT client_id AS clientId, substr(wall_time, 1, 10) AS day, min(substr(wall_time, 12, 5)) AS time
     FROM posts INDEXED BY posts_card
     WHERE removed_at IS NULL AND scheduled_at >= ? AND scheduled_at < ? AND status = 'published'
       AND wall_time IS NOT NULL
     GROUP BY client_id, day`,
  );

  return (clientId: string | undefined, now: number, zone: string): ClientGaps[] => {
    const today = edgesUntilToday(now, zone, 1)[0] ?? now;
    const wanted = clients.all().filter((id) => clientId === undefined || id === clientId);
    const slotsOf = byClient(slots.all());
    const particular = [...slotsOf].flatMap(([id, own]) =>
      own.some(({ accountId }) => accountId !== null) ? [id] : [],
    );
    const plannedOf = byClient(
      planned.all({ from: today, to: today + 8 * DAY, particular: JSON.stringify(particular) }),
    );
    const pastOf = byClient(past.all(today - (7 * WEEKS_BACK + 1) * DAY, today));
    return wanted.flatMap((id): ClientGaps[] => {
      const gaps = gapsAhead({
        ...{ zone, now, slots: slotsOf.get(id) ?? [], past: pastOf.get(id) ?? [] },
        planned: (plannedOf.get(id) ?? []).map(
          ({ at, accounts }): PlannedPost => ({
            at,
            accounts: accounts === null ? [] : (JSON.parse(accounts) as string[]),
          }),
        ),
      });
      return gaps.length === 0
        ? []
        : [{ clientId: id, total: gaps.length, first: gaps.slice(0, FIRST) }];
    });
  };
}

function byClient<Row extends { clientId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.clientId);
    if (own) own.push(row);
    else groups.set(row.clientId, [row]);
  }
  return groups;
}
