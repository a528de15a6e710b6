import { z } from 'zod';
import { TIKTOK } from '../../../shared/domain/networks/tiktok.ts';
import { type AccessToken, accessTokenOf } from '../access-token.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import { lineOf, type PlatformContext, type PlatformResult } from '../platform.ts';
import { createTransport, type Line } from '../transport.ts';
import { answerFailure, errorIn, isTokenOver, tikTokFailure } from './failure.ts';
import { hostsOf } from './hosts.ts';
import { parseWithIds } from './int64.ts';
import { renewalRules } from './oauth.ts';

/** Calls of one operation with one account's token. All throw `CallFailed` on everything but a success. */
export interface TikTokApi {
  /** `data` of the answer. */
  get<Value>(path: string, shape: z.ZodType<Value>): Promise<Value>;
  post<Value>(
    path: string,
    shape: z.ZodType<Value>,
    body?: Record<string, unknown>,
  ): Promise<Value>;
  /** Sends a piece of a video to the address that came with the publish id; no token goes there. */
  put(uploadUrl: string, piece: Uint8Array, headers: Record<string, string>): Promise<void>;
  scopes(): readonly string[] | null;
}

/** Milliseconds that a call may take; a piece is 20 MB at most, over a slow line. */
const TIMEOUTS = { call: 20_000, piece: 600_000 };

/** HTTP to TikTok, also for signing in. */
export const transportFor = (line: Line) =>
  createTransport({
    ...line,
    timeoutOf: (path) => (path.startsWith('/v2/') ? TIMEOUTS.call : TIMEOUTS.piece),
    rateLimits: TIKTOK.rateLimits,
    bucketOf: () => 'calls',
    isWrite: ({ path }) => path.includes('/init/') || !path.startsWith('/v2/'),
    explain: answerFailure,
  });

/** `heard` gets the headers of each answer that is a success. */
type Connection = Line & { heard?(headers: Headers): void };

function createApi(serviceUrl: string, token: AccessToken, line: Connection): TikTokApi {
  const hosts = hostsOf(serviceUrl);
  const transport = transportFor(line);

  const call = <Value>(path: string, shape: z.ZodType<Value>, init: RequestInit) =>
    token.call(async (accessToken) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${accessToken}`);
      const response = await transport(hosts.api, path, { ...init, headers });
      line.heard?.(response.headers);
      const { host } = new URL(hosts.api);
      const answer = understood(host, envelope, await response.text());
      const error = errorIn(answer);
      // Some refusals come with a status of 200, on purpose.
      if (error.code !== 'ok')
        throw tikTokFailure({
          ...error,
          ...{ host, status: response.status, retryAfter: null },
        });
      return understood(host, shape, answer.data);
    });

  return {
    get: (path, shape) => call(path, shape, {}),
    post: (path, shape, body = {}) =>
      call(path, shape, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json; charset=UTF-8' },
      }),
    async put(uploadUrl, piece, headers) {
      const url = new URL(uploadUrl);
      if (!hosts.takesUploads(url)) throw new CallFailed(failure('refused', ELSEWHERE));
      const body = piece as Uint8Array<ArrayBuffer>;
      await transport(url.origin, `${url.pathname}${url.search}`, { method: 'PUT', body, headers });
    },
    scopes: () => token.session().scopes ?? null,
  };
}

const ELSEWHERE =
  'TikTok named an address for the video that is not its own, so nothing was sent there. Try again later.';

/** An answer that makes no sense is a failure like any other, so that what it was for can be told. */
function understood<Value>(host: string, shape: z.ZodType<Value>, answer: unknown): Value {
  try {
    return shape.parse(typeof answer === 'string' ? parseWithIds(answer) : answer);
  } catch (error) {
    throw new CallFailed(failureOf(error, host), null, error);
  }
}

const envelope = z.looseObject({ data: z.unknown(), error: z.unknown() });

/** What of a context the calls themselves need; signing in has no more. */
export type Caller = Pick<
  PlatformContext,
  'serviceUrl' | 'session' | 'renewSession' | 'application'
> &
  Parameters<typeof lineOf>[0];

/** Runs calls with an account's session; what they throw comes back as a value. */
export async function withSession<Value>(
  context: Caller,
  line: Connection,
  run: (api: TikTokApi) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { serviceUrl } = context;
  try {
    const own = { ...line, ...lineOf(context) };
    const token = accessTokenOf(context, {
      ...renewalRules(context, own, transportFor(own)),
      isOver: isTokenOver,
    });
    return { ok: true, value: await run(createApi(serviceUrl, token, own)) };
  } catch (error) {
    return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
  }
}
