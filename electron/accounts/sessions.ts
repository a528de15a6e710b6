import type { Platform, PlatformContext, PlatformResult, Session } from '../platforms/platform.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';

interface SessionOwner {
  accountId: string;
  serviceUrl: string;
  remoteId: string;
  handle: string;
  /** False once the account was removed: a renewal that comes late must not bring its secret back. */
  stillThere(): boolean;
}

/** How long a held session is not asked for again, in ms. */
const HELD_FOR = 10_000;

/** The sessions of the accounts in the secret store, with one lock for each account. */
export function createSessions(
  secrets: SecretStore,
  relay: (accountId: string) => PlatformContext['relay'] = () => null,
) {
  const locks = new Map<string, Promise<unknown>>();

  /** Reads and writes of one account's session happen one after the other. */
  function exclusive<Value>(accountId: string, work: () => Promise<Value>): Promise<Value> {
    const before = locks.get(accountId) ?? Promise.resolve();
    const turn = before.then(work, work);
    locks.set(accountId, turn);
    const leave = () => {
      if (locks.get(accountId) === turn) locks.delete(accountId);
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

  /** As it is kept now. Null where there is none, or none that can be read. Rejects where the keychain does not answer. */
  const read = (accountId: string): Promise<Session | null> =>
    exclusive(accountId, async () => {
      const text = await secrets.get(secretNames.accountSession(accountId));
      const session = text === null ? null : parse(text);
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
      keep(accountId, session);
    });

  const forget = (accountId: string): Promise<void> =>
    exclusive(accountId, async () => {
      keep(accountId, null);
      await secrets.delete(secretNames.accountSession(accountId));
    });

  const renewUnderLock = (
    { accountId, stillThere }: SessionOwner,
    known: Session,
    renew: (kept: Session) => Promise<PlatformResult<Session>>,
  ): Promise<PlatformResult<Session>> =>
    exclusive(accountId, async () => {
      const text = await secrets.get(secretNames.accountSession(accountId));
      const kept = text === null ? null : parse(text);
      if (kept !== null && JSON.stringify(kept) !== JSON.stringify(known))
        return { ok: true, value: kept };
      const renewed = await renew(known);
      if (renewed.ok && stillThere()) {
        await secrets.set(secretNames.accountSession(accountId), JSON.stringify(renewed.value));
        keep(accountId, renewed.value);
      }
      return renewed;
    });

  /** The platform and what its calls need, for one account. */
  function open(owner: SessionOwner, platform: Platform, session: Session) {
    const { accountId, serviceUrl, remoteId, handle } = owner;
    const context: PlatformContext = {
      serviceUrl,
      remoteId,
      handle,
      session,
      saveSession: async (renewed) => {
        if (owner.stillThere()) await write(accountId, renewed);
      },
      renewSession: (known, renew) => renewUnderLock(owner, known, renew),
      application: async () => null,
      relay: relay(accountId),
    };
    return { platform: freshest(accountId, platform, { recent, read }), context };
  }

  return { read, recent, write, forget, open, hold };
}

/**
 * The same platform, each call with the session as it is kept now. The app and the command line may
 * share a workspace: where one is told that a session is over, the other may have renewed it meanwhile.
 */
function freshest(
  accountId: string,
  platform: Platform,
  { recent, read }: Record<'recent' | 'read', (accountId: string) => Promise<Session | null>>,
): Platform {
  async function attempt<Value>(
    context: PlatformContext,
    call: (context: PlatformContext) => Promise<PlatformResult<Value>>,
  ): Promise<PlatformResult<Value>> {
    let known = (await recent(accountId)) ?? context.session;
    const result = await call({
      ...context,
      session: known,
      saveSession: async (renewed) => {
        known = renewed;
        await context.saveSession(renewed);
      },
    });
    if (result.ok || result.class !== 'auth') return result;
    const kept = await read(accountId);
    if (kept === null || JSON.stringify(kept) === JSON.stringify(known)) return result;
    return call({ ...context, session: kept });
  }
  return {
    ...platform,
    whoAmI: (context) => attempt(context, (fresh) => platform.whoAmI(fresh)),
    publish: (context, post, progress) =>
      attempt(context, (fresh) => platform.publish(fresh, post, progress)),
    reconcile: (context, post) => attempt(context, (fresh) => platform.reconcile(fresh, post)),
  };
}

function parse(text: string): Session | null {
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
