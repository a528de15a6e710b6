import type { NetworkId } from '../../shared/domain/network.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Lane, UpcomingPost } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { CARD_COLUMNS, type CardRow, cardOf } from '../posts/cards.ts';
import { laneStateOf } from './lane-state.ts';

export type Overview = ReturnType<typeof createOverview>;

export interface OverviewOptions {
  database: Database;
  clock: Clock;
  /** Who publishes for this workspace. */
  runner(): RouteOutput<'queue.overview'>['runner'];
}

const MOST = 100;

interface AccountRow {
  accountId: string;
  clientId: string;
  network: NetworkId;
  handle: string;
  status: 'connected' | 'reconnect_needed' | 'disabled';
  statusMessage: string | null;
}

interface OpenRow {
  accountId: string;
  underWay: number;
  waiting: number;
  dueNow: number;
  nextAttemptAt: number | null;
}

/** What goes out next and how each account's line stands, read from the database as it is now. */
export function createOverview({ database: { raw }, clock, runner }: OverviewOptions) {
  const everyone = statements(raw, '');
  const ofClient = statements(raw, 'AND posts.client_id = @clientId');

  const accounts = (filter: string) =>
    raw.prepare<unknown[], AccountRow>(
      `SELECT accounts.id AS accountId, client_id AS clientId, network, handle, status,
         status_message AS statusMessage
       FROM accounts JOIN clients ON clients.id = client_id
       WHERE removed_at IS NULL AND archived_at IS NULL ${filter}
       ORDER BY clients.name COLLATE NOCASE, handle, accounts.id`,
    );
  const allAccounts = accounts('');
  const accountsOfClient = accounts('AND client_id = ?');

  const OPEN = `FROM deliveries INDEXED BY deliveries_open
    WHERE state IN ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous')`;
  const open = raw.prepare<[{ now: number }], OpenRow>(
    `SELECT account_id AS accountId, sum(state IN ('sending', 'accepted', 'rejected')) AS underWay,
       sum(state IN ('prepared', 'ambiguous')) AS waiting,
       sum(state IN ('prepared', 'ambiguous') AND coalesce(next_attempt_at, 0) <= @now) AS dueNow,
       min(CASE WHEN state IN ('prepared', 'ambiguous') THEN next_attempt_at END) AS nextAttemptAt
     ${OPEN} GROUP BY account_id`,
  );
  const soonest = raw.prepare<[string], { errorCode: string | null; errorMessage: string | null }>(
    `SELECT error_code AS errorCode, error_message AS errorMessage ${OPEN} AND account_id = ?
       AND next_attempt_at IS NOT NULL AND state IN ('prepared', 'ambiguous')
     ORDER BY next_attempt_at, id LIMIT 1`,
  );
  const limitsOf = raw.prepare<[string], Lane['limits'][number]>(
    `SELECT bucket, limit_count AS "limit", remaining, resets_at AS resetsAt,
       blocked_until AS blockedUntil
     FROM account_limits WHERE account_id = ? ORDER BY bucket`,
  );

  function lanes(clientId: string | undefined): Lane[] {
    const now = clock.now();
    const opened = new Map(open.all({ now }).map((row) => [row.accountId, row]));
    const rows = clientId === undefined ? allAccounts.all() : accountsOfClient.all(clientId);
    return rows.map(({ status, statusMessage, ...account }) => {
      const line = opened.get(account.accountId);
      const waiting = line?.waiting ?? 0;
      const limits = limitsOf.all(account.accountId);
      const stands = laneStateOf({
        now,
        status,
        statusMessage,
        handle: account.handle,
        underWay: line?.underWay ?? 0,
        waiting,
        dueNow: line?.dueNow ?? 0,
        nextAttemptAt: line?.nextAttemptAt ?? null,
        problem: waiting > 0 ? (soonest.get(account.accountId) ?? null) : null,
        limits,
      });
      return { ...account, ...stands, waiting, limits };
    });
  }

  return ({ clientId }: ParsedInput<'queue.overview'>): RouteOutput<'queue.overview'> => {
    const { next, total } = clientId === undefined ? everyone : ofClient;
    const of = clientId === undefined ? {} : { clientId };
    return {
      runner: runner(),
      next: next.all({ ...of, now: clock.now() }).map(upcomingOf),
      total: total.get(of) ?? 0,
      lanes: lanes(clientId),
    };
  };
}

/** Three short walks, each in the order of time: of one client too, the covering index tells whose it is. */
function statements(raw: Database['raw'], filter: string) {
  const walk = (index: string, wanted: string) =>
    `SELECT * FROM (
       SELECT id, scheduled_at FROM posts INDEXED BY ${index}
       WHERE removed_at IS NULL AND ${wanted} ${filter}
       ORDER BY scheduled_at, id LIMIT ${MOST})`;
  return {
    next: raw
      .prepare<[Record<string, unknown>], [...CardRow, number, string]>(
        `WITH upcoming AS (
           ${walk('posts_status', "status = 'publishing'")}
           UNION ALL ${walk('posts_status', "status = 'scheduled' AND scheduled_at < @now")}
           UNION ALL ${walk('posts_card', "status = 'scheduled' AND scheduled_at >= @now")}
           ORDER BY scheduled_at, id LIMIT ${MOST})
         SELECT ${CARD_COLUMNS}, posts.queued,
           (SELECT json_group_array(account_id) FROM
             (SELECT account_id FROM post_variants WHERE post_id = posts.id ORDER BY position))
         FROM upcoming JOIN posts ON posts.id = upcoming.id
         ORDER BY upcoming.scheduled_at, upcoming.id`,
      )
      .raw(),
    total: raw
      .prepare<[Record<string, unknown>], number>(
        `SELECT count(*) FROM posts
         WHERE removed_at IS NULL AND status IN ('scheduled', 'publishing') ${filter}`,
      )
      .pluck(),
  };
}

function upcomingOf(row: [...CardRow, number, string]): UpcomingPost {
  const queued = row.at(-2) === 1;
  const accountIds = JSON.parse(String(row.at(-1))) as string[];
  return { post: cardOf(row.slice(0, -2) as unknown as CardRow), accountIds, queued };
}
