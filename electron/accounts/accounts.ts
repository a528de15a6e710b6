import { v7 } from 'uuid';
import { signInSecret } from '../../shared/domain/sign-in-secret.ts';
import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Platform, PlatformContext, RemoteAccount, Session } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import { type AccountChanges, createAccountRows } from './account-rows.ts';
import { createRemoval } from './removal.ts';
import { serviceOrigin } from './service-url.ts';
import { createSessions } from './sessions.ts';
import { keychainUnavailable, signInFailure } from './sign-in-failure.ts';

export type Accounts = ReturnType<typeof createAccounts>;

export interface AccountsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  secrets: SecretStore;
  platforms: Platforms;
  /** Where files are put for networks to fetch; null where none is set up. */
  relay?: (accountId: string) => PlatformContext['relay'];
}

type ConnectError = RouteErrorCode<'accounts.connect'>;

/** Accounts on networks. Their sessions are in the secret store, never in the database. */
export function createAccounts({
  database,
  bus,
  clock,
  secrets,
  platforms,
  relay,
}: AccountsOptions) {
  const rows = createAccountRows({ database, clock });
  const removal = createRemoval({ database, clock });
  const sessions = createSessions(secrets, relay);

  const changed = ({ id, clientId }: Pick<Account, 'id' | 'clientId'>) =>
    bus.emit('account.changed', { accountId: id, clientId });

  function get(id: string): Result<Account, 'not_found'> {
    const account = rows.get(id);
    return account ? ok(account) : gone();
  }

  /** Writes what changed and tells of it; the account as it is now. */
  function update(account: Account, changes: AccountChanges): Result<Account, 'not_found'> {
    rows.update(account.id, changes);
    changed(account);
    return get(account.id);
  }

  /**
   * The account can't be used until the person signs in again; its posts wait. A paused one stays paused.
   * @param message why, and what to do
   */
  function markReconnectNeeded(accountId: string, message: string): void {
    const account = rows.get(accountId);
    if (!account || account.status === 'disabled') return;
    if (account.status === 'reconnect_needed' && account.statusMessage === message) return;
    update(account, { status: 'reconnect_needed', statusMessage: message });
  }

  /** The kept session, or the reason why there is none to use. */
  async function sessionOf(
    account: Account,
  ): Promise<Result<Session, 'reconnect_needed' | 'keychain_unavailable'>> {
    const session = await sessions.recent(account.id).catch(() => undefined);
    if (session === undefined) return keychainUnavailable();
    if (session !== null) return ok(session);
    markReconnectNeeded(account.id, SIGNED_OUT);
    return fail('reconnect_needed', SIGNED_OUT);
  }

  const openSession = (account: Account, session: Session) =>
    sessions.open(
      {
        accountId: account.id,
        serviceUrl: account.serviceUrl,
        remoteId: account.remoteId,
        handle: account.handle,
        stillThere: () => rows.get(account.id) !== null,
      },
      platforms[account.network],
      session,
    );

  /** Keeps the session first: a row without one would be an account that can't publish. */
  async function keep(id: string, session: Session, insert: () => Result<Account, ConnectError>) {
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

  return {
    get,
    list: (clientId?: string): Account[] => rows.list(clientId),
    markReconnectNeeded,
    /** The session of an account is read once for several calls, until the answer is called. */
    hold: sessions.hold,

    async connect(input: ParsedInput<'accounts.connect'>): Promise<Result<Account, ConnectError>> {
      const { clientId, network, identifier = '', appPassword } = input;
      const platform = platforms[network];
      const origin = serviceOrigin(input.serviceUrl ?? platform.capabilities.defaultServiceUrl);
      if (!origin.ok) return origin;
      const serviceUrl = origin.value;
      if (rows.client(clientId)?.archivedAt !== null) return noClient();
      const signedIn = await platform.signIn({ serviceUrl, identifier, appPassword });
      if (!signedIn.ok) return signInFailure(network, signedIn);

      const { session, account: remote } = signedIn.value;
      const { remoteId } = remote;
      const refusal = () => {
        if (rows.client(clientId)?.archivedAt !== null) return noClient();
        const existing = rows.connected(network, serviceUrl, remoteId);
        return existing ? alreadyConnected(existing) : null;
      };
      const refused = refusal();
      if (refused) return refused;
      const forgotten = rows.forgotten(network, serviceUrl, remoteId, clientId);
      const id = forgotten ?? v7();
      const result = await keep(id, session, () => {
        // Asked again inside the transaction: two windows may connect the same account at once.
        const raced = refusal();
        if (raced) return raced;
        if (forgotten !== null) rows.update(id, { ...figures(remote), ...CONNECTED });
        else rows.insert({ id, clientId, network, serviceUrl, ...remote });
        return get(id);
      });
      if (result.ok) changed(result.value);
      return result;
    },

    /** Signs in again. Nothing but the session, the status and the figures changes. */
    async reconnect({
      id,
      appPassword,
    }: ParsedInput<'accounts.reconnect'>): Promise<
      Result<Account, RouteErrorCode<'accounts.reconnect'>>
    > {
      const account = rows.get(id);
      if (!account) return gone();
      const { network, serviceUrl, remoteId } = account;
      const signedIn = await platforms[network].signIn({
        serviceUrl,
        // Not the handle: it may have changed since.
        identifier: remoteId,
        appPassword,
      });
      if (!signedIn.ok) return signInFailure(network, signedIn);
      const { session, account: remote } = signedIn.value;
      if (remote.remoteId !== remoteId)
        return fail(
          'different_account',
          `That is @${remote.handle}, and this account is @${account.handle}. Sign in with the ${signInSecret(network)} of @${account.handle}.`,
        );
      const current = rows.get(id);
      if (!current) return gone();
      try {
        await sessions.write(id, session);
      } catch {
        return keychainUnavailable();
      }
      const enabled = current.status === 'disabled' ? {} : CONNECTED;
      return update(current, { ...figures(remote), ...enabled });
    },

    /** Asks the network who we are. */
    async check(id: string): Promise<Result<Account, RouteErrorCode<'accounts.check'>>> {
      const account = rows.get(id);
      if (!account) return gone();
      const session = await sessionOf(account);
      if (!session.ok)
        return session.error.code === 'keychain_unavailable'
          ? keychainUnavailable()
          : fail('sign_in_refused', session.error.message);
      const { platform, context } = openSession(account, session.value);
      const answer = await platform.whoAmI(context);
      if (!answer.ok) {
        if (answer.class === 'auth') markReconnectNeeded(id, answer.message);
        return signInFailure(account.network, answer);
      }
      const current = rows.get(id);
      if (!current) return gone();
      const enabled = current.status === 'disabled' ? {} : CONNECTED;
      return update(current, { ...figures(answer.value), ...enabled });
    },

    /** Pauses an account, or lets it publish again. */
    async setEnabled(id: string, enabled: boolean): Promise<Result<Account, 'not_found'>> {
      const account = rows.get(id);
      if (!account) return gone();
      const paused = account.status === 'disabled';
      if (enabled !== paused) return ok(account);
      if (!enabled) return update(account, { status: 'disabled', statusMessage: PAUSED });
      const back = update(account, { status: 'connected', statusMessage: null });
      const session = await sessionOf(account);
      // Where the keychain does not answer just now, the next call to the network tells.
      return session.ok ? back : get(id);
    },

    /** Only says so; see the publisher for what is with the network already. */
    setHandOver(id: string, handOver: boolean): Result<Account, 'not_found'> {
      const account = rows.get(id);
      if (!account) return gone();
      return account.handOver === handOver ? ok(account) : update(account, { handOver });
    },

    /** Forgets the account and its session. Refused while posts to it are under way. */
    async remove(
      id: string,
    ): Promise<Result<{ id: string }, 'not_found' | 'posts_scheduled' | 'keychain_unavailable'>> {
      const account = rows.get(id);
      if (!account) return gone();
      const refused = removal.refusal(id, account.handle);
      if (refused) return refused;
      let session: Session | null;
      try {
        session = await sessions.read(id);
        await sessions.forget(id);
      } catch {
        return keychainUnavailable();
      }
      const removed = removal.remove(id, account.handle);
      if (!removed.ok) {
        if (session) await sessions.write(id, session);
        return removed;
      }
      changed(account);
      for (const post of removed.value) {
        const { id: postId, clientId, status } = post;
        bus.emit('post.changed', { postId, clientId, status });
      }
      return ok({ id });
    },

    /** What publishing needs to call the network for this account. Nothing here is ever logged. */
    async context(
      accountId: string,
    ): Promise<
      Result<
        { platform: Platform; context: PlatformContext },
        'not_found' | 'reconnect_needed' | 'disabled' | 'keychain_unavailable'
      >
    > {
      const account = rows.get(accountId);
      if (!account) return gone();
      const { handle, status, statusMessage } = account;
      if (status === 'disabled')
        return fail('disabled', `@${handle} is paused. Turn it on in Accounts.`);
      if (status === 'reconnect_needed')
        return fail('reconnect_needed', statusMessage ?? SIGNED_OUT);
      const session = await sessionOf(account);
      return session.ok ? ok(openSession(account, session.value)) : session;
    },
  };

  function figures(remote: RemoteAccount): AccountChanges {
    const { handle, displayName, followers, following, postCount } = remote;
    return { handle, displayName, followers, following, postCount, checkedAt: clock.now() };
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
}

const CONNECTED = { status: 'connected', statusMessage: null, removedAt: null } as const;
const SIGNED_OUT = 'The saved sign-in is gone. Reconnect the account.';
const PAUSED = 'Paused. Turn it on to publish again.';

const gone = () => fail('not_found', 'This account is not here any more.');
const noClient = () =>
  fail('not_found', 'This client is not here any more, or is archived. Choose another one.');
