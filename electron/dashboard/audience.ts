import {
  followerGrowth,
  followersOn,
  type Growth,
  type Sized,
  type SizedAccount,
} from '../../shared/domain/growth.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { WaitingAccount } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';

const DAY = 86_400_000;
/** So long before a sign-in ends the person hears of it, ms. */
const ENDING = 7 * DAY;

interface AccountRow {
  accountId: string;
  clientId: string;
  network: NetworkId;
  handle: string;
  status: 'connected' | 'reconnect_needed' | 'disabled';
  statusMessage: string | null;
  sessionEndsAt: number | null;
  followers: number | null;
}

interface Audience extends Growth {
  /** Followers of all that are counted, by day. */
  days: (number | null)[];
  accounts: readonly AccountRow[];
}

/** The accounts of one client or of all, how large they are and how they became so. */
export function createAudience({ raw }: Database) {
  const select = (filter: string) =>
    raw.prepare<unknown[], AccountRow>(
      `SELECT accounts.id AS accountId, client_id AS clientId, network, handle, status,
         status_message AS statusMessage, session_ends_at AS sessionEndsAt, followers
       FROM accounts JOIN clients ON clients.id = client_id
       WHERE removed_at IS NULL AND archived_at IS NULL ${filter}
       ORDER BY clients.name COLLATE NOCASE, handle, accounts.id`,
    );
  const all = select('');
  const ofClient = select('AND client_id = ?');
  // One from before the span says how the account began.
  const sizes = raw
    .prepare<[Record<string, unknown>], [number, number | null]>(
      `SELECT taken_at, followers FROM account_snapshots
       WHERE account_id = @accountId AND taken_at < @to AND taken_at >= coalesce((
         SELECT max(taken_at) FROM account_snapshots
         WHERE account_id = @accountId AND taken_at < @from AND followers IS NOT NULL), @from)
       ORDER BY taken_at`,
    )
    .raw();

  const accountsOf = (clientId: string | undefined): AccountRow[] =>
    clientId === undefined ? all.all() : ofClient.all(clientId);

  return {
    accountsOf,

    /** @param edges the beginnings of the days and the end of the last, UTC epoch ms */
    grown(clientId: string | undefined, edges: readonly number[]): Audience {
      const accounts = accountsOf(clientId);
      const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
      const sized = accounts.map(
        ({ accountId, network }): SizedAccount => ({
          ...{ accountId, network },
          sizes: sizes
            .all({ accountId, from, to })
            .map(([at, followers]): Sized => ({ at, followers })),
        }),
      );
      const growth = followerGrowth(sized, edges);
      const days = edges.slice(1).map((_, day) => followersOn(growth.lines, day));
      return { ...growth, days, accounts };
    },

    /** Accounts that somebody has to sign in to, or soon will have to. Paused ones are paused on purpose. */
    waiting: (clientId: string | undefined, now: number): WaitingAccount[] =>
      accountsOf(clientId).flatMap((account): WaitingAccount[] => {
        const { accountId, network, handle, status, statusMessage, sessionEndsAt } = account;
        const about = { accountId, clientId: account.clientId, network, handle };
        if (status === 'reconnect_needed')
          return [{ ...about, kind: 'reconnect', message: statusMessage, endsAt: null }];
        const isEnding = sessionEndsAt !== null && sessionEndsAt - now < ENDING;
        return status === 'connected' && isEnding
          ? [{ ...about, kind: 'ending', message: null, endsAt: sessionEndsAt }]
          : [];
      }),
  };
}
