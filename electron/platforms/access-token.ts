import { z } from 'zod';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from './call-failed.ts';
import type { PlatformContext, PlatformResult, Session } from './platform.ts';

/** What is kept of a sign-in by OAuth 2, besides what a network adds. It lives in the secret store and nowhere else. */
const tokenSession = z.looseObject({
  /** Nothing that would break the header it is sent in. */
  accessToken: z.string().regex(/^[\x21-\x7e]+$/),
  refreshToken: z.string().min(1).nullish(),
  /** UTC epoch ms at which the access token ends; absent where nobody said. */
  expiresAt: z.number().nullish(),
  scopes: z.array(z.string()).optional(),
});
export interface TokenSession extends Session {
  accessToken: string;
  refreshToken?: string | null;
  expiresAt?: number | null;
}

/** When and how a network renews its tokens. */
export interface RenewalRules {
  /** UTC epoch ms */
  now(): number;
  /** Whether it is time to renew, although the token is still good. */
  isDue(session: TokenSession, now: number): boolean;
  canRenew(session: TokenSession): boolean;
  renew(kept: TokenSession): Promise<PlatformResult<Session>>;
  /** Whether a call failed because its token is over, so that nothing of it was done. */
  isOver(error: unknown): boolean;
}

/** The access token for the calls of one operation: renewed ahead of its end, and once when the network refuses it. */
export interface AccessToken {
  /** Runs a call with the token; where that is over, once more with a new one. @throws CallFailed */
  call<Value>(run: (accessToken: string) => Promise<Value>): Promise<Value>;
  /** The token for calls that are repeated elsewhere, renewed where it is time to. @throws CallFailed */
  ready(): Promise<string>;
  /** A new one, where the network says that it is over. @throws CallFailed */
  renewed(): Promise<string>;
  session(): TokenSession;
}

/** Ms before its end from which on a token that lives for hours is renewed. */
export const EARLY = 10 * 60_000;

/** @throws CallFailed of class `auth` where the kept session is not one of ours */
export function accessTokenOf(
  context: Pick<PlatformContext, 'session' | 'renewSession'>,
  rules: RenewalRules,
): AccessToken {
  // As it is kept, to the letter: by that it is known whether another call has renewed it.
  let kept = context.session;
  let session = read(kept);
  let forced = false;

  async function renew(): Promise<void> {
    const renewed = await context.renewSession(kept, (found) => rules.renew(read(found)));
    // Whatever became of it, the call that it was for was not made.
    if (!renewed.ok) return rethrowAsNotSent(new CallFailed(renewed));
    kept = renewed.value;
    session = read(kept);
  }

  /** A renewal that does not work now is no harm while the old token is good. */
  async function renewAhead(): Promise<void> {
    if (!rules.canRenew(session) || !rules.isDue(session, rules.now())) return;
    try {
      await renew();
    } catch (error) {
      const isGood = (session.expiresAt ?? 0) > rules.now();
      if (!isGood || callFailedIn(error)?.failure.class === 'auth') throw error;
    }
  }

  async function ready(): Promise<string> {
    await renewAhead();
    return session.accessToken;
  }

  async function renewed(): Promise<string> {
    forced = true;
    await renew();
    return session.accessToken;
  }

  return {
    session: () => session,
    ready,
    renewed,
    async call(run) {
      try {
        return await run(await ready());
      } catch (error) {
        if (forced || !rules.canRenew(session) || !rules.isOver(error)) throw error;
      }
      return run(await renewed());
    },
  };
}

function read(session: Session): TokenSession {
  const parsed = tokenSession.safeParse(session);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  return parsed.data as TokenSession;
}

const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';
