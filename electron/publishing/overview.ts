import type { NetworkId } from '../../shared/domain/network.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Lane } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { laneStateOf } from './lane-state.ts';
import { createAccountLimits } from './limits.ts';
import { createUpcoming } from './upcoming.ts';

export type Overview = ReturnType<typeof createOverview>;

export interface OverviewOptions {
  database: Database;
  clock: Clock;
  /** Who publishes for this workspace. */
  runner(): RouteOutput<'queue.overview'>['runner'];
}

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
export function createOverview({ database, clock, runner }: OverviewOptions) {
  const { raw } = database;
  const upcoming = createUpcoming({ database, clock });
  const limitsOf = createAccountLimits({ database, clock }).forAccount;

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
    WHERE state IN ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous', 'handed_over')
      AND state <> 'handed_over'`;
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
  function lanes(clientId: string | undefined): Lane[] {
    const now = clock.now();
    const opened = new Map(open.all({ now }).map((row) => [row.accountId, row]));
    const rows = clientId === undefined ? allAccounts.all() : accountsOfClient.all(clientId);
    return rows.map(({ status, statusMessage, ...account }) => {
      const line = opened.get(account.accountId);
      const waiting = line?.waiting ?? 0;
      const limits = limitsOf(account.accountId).map(({ updatedAt, ...limit }) => limit);
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
    return {
      runner: runner(),
      ...upcoming(clientId),
      lanes: lanes(clientId),
    };
  };
}
