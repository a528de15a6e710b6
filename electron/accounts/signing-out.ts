import type { RouteOutput } from '../../shared/ipc/contract.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Platform, PlatformContext, Session } from '../platforms/platform.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { AccountRows } from './account-rows.ts';
import type { Sessions } from './sessions.ts';

type Looked = RouteOutput<'offboarding.look'>['accounts'][number];
type SignedOut = RouteOutput<'offboarding.revoke'>[number];

export interface SigningOutOptions {
  rows: AccountRows;
  sessions: Sessions;
  platforms: Platforms;
  openSession(account: Account, session: Session): { platform: Platform; context: PlatformContext };
  markReconnectNeeded(accountId: string, message: string): void;
  /** Has a practice network run. */
  reach(serviceUrl: string): Promise<void>;
}

/** Ends the sign-ins of a client, at their networks too where these can be told. */
export function createSigningOut(options: SigningOutOptions) {
  const { rows, sessions, platforms, openSession, markReconnectNeeded } = options;

  /** Handles of other clients' accounts that came of the same sign-in: to end it would sign these out, too. */
  async function sharers(account: Account, session: Session): Promise<string[]> {
    const secrets = new Set(secretsIn(session));
    const shared: string[] = [];
    for (const other of rows.list()) {
      const isNear = other.network === account.network && other.serviceUrl === account.serviceUrl;
      if (!isNear || other.clientId === account.clientId) continue;
      const theirs = await sessions.read(other.id);
      if (theirs && secretsIn(theirs).some((secret) => secrets.has(secret)))
        shared.push(other.handle);
    }
    return shared;
  }

  async function lookAt(account: Account): Promise<Looked> {
    const { id: accountId, network, handle } = account;
    const session = await sessions.read(accountId);
    const facts = { accountId, network, handle };
    if (session === null) return { ...facts, revocation: 'signed_out' };
    const isTold = account.signedInBy === 'oauth' && platforms[network].oauth?.revoke;
    if (!isTold) return { ...facts, revocation: 'cannot' };
    const others = await sharers(account, session);
    return { ...facts, revocation: others.length > 0 ? 'shared' : 'can' };
  }

  async function end(account: Account): Promise<SignedOut> {
    const { id: accountId, network, handle } = account;
    const { name } = platforms[network].capabilities;
    const facts = { accountId, network, handle };
    const session = await sessions.read(accountId);
    const forget = async (outcome: SignedOut['outcome'], message: string): Promise<SignedOut> => {
      await sessions.forget(accountId);
      markReconnectNeeded(accountId, SIGNED_OUT);
      return { ...facts, outcome, message };
    };
    if (session === null) return forget('forgotten', 'It was signed out already.');
    const { revocation } = await lookAt(account);
    if (revocation === 'shared') {
      const others = (await sharers(account, session)).map((other) => `@${other}`).join(', ');
      return forget(
        'forgotten',
        `Forgotten here. ${name} was not told, for that would sign out ${others} too. The client can take ClientNest off the account’s apps there.`,
      );
    }
    const { oauth } = platforms[network];
    await options.reach(account.serviceUrl);
    const { context } = openSession(account, session);
    if (revocation === 'cannot' || !oauth?.revoke) {
      // A courtesy where the network takes it: what counts is the password or token itself, which is the person's.
      await oauth?.revoke?.(context);
      return forget(
        'forgotten',
        `Forgotten here. What it was signed in with is still good on ${name}: delete the app password or token there.`,
      );
    }
    const told = await oauth.revoke(context);
    // A session that is over already, e.g. by the account before, needs no end.
    if (!told.ok && told.class !== 'auth')
      return { ...facts, outcome: 'failed', message: `${told.message} Try again.` };
    return told.ok && told.value === 'not_offered'
      ? forget(
          'forgotten',
          `Forgotten here. ${name} can’t be told from here: take ClientNest off the account’s apps there.`,
        )
      : forget('revoked', `${name} was told, and takes nothing from ClientNest for it any more.`);
  }

  /** One after the other: several of them may be of one sign-in. Rejects where the keychain does not answer. */
  async function forEach<Value>(clientId: string, call: (account: Account) => Promise<Value>) {
    const done: Value[] = [];
    for (const account of rows.list(clientId)) done.push(await call(account));
    return done;
  }

  return {
    look: (clientId: string) => forEach(clientId, lookAt),
    end: (clientId: string) => forEach(clientId, end),
    /** Forgets the sessions of these accounts, whatever their networks know. */
    async forget(accountIds: readonly string[]): Promise<void> {
      for (const id of accountIds) await sessions.forget(id);
    },
  };
}

/** Shorter values are no secrets: names, kinds, scopes. */
const SHORTEST_SECRET = 20;

/** Long texts in a session: tokens, whatever the adapter calls them. */
const secretsIn = (session: Session): string[] =>
  Object.entries(session).flatMap(([name, value]) =>
    typeof value === 'string' &&
    value.length >= SHORTEST_SECRET &&
    !NO_SECRET.test(name) &&
    !/^https?:/.test(value)
      ? [value]
      : [],
  );
const NO_SECRET = /url|scope|type|domain|issuer|(client|application|app)id|^did$/i;

const SIGNED_OUT = 'Signed out when the client left. Reconnect the account to use it again.';
