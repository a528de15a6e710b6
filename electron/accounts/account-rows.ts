import { and, eq, getTableColumns, isNull, type SQL, sql } from 'drizzle-orm';
import type { NetworkId } from '../../shared/domain/network.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { IS_PRACTICE } from '../database/is-practice.ts';
import { accounts, clients } from '../database/schema/index.ts';
import type { RemoteAccount } from '../platforms/platform.ts';

export type AccountChanges = Partial<
  Pick<
    typeof accounts.$inferInsert,
    | 'status'
    | 'statusMessage'
    | 'checkedAt'
    | 'removedAt'
    | 'handOver'
    | 'applicationId'
    | 'sessionEndsAt'
    | 'scopes'
    | 'serverLimits'
  > &
    Omit<RemoteAccount, 'serverLimits'>
>;

export type AccountRows = ReturnType<typeof createAccountRows>;

/** The accounts table. Removed accounts are seen only by `forgotten`. */
export function createAccountRows({ database, clock }: { database: Database; clock: Clock }) {
  const { orm } = database;
  const {
    removedAt: _removed,
    updatedAt: _updated,
    applicationId,
    ...kept
  } = getTableColumns(accounts);
  const signedInBy = sql<Account['signedInBy']>`iif(${applicationId} is null, 'secret', 'oauth')`;
  const practice = sql.raw(IS_PRACTICE).mapWith(Boolean) as SQL<boolean>;
  const columns = { ...kept, signedInBy, practice };
  const here = isNull(accounts.removedAt);

  const one = orm
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.id, sql.placeholder('id')), here))
    .prepare();
  const get = (id: string): Account | null => one.get({ id }) ?? null;

  function found(id: string): Result<Account, 'not_found'> {
    const account = get(id);
    return account ? ok(account) : gone();
  }

  return {
    get,
    found,

    list: (clientId?: string): Account[] =>
      orm
        .select(columns)
        .from(accounts)
        .where(clientId === undefined ? here : and(here, eq(accounts.clientId, clientId)))
        .orderBy(accounts.handle, accounts.id)
        .all(),

    client: (id: string): { name: string; archivedAt: number | null } | null =>
      orm
        .select({ name: clients.name, archivedAt: clients.archivedAt })
        .from(clients)
        .where(eq(clients.id, id))
        .get() ?? null,

    /** The account that is connected as this remote one, whoever's it is. */
    connected: (network: NetworkId, serviceUrl: string, remoteId: string): Account | null =>
      orm
        .select(columns)
        .from(accounts)
        .where(and(remote(network, serviceUrl, remoteId), here))
        .get() ?? null,

    /** The client's account that was removed once and published something: it gets its history back. */
    forgotten: (network: NetworkId, serviceUrl: string, remoteId: string, clientId: string) =>
      orm
        .select({ id: accounts.id })
        .from(accounts)
        .where(and(remote(network, serviceUrl, remoteId), eq(accounts.clientId, clientId)))
        .get()?.id ?? null,

    /** Who it is; what else is known of it follows by `update`. */
    insert(row: Pick<Account, 'id' | 'clientId' | 'network' | 'serviceUrl' | 'remoteId'>): void {
      const now = clock.now();
      orm
        .insert(accounts)
        .values({
          ...row,
          ...{ handle: '', displayName: '', status: 'connected' },
          ...{ createdAt: now, updatedAt: now },
        })
        .run();
    },

    update(id: string, changes: AccountChanges): void {
      orm
        .update(accounts)
        .set({ ...changes, updatedAt: clock.now() })
        .where(eq(accounts.id, id))
        .run();
    },
  };
}

export const gone = () => fail('not_found', 'This account is not here any more.');

const remote = (network: NetworkId, serviceUrl: string, remoteId: string) =>
  and(
    eq(accounts.network, network),
    eq(accounts.serviceUrl, serviceUrl),
    eq(accounts.remoteId, remoteId),
  );
