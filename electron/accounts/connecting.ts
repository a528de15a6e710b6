import { v7 } from 'uuid';
import type { NetworkId } from '../../shared/domain/network.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { RemoteAccount, Session, SignedIn } from '../platforms/platform.ts';
import { type AccountChanges, type AccountRows, gone } from './account-rows.ts';
import type { Sessions } from './sessions.ts';
import { keychainUnavailable } from './sign-in-failure.ts';

export type Connecting = ReturnType<typeof createConnecting>;

/** Whose account it becomes, and where it is. */
export interface Place {
  clientId: string;
  network: NetworkId;
  serviceUrl: string;
}

export interface ConnectingOptions {
  database: Database;
  clock: Clock;
  rows: AccountRows;
  sessions: Sessions;
  changed(account: Account): void;
}

/** Makes somebody who signed in an account here, or signs an account in again; however they signed in. */
export function createConnecting(options: ConnectingOptions) {
  const { database, clock, rows, sessions, changed } = options;

  function refusal({ clientId, network, serviceUrl }: Place, remoteId: string) {
    if (rows.client(clientId)?.archivedAt !== null) return noClient();
    const existing = rows.connected(network, serviceUrl, remoteId);
    return existing ? alreadyConnected(existing) : null;
  }

  function alreadyConnected({ id, clientId, handle }: Account) {
    const client = rows.client(clientId);
    const owner = client
      ? `for ${client.name}${client.archivedAt === null ? '' : ' (archived)'}`
      : '';
    return fail(
      'already_connected',
      `@${handle} is connected already, ${owner}. Remove it there first, or choose another account.`,
      { accountId: id, clientId },
    );
  }

  function figures(remote: RemoteAccount): AccountChanges {
    const { handle, displayName, followers, following, postCount, serverLimits } = remote;
    return {
      ...{ handle, displayName, followers, following, postCount },
      ...(serverLimits && { serverLimits }),
      checkedAt: clock.now(),
    };
  }

  /** Keeps the session first: a row without one would be an account that can't publish. */
  async function keep<Code extends string>(
    id: string,
    session: Session,
    insert: () => Result<Account, Code>,
  ): Promise<Result<Account, Code | 'keychain_unavailable'>> {
    const kept = await sessions.write(id, session).then(
      () => true,
      () => false,
    );
    if (!kept) return keychainUnavailable();
    try {
      return database.raw.transaction(insert).immediate();
    } finally {
      // Whether it was refused or failed: a session without an account is a secret that nobody owns.
      if (!rows.get(id)) await sessions.forget(id);
    }
  }

  /** A new account; one that was removed once gets its history back. */
  async function connect(
    place: Place,
    { session, account: remote }: SignedIn,
    applicationId: string | null,
  ): Promise<Result<Account, 'not_found' | 'already_connected' | 'keychain_unavailable'>> {
    const { clientId, network, serviceUrl } = place;
    const { remoteId } = remote;
    const refused = refusal(place, remoteId);
    if (refused) return refused;
    const forgotten = rows.forgotten(network, serviceUrl, remoteId, clientId);
    const id = forgotten ?? v7();
    const facts = { ...figures(remote), ...sessionFacts(session), applicationId };
    const result = await keep(
      id,
      session,
      (): Result<Account, 'not_found' | 'already_connected'> => {
        // Asked again inside the transaction: two windows may connect the same account at once.
        const raced = refusal(place, remoteId);
        if (raced) return raced;
        if (forgotten === null) rows.insert({ id, ...place, remoteId });
        rows.update(id, { ...facts, ...CONNECTED });
        return rows.found(id);
      },
    );
    if (result.ok) changed(result.value);
    return result;
  }

  /** Signs the same remote account in again. Nothing but the session, the status and the figures changes. */
  async function renew(
    { id }: Account,
    { session, account: remote }: SignedIn,
    applicationId: string | null,
  ): Promise<Result<Account, 'not_found' | 'keychain_unavailable'>> {
    const current = rows.get(id);
    if (!current) return gone();
    try {
      await sessions.write(id, session);
    } catch {
      return keychainUnavailable();
    }
    const enabled = current.status === 'disabled' ? {} : CONNECTED;
    const facts = { ...figures(remote), ...sessionFacts(session), applicationId };
    rows.update(id, { ...facts, ...enabled });
    changed(current);
    return rows.found(id);
  }

  return {
    figures,

    connect,
    renew,

    /**
     * All that somebody allowed and chose. An account that the client has already is signed in again. Nothing
     * is done where one of them can't be connected; what is done when the keychain gives up stays.
     */
    async connectAll(
      place: Place,
      signedIn: readonly SignedIn[],
      applicationId: string | null,
    ): Promise<Result<Account[], 'not_found' | 'already_connected' | 'keychain_unavailable'>> {
      const ofClient = ({ account: { remoteId } }: SignedIn) => {
        const existing = rows.connected(place.network, place.serviceUrl, remoteId);
        return existing?.clientId === place.clientId ? existing : null;
      };
      for (const one of signedIn) {
        const refused = ofClient(one) ? null : refusal(place, one.account.remoteId);
        if (refused) return refused;
      }
      const connected: Account[] = [];
      for (const one of signedIn) {
        const existing = ofClient(one);
        const done = existing
          ? await renew(existing, one, applicationId)
          : await connect(place, one, applicationId);
        if (!done.ok) return done;
        connected.push(done.value);
      }
      return ok(connected);
    },
  };
}

export const CONNECTED = { status: 'connected', statusMessage: null, removedAt: null } as const;

/** What of a session is for the accounts screen; only as the adapter says it. */
export function sessionFacts({ endsAt, scopes }: Session): AccountChanges {
  const isTime = typeof endsAt === 'number' && Number.isFinite(endsAt) && endsAt >= 0;
  return {
    sessionEndsAt: isTime ? Math.round(endsAt) : null,
    scopes: Array.isArray(scopes)
      ? scopes.filter((scope): scope is string => typeof scope === 'string')
      : null,
  };
}

export const noClient = () =>
  fail('not_found', 'This client is not here any more, or is archived. Choose another one.');
