import { setTimeout as wait } from 'node:timers/promises';
import { holding } from '../database/process-lock.ts';
import { callFailedIn, failure } from '../platforms/call-failed.ts';
import type {
  Application,
  Platform,
  PlatformContext,
  PlatformFailure,
  PlatformResult,
  Session,
} from '../platforms/platform.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';
import { isPartOf, withFreshSession } from './fresh-session.ts';
import type { SignInLocks } from './sign-in-locks.ts';

interface SessionOwner {
  accountId: string;
  serviceUrl: string;
  remoteId: string;
  handle: string;
  /** False once the account was removed: a renewal that comes late must not bring its secret back. */
  stillThere(): boolean;
  /** Told of a renewed session when it is in the keychain. */
  onRenewed(session: Session): void;
  /** @throws CallFailed where the keychain does not answer */
  application(): Promise<Application | null>;
}

type Renew = (kept: Session) => Promise<PlatformResult<Session>>;

/** How long a held session is not asked for again, in ms. */
const HELD_FOR = 10_000;
/** How long another process may renew the same session, in ms. */
const LOCK_PATIENCE = 45_000;
/** Waits in ms before a keychain that did not keep a renewed session is asked again. */
const KEEP_AGAIN = [0, 200, 1000];

export interface SessionsOptions {
  secrets: SecretStore;
  locks: SignInLocks;
  /** Asked anew for each account that is opened: it is set up while the application runs. */
  relay?: ((accountId: string, serviceUrl: string) => PlatformContext['relay']) | undefined;
}

/** The sessions of the accounts in the secret store, with one lock for each account. */
export function createSessions({ secrets, locks, relay = () => null }: SessionsOptions) {
  const turns = new Map<string, Promise<unknown>>();

  /** Reads and writes of one account's session happen one after the other. */
  function exclusive<Value>(accountId: string, work: () => Promise<Value>): Promise<Value> {
    const before = turns.get(accountId) ?? Promise.resolve();
    const turn = before.then(work, work);
    turns.set(accountId, turn);
    const leave = () => {
      if (turns.get(accountId) === turn) turns.delete(accountId);
    };
    turn.then(leave, leave);
    return turn;
  }

  /** Sessions that are in use for several calls. */
  const held = new Map<string, { holders: number; session: Session | null; readAt: number }>();
  const keep = (accountId: string, session: Session | null) => {
    const mine = held.get(accountId);
    if (mine) Object.assign(mine, { session, readAt: performance.now() });
  };

  /** While it is held, a session is asked for only now and then. The answer lets it go. */
  function hold(accountId: string): () => void {
    const mine = held.get(accountId) ?? { holders: 0, session: null, readAt: 0 };
    mine.holders++;
    held.set(accountId, mine);
    return () => {
      if (--mine.holders === 0) held.delete(accountId);
    };
  }

  /**
   * Renewed sessions that the keychain did not keep, by account: the one before is spent, so these are all
   * there is. `before` is what the keychain had then.
   */
  const unkept = new Map<string, { before: string; session: Session; owner: SessionOwner }>();

  /** The secret as it is kept now, after what could not be kept earlier. Rejects where the keychain does not answer. */
  async function textOf(accountId: string): Promise<string | null> {
    const name = secretNames.accountSession(accountId);
    const text = await secrets.get(name);
    const late = unkept.get(accountId);
    if (!late) return text;
    // Where it is another one by now, somebody has signed in again, and that is the better one.
    const isCurrent = text === late.before && late.owner.stillThere();
    const renewed = JSON.stringify(late.session);
    if (isCurrent) await secrets.set(name, renewed);
    unkept.delete(accountId);
    if (isCurrent) late.owner.onRenewed(late.session);
    return isCurrent ? renewed : text;
  }

  /** As it is kept now. Null where there is none, or none that can be read. Rejects where the keychain does not answer. */
  const read = (accountId: string): Promise<Session | null> =>
    exclusive(accountId, async () => {
      const session = parse(await textOf(accountId));
      keep(accountId, session);
      return session;
    });

  /** The same, or what was read a moment ago for the one who holds it. */
  const recent = (accountId: string): Promise<Session | null> => {
    const mine = held.get(accountId);
    return mine?.session && performance.now() - mine.readAt < HELD_FOR
      ? Promise.resolve(mine.session)
      : read(accountId);
  };

  const write = (accountId: string, session: Session): Promise<void> =>
    exclusive(accountId, async () => {
      await secrets.set(secretNames.accountSession(accountId), JSON.stringify(session));
      unkept.delete(accountId);
      keep(accountId, session);
    });

  const forget = (accountId: string): Promise<void> =>
    exclusive(accountId, async () => {
      keep(accountId, null);
      await secrets.delete(secretNames.accountSession(accountId));
      unkept.delete(accountId);
      locks.remove(accountId);
    });

  /** Never rejects for what the network or the keychain do. */
  const renew = (owner: SessionOwner, known: Session, call: Renew) =>
    exclusive(owner.accountId, async (): Promise<PlatformResult<Session>> => {
      const work = () => renewAlone(owner, known, call);
      const renewed = await holding(locks.of(owner.accountId), LOCK_PATIENCE, work);
      return renewed ?? failure('unreachable', MESSAGES.renewedElsewhere);
    });

  async function renewAlone(
    owner: SessionOwner,
    known: Session,
    call: Renew,
  ): Promise<PlatformResult<Session>> {
    const { accountId } = owner;
    const before = await textOf(accountId).catch(() => undefined);
    if (before === undefined) return failure('unreachable', MESSAGES.keychainSilent);
    const kept = parse(before);
    if (before === null || kept === null || !owner.stillThere())
      return failure('auth', MESSAGES.signedOut);
    // Another call has renewed it while this one waited for its turn.
    if (!isPartOf(known, kept)) {
      keep(accountId, kept);
      return { ok: true, value: kept };
    }
    const renewed = await call(kept).catch((error: unknown) => {
      const failed = callFailedIn(error);
      if (failed) return failed.failure;
      throw error;
    });
    return renewed.ok ? keepRenewed(owner, before, renewed.value) : ofRenewal(renewed);
  }

  /** The session before it is spent: whatever happens, the renewed one must not get lost. */
  async function keepRenewed(
    owner: SessionOwner,
    before: string,
    session: Session,
  ): Promise<PlatformResult<Session>> {
    const { accountId } = owner;
    unkept.set(accountId, { before, session, owner });
    for (const ms of KEEP_AGAIN) {
      await wait(ms);
      const text = await textOf(accountId).catch(() => undefined);
      if (text === undefined) continue;
      const kept = parse(text);
      keep(accountId, kept);
      return kept === null || !owner.stillThere()
        ? failure('auth', MESSAGES.signedOut)
        : { ok: true, value: kept };
    }
    return failure('unreachable', MESSAGES.notKept);
  }

  /** The platform and what its calls need, for one account. */
  function open(owner: SessionOwner, platform: Platform, session: Session) {
    const { accountId, serviceUrl, remoteId, handle } = owner;
    const context: PlatformContext = {
      serviceUrl,
      remoteId,
      handle,
      session,
      renewSession: (known, call) => renew(owner, known, call),
      application: owner.application,
      relay: relay(accountId, serviceUrl),
    };
    const line = { recent: () => recent(accountId), read: () => read(accountId) };
    return { platform: withFreshSession(platform, line), context };
  }

  return { read, recent, write, forget, open, hold };
}

export type Sessions = ReturnType<typeof createSessions>;

/**
 * What a failed renewal is for the call that needed it. That call was never sent, so a passing trouble is no doubt
 * about it; only a network that says no to the renewal ends the sign-in.
 */
function ofRenewal(failed: PlatformFailure): PlatformFailure {
  switch (failed.class) {
    case 'interrupted':
    case 'service_error':
      return { ...failed, class: 'unreachable' };
    case 'refused':
    case 'duplicate':
      return { ...failed, class: 'auth' };
    default:
      return failed;
  }
}

const MESSAGES = {
  signedOut: 'The saved sign-in is gone. Reconnect the account.',
  keychainSilent: 'The keychain of this machine does not answer. Unlock it.',
  notKept: 'The keychain did not keep the renewed sign-in. Unlock it.',
  renewedElsewhere:
    'Another ClientNest has been renewing this sign-in for too long. ClientNest tries again.',
};

function parse(text: string | null): Session | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Session)
      : null;
  } catch {
    // Not ours, or cut off: the account is asked to sign in again.
    return null;
  }
}
