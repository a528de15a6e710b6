import { z } from 'zod';
import { INSTAGRAM } from '../../../shared/domain/networks/instagram.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import { createGraph, type Graph } from '../graph/client.ts';
import {
  lineOf,
  type MediaRelay,
  type PlatformContext,
  type PlatformResult,
  type RemoteLimit,
} from '../platform.ts';
import type { ServerTime } from '../server-time.ts';
import type { Line } from '../transport.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. */
const instagramSession = z.looseObject({
  accessToken: z.string().min(1),
  /** UTC epoch ms; null where a token was pasted and not renewed yet. */
  endsAt: z.number().nullable().default(null),
  /** When it was given out or renewed last, UTC epoch ms. */
  renewedAt: z.number().default(0),
});
export type InstagramSession = z.output<typeof instagramSession>;

export interface Connection extends Line {
  time: ServerTime;
}

/** Where the parts of Instagram are: hosts of their own, or all at one address where it is played. */
export function hostsOf(serviceUrl: string) {
  const { origin } = new URL(serviceUrl);
  const isPlayed = origin !== INSTAGRAM.defaultServiceUrl;
  return {
    site: origin,
    api: isPlayed ? origin : 'https://api.instagram.com',
    graph: isPlayed ? origin : 'https://graph.instagram.com',
  };
}

/** One account, with calls in its name. */
export interface Account {
  id: string;
  handle: string;
  graph: Graph;
  relay: MediaRelay | null;
  /** The time at Instagram, UTC epoch ms. */
  serverNow(): Promise<number>;
  tell(limit: Omit<RemoteLimit, 'blockedUntil'>, wait: number | null): void;
  signal: AbortSignal | undefined;
}

const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';

/** Runs calls with an account's kept session, renewed before it ends; what they throw comes back as a value. */
export async function withAccount<Value>(
  context: PlatformContext,
  connection: Connection,
  run: (account: Account) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { graph: origin } = hostsOf(context.serviceUrl);
  try {
    const kept = instagramSession.safeParse(context.session);
    if (!kept.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
    const { accessToken } = await fresh(context, connection, kept.data);
    return { ok: true, value: await run(openAccount(context, connection, accessToken)) };
  } catch (error) {
    return failureOf(error, new URL(origin).host);
  }
}

export const graphAt = (serviceUrl: string, token: string | null, line: Line): Graph =>
  createGraph({
    ...line,
    network: INSTAGRAM.name,
    origin: hostsOf(serviceUrl).graph,
    token,
    rateLimits: INSTAGRAM.rateLimits,
  });

function openAccount(context: PlatformContext, connection: Connection, token: string): Account {
  const { remoteId: id, handle, relay, signal, serviceUrl, onLimits } = context;
  const { time, now } = connection;
  const origin = hostsOf(serviceUrl).graph;
  const graph = createGraph({
    ...connection,
    ...lineOf(context),
    network: INSTAGRAM.name,
    origin,
    token,
    rateLimits: INSTAGRAM.rateLimits,
    heard: (headers) => time.hear(origin, headers),
  });
  return {
    id,
    handle,
    graph,
    relay,
    signal,
    async serverNow() {
      const known = time.at(origin);
      if (known !== null) return known;
      await graph.get('me', z.unknown(), { fields: 'user_id' });
      return time.at(origin) ?? now();
    },
    tell: (limit, wait) =>
      onLimits?.([{ ...limit, blockedUntil: wait === null ? null : now() + wait }]),
  };
}

const DAY = 24 * 60 * 60_000;
/** A token is renewed when less of its sixty days is left; not on its first day, when it can’t be. */
const RENEW_BELOW = 20 * DAY;

/** The session, renewed where it is time. While the old one is good, a renewal that fails is tried again later. */
async function fresh(
  context: PlatformContext,
  connection: Connection,
  session: InstagramSession,
): Promise<InstagramSession> {
  const now = connection.now();
  const { endsAt, renewedAt } = session;
  const isOld = now - renewedAt >= DAY && (endsAt === null || endsAt - now < RENEW_BELOW);
  if (!isOld || (endsAt !== null && endsAt <= now)) return session;
  const result = await context.renewSession(context.session, async (kept) => {
    try {
      const graph = graphAt(context.serviceUrl, null, { ...connection, ...lineOf(context) });
      const old = instagramSession.parse(kept);
      const token = await graph.get(
        'refresh_access_token',
        longTokenShape,
        { grant_type: 'ig_refresh_token', access_token: old.accessToken },
        { version: false },
      );
      return { ok: true, value: { ...old, ...sessionOf(token, now) } };
    } catch (error) {
      return failureOf(error, new URL(hostsOf(context.serviceUrl).graph).host);
    }
  });
  const renewed = result.ok ? instagramSession.safeParse(result.value) : null;
  return renewed?.success ? renewed.data : session;
}

/** `expires_in` is in seconds. */
export const longTokenShape = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
});

export const sessionOf = (
  { access_token, expires_in }: z.output<typeof longTokenShape>,
  now: number,
) => ({ accessToken: access_token, endsAt: now + expires_in * 1000, renewedAt: now });
