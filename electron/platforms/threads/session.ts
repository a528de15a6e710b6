import { z } from 'zod';
import type { RenewalRules } from '../access-token.ts';
import { failureOf } from '../call-failed.ts';
import { isTokenOver } from '../graph/failure.ts';
import type { PlatformResult, Session } from '../platform.ts';
import type { Line } from '../transport.ts';
import { graphOf, hostsOf } from './hosts.ts';

const DAY = 24 * 60 * 60_000;
/** Long-lived tokens are good for 60 days, and are renewed when this is left. */
const RENEW_BEFORE = 20 * DAY;
/** Younger ones are not renewed. */
const LEAST_AGE = DAY;

/** What `/access_token` and `/refresh_access_token` answer. `expires_in` in seconds. */
export const longLived = z.object({ access_token: z.string().min(1), expires_in: z.number() });

/** What is kept of a sign-in. There is no refresh token: the token itself is traded for another one. */
export const sessionOf = (
  { access_token, expires_in }: z.output<typeof longLived>,
  now: number,
): Session & { accessToken: string } => ({
  accessToken: access_token,
  issuedAt: now,
  expiresAt: now + expires_in * 1000,
  // It is renewed in time where the computer is on once in a while.
  endsAt: now + expires_in * 1000,
});

/** Source: developers.facebook.com/docs/threads/get-started/long-lived-tokens. */
export function renewalRules(serviceUrl: string, line: Line): RenewalRules {
  const { now } = line;
  const age = ({ issuedAt }: Session): number =>
    typeof issuedAt === 'number' ? now() - issuedAt : Number.POSITIVE_INFINITY;
  return {
    now,
    isOver: isTokenOver,
    isDue: ({ expiresAt }, at) => typeof expiresAt === 'number' && expiresAt - at < RENEW_BEFORE,
    canRenew: (session) => age(session) >= LEAST_AGE,
    async renew(kept): Promise<PlatformResult<Session>> {
      const { host } = new URL(hostsOf(serviceUrl).graph);
      try {
        const answer = await graphOf(serviceUrl, line, kept.accessToken).get(
          'refresh_access_token',
          longLived,
          { grant_type: 'th_refresh_token', access_token: kept.accessToken },
          { version: false },
        );
        return { ok: true, value: { ...kept, ...sessionOf(answer, now()) } };
      } catch (error) {
        const failed = failureOf(error, host);
        // Whatever it objects to in the token, only the person can give another one.
        return failed.class === 'refused' ? { ...failed, class: 'auth', message: OVER } : failed;
      }
    },
  };
}

const OVER = 'Threads no longer accepts this sign-in. Reconnect the account.';
