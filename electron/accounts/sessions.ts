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

/** The sessions of the accounts in the secret store, with one lock for each account. */
export function createSessions(secrets: SecretStore) {
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

  /** Null where there is none, or none that can be read. Rejects where the keychain does not answer. */
  const read = (accountId: string): Promise<Session | null> =>
    exclusive(accountId, async () => {
      const text = await secrets.get(secretNames.accountSession(accountId));
      return text === null ? null : parse(text);
    });

  const write = (accountId: string, session: Session): Promise<void> =>
    exclusive(accountId, () =>
      secrets.set(secretNames.accountSession(accountId), JSON.stringify(session)),
    );

  const forget = (accountId: string): Promise<void> =>
    exclusive(accountId, () => secrets.delete(secretNames.accountSession(accountId)));

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
    };
    return { platform: freshest(accountId, platform, read), context };
  }

  return { read, write, forget, open };
}

/**
 * The same platform, each call with the session as it is kept now. The app and the command line may
 * share a workspace: where one is told that a session is over, the other may have renewed it meanwhile.
 */
function freshest(
  accountId: string,
  platform: Platform,
  read: (accountId: string) => Promise<Session | null>,
): Platform {
  async function attempt<Value>(
    context: PlatformContext,
    call: (context: PlatformContext) => Promise<PlatformResult<Value>>,
  ): Promise<PlatformResult<Value>> {
    let known = (await read(accountId)) ?? context.session;
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
