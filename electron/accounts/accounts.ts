import { signInSecret } from '../../shared/domain/sign-in-secret.ts';
import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Platform, PlatformContext, Session } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { SecretStore } from '../vault/secret-store.ts';
import { type AccountChanges, createAccountRows, gone } from './account-rows.ts';
import { createApplications } from './applications.ts';
import { createAuthorising } from './authorising.ts';
import { CONNECTED, createConnecting, noClient, sessionFacts } from './connecting.ts';
import { createRemoval } from './removal.ts';
import { serviceOrigin } from './service-url.ts';
import { createSessions } from './sessions.ts';
import {
  browserSignInFailure,
  keychainUnavailable,
  pastedFailure,
  signInFailure,
} from './sign-in-failure.ts';
import { createSignInLocks } from './sign-in-locks.ts';
import { createSigningOut } from './signing-out.ts';

export type Accounts = ReturnType<typeof createAccounts>;

export interface AccountsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  secrets: SecretStore;
  platforms: Platforms;
  /** The workspace's folder, for the locks between processes. */
  userData: string;
  sqliteBinding?: string | undefined;
  /** Where files are put for networks that fetch them; null while none is set up. */
  relay?: ((accountId: string) => PlatformContext['relay']) | undefined;
  /** Networks of this computer, which are started when one of them is called. */
  practice?: PracticeLine | undefined;
  /** Opens the network's page for the person; absent where there is no way to. */
  openBrowser?: ((url: string) => Promise<void>) | undefined;
  /** How long a person may take in the browser, ms. */
  browserPatience?: number;
}

/** What is asked of the practice networks. */
export interface PracticeLine {
  isPractice(serviceUrl: string): boolean;
  /** Resolves when it is running, where it is one of them. */
  reach(serviceUrl: string): Promise<void>;
  relay: PlatformContext['relay'];
}

/** Accounts on networks. Their sessions are in the secret store, never in the database. */
export function createAccounts(options: AccountsOptions) {
  const { database, bus, clock, secrets, platforms, userData, sqliteBinding, practice } = options;
  const rows = createAccountRows({ database, clock });
  const removal = createRemoval({ database, clock });
  const locks = createSignInLocks(userData, sqliteBinding);
  const relayOf = (accountId: string, serviceUrl: string) =>
    practice?.isPractice(serviceUrl) ? practice.relay : (options.relay?.(accountId) ?? null);
  const sessions = createSessions({ secrets, locks, relay: relayOf });
  const applications = createApplications(options);

  const changed = ({ id, clientId }: Pick<Account, 'id' | 'clientId'>) =>
    bus.emit('account.changed', { accountId: id, clientId });
  const connecting = createConnecting({ database, clock, rows, sessions, changed });
  const authorising = createAuthorising({ ...options, rows, applications, connecting });

  /** Writes what changed and tells of it; the account as it is now. */
  function update(account: Account, changes: AccountChanges): Result<Account, 'not_found'> {
    rows.update(account.id, changes);
    changed(account);
    return rows.found(account.id);
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
    if (session !== null) {
      await practice?.reach(account.serviceUrl);
      return ok(session);
    }
    markReconnectNeeded(account.id, SIGNED_OUT);
    return fail('reconnect_needed', SIGNED_OUT);
  }

  function openSession(account: Account, session: Session) {
    const { id, serviceUrl, remoteId, handle } = account;
    const owner = {
      ...{ accountId: id, serviceUrl, remoteId, handle },
      stillThere: () => rows.get(id) !== null,
      onRenewed(renewed: Session) {
        const before = rows.get(id);
        const now = sessionFacts(renewed);
        const isSame =
          before?.sessionEndsAt === now.sessionEndsAt &&
          JSON.stringify(before?.scopes) === JSON.stringify(now.scopes);
        if (before && !isSame) update(before, now);
      },
      application: () => applications.of(id),
    };
    return sessions.open(owner, platforms[account.network], session);
  }

  const signingOut = createSigningOut({
    ...{ rows, sessions, platforms, openSession, markReconnectNeeded },
    reach: async (serviceUrl) => practice?.reach(serviceUrl),
  });

  return {
    get: rows.found,
    list: (clientId?: string): Account[] => rows.list(clientId),
    markReconnectNeeded,
    /** The session of an account is read once for several calls, until the answer is called. */
    hold: sessions.hold,
    applications,
    /** Signing in through the system browser. */
    authorising,
    /** For a client who leaves. */
    signingOut,

    async connect(
      input: ParsedInput<'accounts.connect'>,
    ): Promise<Result<Account, RouteErrorCode<'accounts.connect'>>> {
      const { clientId, network, identifier = '', appPassword } = input;
      const platform = platforms[network];
      const origin = serviceOrigin(input.serviceUrl ?? platform.capabilities.defaultServiceUrl);
      if (!origin.ok) return origin;
      const serviceUrl = origin.value;
      if (rows.client(clientId)?.archivedAt !== null) return noClient();
      const signedIn = await platform.signIn({ serviceUrl, identifier, appPassword });
      if (!signedIn.ok) return pastedFailure(network, signedIn);
      return connecting.connect({ clientId, network, serviceUrl }, signedIn.value, null);
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
      const { network, serviceUrl, remoteId, handle } = account;
      const signedIn = await platforms[network].signIn({
        serviceUrl,
        // Not the handle: it may have changed since.
        identifier: remoteId,
        appPassword,
      });
      if (!signedIn.ok) return pastedFailure(network, signedIn);
      const { account: remote } = signedIn.value;
      if (remote.remoteId !== remoteId)
        return fail(
          'different_account',
          `That is @${remote.handle}, and this account is @${handle}. Sign in with the ${signInSecret(network)} of @${handle}.`,
        );
      return connecting.renew(account, signedIn.value, null);
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
        return account.signedInBy === 'oauth'
          ? browserSignInFailure(answer)
          : signInFailure(account.network, answer);
      }
      const current = rows.get(id);
      if (!current) return gone();
      const enabled = current.status === 'disabled' ? {} : CONNECTED;
      return update(current, { ...connecting.figures(answer.value), ...enabled });
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
      return session.ok ? back : rows.found(id);
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

    /** Ends what waits for the browser. */
    close: authorising.close,
  };
}

const SIGNED_OUT = 'The saved sign-in is gone. Reconnect the account.';
const PAUSED = 'Paused. Turn it on to publish again.';
