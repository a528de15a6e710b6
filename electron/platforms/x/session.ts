import { z } from 'zod';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import { lineOf, type PlatformContext, type PlatformResult, type Session } from '../platform.ts';
import type { Call } from '../transport.ts';
import { type Connection, createApi, createLine, type XApi } from './api.ts';
import { hostsOf } from './hosts.ts';
import { exchange } from './tokens.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. */
const xSession = z.object({
  accessToken: z.string().min(1),
  /** Good once. Absent where a token was pasted. */
  refreshToken: z.string().min(1).optional(),
  /** The application that it was made for: a public client renews with its id alone. */
  clientId: z.string().min(1).optional(),
  /** UTC epoch ms at which the access token ends. */
  expiresAt: z.number().optional(),
  endsAt: z.number().nullable().optional(),
  scopes: z.array(z.string()).optional(),
});
type XSession = z.output<typeof xSession>;

export const readSession = (session: Session): XSession => {
  const parsed = xSession.safeParse(session);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  return parsed.data;
};

const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';
const NOT_KEPT = 'The keychain did not keep the renewed sign-in. Unlock it.';

/** Ms before its end from which on a token is renewed. */
const EARLY = 10 * 60_000;

/**
 * Calls with a token that was just given. @throws CallFailed of class `auth` where it can't be one: it would
 * break the header.
 */
export function apiWith(accessToken: string, serviceUrl: string, connection: Connection): XApi {
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new CallFailed(failure('auth', NO_TOKEN));
  const { api } = hostsOf(serviceUrl);
  const line = createLine(connection);
  return createApi(new URL(api).host, (path, init) =>
    line(api, path, withToken(init, accessToken)),
  );
}

const NO_TOKEN = 'This is not an access token: none has spaces or accents. Copy it again.';

function withToken(init: Call, accessToken: string): Call {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${accessToken}`);
  return { ...init, headers };
}

/**
 * Runs calls with an account's kept session, which is renewed before its end, and once where X says that it
 * is over. What they throw comes back as a value.
 */
export async function withSession<Value>(
  context: PlatformContext,
  connection: Connection,
  run: (api: XApi) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { api } = hostsOf(context.serviceUrl);
  const { host } = new URL(api);
  try {
    let kept = context.session;
    let session = readSession(kept);
    const renew = async () => {
      kept = await renewed(context, connection, kept);
      session = readSession(kept);
    };
    const line = createLine({ ...connection, ...lineOf(context) });
    const isEarly = () => {
      const { refreshToken, expiresAt } = session;
      if (refreshToken === undefined || expiresAt === undefined) return false;
      return expiresAt - connection.now() < EARLY;
    };
    const send = async (path: string, init: Call): Promise<Response> => {
      if (isEarly()) await renew().catch(unlessStillGood);
      try {
        return await line(api, path, withToken(init, session.accessToken));
      } catch (error) {
        const isOver = callFailedIn(error)?.failure.httpStatus === 401;
        if (!isOver || session.refreshToken === undefined) throw error;
      }
      await renew();
      return line(api, path, withToken(init, session.accessToken));
    };
    /** That it can't be renewed early is no reason to stop while it is good. */
    const unlessStillGood = (error: unknown): void => {
      const isOver = callFailedIn(error)?.failure.class === 'auth';
      if (isOver || (session.expiresAt ?? 0) <= connection.now()) throw error;
    };
    return { ok: true, value: await run(createApi(host, send)) };
  } catch (error) {
    return failureOf(error, host);
  }
}

/** Under the account's lock: a refresh token is good once. */
async function renewed(
  context: PlatformContext,
  connection: Connection,
  known: Session,
): Promise<Session> {
  const result = await context
    .renewSession(known, async (kept) => {
      const { refreshToken, clientId } = readSession(kept);
      if (refreshToken === undefined || clientId === undefined)
        return failure('auth', SIGN_IN_AGAIN);
      const line = { ...connection, ...(context.signal ? { signal: context.signal } : {}) };
      return exchange(
        context.serviceUrl,
        { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId },
        line,
      );
    })
    .catch((error: unknown) => {
      throw callFailedIn(error) ?? new CallFailed(failure('unreachable', NOT_KEPT), null, error);
    });
  if (!result.ok) throw new CallFailed(result);
  return result.value;
}
