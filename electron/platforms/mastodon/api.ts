import { z } from 'zod';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import { isMultipart, type Multipart } from '../multipart.ts';
import { lineOf, type PlatformContext, type PlatformResult } from '../platform.ts';
import { type Call, createTransport, type Line } from '../transport.ts';
import { answerFailure } from './failure.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. */
const mastodonSession = z.object({
  accessToken: z.string().min(1),
  /** What follows the second @ of the account's full name; not always the host of the server. */
  domain: z.string().min(1),
  /** What the token was given to; absent where it was pasted. The server makes one for each sign-in. */
  application: z
    .object({ clientId: z.string().min(1), clientSecret: z.string().min(1) })
    .optional(),
});
export type MastodonSession = z.output<typeof mastodonSession>;

export interface Answer<Value> {
  status: number;
  headers: Headers;
  value: Value;
}

/** Calls to one server with one account's token. Throws `CallFailed` on everything but a success. */
export interface MastodonApi {
  get<Value>(path: string, shape: z.ZodType<Value>): Promise<Answer<Value>>;
  post<Value>(
    path: string,
    shape: z.ZodType<Value>,
    /** Null for a call without one. */
    body: Multipart | Record<string, unknown> | null,
    headers?: Record<string, string>,
  ): Promise<Answer<Value>>;
  put<Value>(
    path: string,
    shape: z.ZodType<Value>,
    body: Record<string, unknown>,
  ): Promise<Answer<Value>>;
  delete(path: string): Promise<Answer<unknown>>;
}

/** Milliseconds that a call may take; an upload is an image of 16 MB over a slow line, or a video that must not stand still. */
const TIMEOUTS = { call: 20_000, upload: 300_000 };

export interface Connection extends Line {
  /** Gets the headers of each answer that is a success. */
  heard?(headers: Headers): void;
}

/**
 * @param accessToken null for what anybody may call
 * @throws CallFailed of class `auth` where the token can't be one: it would break the header.
 */
export function createApi(
  serviceUrl: string,
  accessToken: string | null,
  connection: Connection,
): MastodonApi {
  if (accessToken !== null && !/^[\x21-\x7e]+$/.test(accessToken))
    throw new CallFailed(failure('auth', NO_TOKEN));
  const transport = createTransport({
    ...connection,
    timeoutOf: (path) => (path === UPLOAD ? TIMEOUTS.upload : TIMEOUTS.call),
    rateLimits: MASTODON.rateLimits,
    bucketOf,
    // The server answers a key that it knows with the status it has.
    isRepeatable: ({ path, headers }) => path === STATUSES && headers.has('idempotency-key'),
    isWrite: ({ method, path }) => method === 'POST' && (path === STATUSES || path === UPLOAD),
    explain: answerFailure,
  });
  const call = async <Value>(path: string, shape: z.ZodType<Value>, init: Call) => {
    const headers = new Headers(init.headers);
    if (accessToken !== null) headers.set('authorization', `Bearer ${accessToken}`);
    const response = await transport(serviceUrl, path, { ...init, headers });
    connection.heard?.(response.headers);
    const { status } = response;
    // 206: still at work on it; there is a body, but nothing in it that counts.
    const value = shape.parse(status === 206 ? {} : await response.json());
    return { status, headers: response.headers, value };
  };
  const json = (method: string, body: Record<string, unknown>, headers = {}) => ({
    method,
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  });
  return {
    get: (path, shape) => call(path, shape, {}),
    put: (path, shape, body) => call(path, shape, json('PUT', body)),
    delete: (path) => call(path, z.unknown(), { method: 'DELETE' }),
    post: (path, shape, body, headers = {}) =>
      body === null
        ? call(path, shape, { method: 'POST', headers })
        : isMultipart(body)
          ? call(path, shape, {
              method: 'POST',
              body: body.content,
              headers: { ...headers, 'content-type': body.contentType },
            })
          : call(path, shape, json('POST', body, headers)),
  };
}

export const UPLOAD = '/api/v2/media';
export const STATUSES = '/api/v1/statuses';

/** Servers send the counter that is nearest to its end of those that count the call. */
function bucketOf({ method, path }: { method: string; path: string }): string {
  if (method !== 'POST') return 'calls';
  return path === UPLOAD ? 'media' : path === STATUSES ? 'posts' : 'calls';
}

const NO_TOKEN =
  'This is not an access token: none has spaces or accents. Copy it again from Preferences → Development.';
const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';

/** Runs calls with an account's kept session; what they throw comes back as a value. */
export async function withSession<Value>(
  context: PlatformContext,
  connection: Connection,
  run: (api: MastodonApi, session: MastodonSession) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { serviceUrl } = context;
  try {
    const session = mastodonSession.safeParse(context.session);
    if (!session.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
    const line = { ...connection, ...lineOf(context) };
    const api = createApi(serviceUrl, session.data.accessToken, line);
    return { ok: true, value: await run(api, session.data) };
  } catch (error) {
    return failureOf(error, new URL(serviceUrl).host);
  }
}
