import type { z } from 'zod';
import { LINKEDIN } from '../../../shared/domain/networks/linkedin.ts';
import { CallFailed, callFailedIn, failure, failureOf, rethrowAsNotSent } from '../call-failed.ts';
import { lineOf, type PlatformContext, type PlatformResult } from '../platform.ts';
import { createTransport, type Line } from '../transport.ts';
import { answerFailure, isDaily, nextDay } from './failure.ts';
import { isEnding, readSession, renew } from './session.ts';
import { type Hosts, hostsOf } from './urn.ts';

/**
 * The version of the interface, a month. Each lives for at least a year; one that was retired answers 426.
 * Source: learn.microsoft.com/linkedin/marketing/versioning, read on 2026-11-23.
 */
const VERSION = '202607';

export interface Answer<Value> {
  headers: Headers;
  value: Value;
}

/** Calls with one account's token. Throws `CallFailed` on everything but a success. Paths are below `/rest`. */
export interface LinkedInApi {
  get<Value>(path: string, shape: z.ZodType<Value>): Promise<Value>;
  /** A search, as Rest.li has it. */
  find<Value>(path: string, shape: z.ZodType<Value>): Promise<Answer<Value>>;
  /** What is below `/v2`, which has no version. */
  getUnversioned<Value>(path: string, shape: z.ZodType<Value>): Promise<Value>;
  post<Value>(path: string, shape: z.ZodType<Value>, body: object): Promise<Answer<Value>>;
  delete(path: string): Promise<void>;
  /** Puts bytes to an address that LinkedIn named. That of an image wants the token; that of a video is enough. */
  put(upload: {
    url: string;
    bytes: Uint8Array;
    mimeType: string;
    withToken: boolean;
  }): Promise<Headers>;
}

/** Milliseconds that a call may take; an upload is an image of 5 MB or a piece of a video over a slow line. */
const TIMEOUTS = { call: 20_000, upload: 300_000 };

const isPost = (path: string): boolean => path === '/rest/posts';
const isUpload = (path: string): boolean => !path.startsWith('/rest/') && !path.startsWith('/v2/');

/** The token of the moment, and how another one is come by when it is over; null where it can't be. */
interface Bearer {
  token(): string;
  renewed: (() => Promise<void>) | null;
}

/** `heard` gets the headers of each answer, also of one that is a refusal. */
export type Connection = Line & { heard?(headers: Headers): void };

/** Calls to the hosts behind `serviceUrl`. */
export function createApi(serviceUrl: string, bearer: Bearer, line: Connection): LinkedInApi {
  const hosts = hostsOf(serviceUrl);
  const transport = createTransport({
    ...line,
    timeoutOf: (path) => (isUpload(path) ? TIMEOUTS.upload : TIMEOUTS.call),
    rateLimits: LINKEDIN.rateLimits,
    bucketOf: ({ path }) => (isPost(path) ? 'posts' : 'calls'),
    isWrite: ({ method }) => method !== 'GET',
    explain: (answer) => {
      const now = line.now();
      line.heard?.(answer.headers);
      // It sends no counters: that the day's calls are used up is told by the refusal alone.
      if (isDaily(answer)) line.onLimits?.([usedUp(nextDay(now))]);
      return answerFailure(answer, now);
    },
  });

  const attempt = (origin: string, path: string, init: RequestInit, isTokenSent: boolean) => {
    const headers = new Headers(init.headers);
    if (isTokenSent) headers.set('authorization', `Bearer ${bearer.token()}`);
    return transport(origin, path, { ...init, headers });
  };
  async function call(origin: string, path: string, init: RequestInit = {}, isTokenSent = true) {
    try {
      return await attempt(origin, path, init, isTokenSent);
    } catch (error) {
      // 401 says that nothing was done, so that the same call may be made once more.
      const isOver = callFailedIn(error)?.failure.httpStatus === 401;
      if (!isOver || !isTokenSent || bearer.renewed === null) throw error;
      await bearer.renewed().catch(rethrowAsNotSent);
      return attempt(origin, path, init, isTokenSent);
    }
  }
  const rest = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('linkedin-version', VERSION);
    headers.set('x-restli-protocol-version', '2.0.0');
    const response = await call(hosts.api, `/rest${path}`, { ...init, headers });
    line.heard?.(response.headers);
    return response;
  };
  const bodyOf = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  };

  return {
    get: async (path, shape) => shape.parse(await bodyOf(await rest(path))),
    async find(path, shape) {
      const response = await rest(path, { headers: { 'x-restli-method': 'FINDER' } });
      return { headers: response.headers, value: shape.parse(await bodyOf(response)) };
    },
    getUnversioned: async (path, shape) =>
      shape.parse(await bodyOf(await call(hosts.api, `/v2${path}`))),
    async post(path, shape, body) {
      const headers = { 'content-type': 'application/json' };
      const response = await rest(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { headers: response.headers, value: shape.parse(await bodyOf(response)) };
    },
    async delete(path) {
      await rest(path, { method: 'DELETE', headers: { 'x-restli-method': 'DELETE' } });
    },
    async put({ url, bytes, mimeType, withToken }) {
      const target = uploadTarget(url, hosts);
      const headers = { 'content-type': mimeType };
      const init = { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> };
      const path = `${target.pathname}${target.search}`;
      return (await call(target.origin, path, init, withToken && target.isTheirs)).headers;
    },
  };
}

/** @throws CallFailed where it leads elsewhere: neither the file nor the token goes to a place that nobody chose */
function uploadTarget(url: string, { www }: Hosts): URL & { isTheirs: boolean } {
  const target = URL.canParse(url) ? new URL(url) : null;
  const isOf = (domain: string) =>
    target?.protocol === 'https:' && (target.host === domain || target.host.endsWith(`.${domain}`));
  const isTheirs = target?.origin === new URL(www).origin || isOf('linkedin.com');
  if (!target || (!isTheirs && !isOf('licdn.com')))
    throw new CallFailed(failure('refused', WRONG_TARGET));
  return Object.assign(target, { isTheirs });
}

const usedUp = (until: number) => ({
  bucket: 'posts',
  limit: null,
  remaining: 0,
  resetsAt: until,
  blockedUntil: until,
});

/** Runs calls with an account's kept session, which is renewed where it ends; what they throw comes back as a value. */
export async function withSession<Value>(
  context: PlatformContext,
  connection: Pick<Connection, 'userAgent' | 'now' | 'heard'>,
  run: (api: LinkedInApi) => Promise<Value>,
): Promise<PlatformResult<Value>> {
  const { serviceUrl } = context;
  const line = { ...connection, ...lineOf(context) };
  let session = context.session;
  const renewed = async () => {
    const result = await renew(context, session, line);
    if (!result.ok) throw new CallFailed(result);
    session = result.value;
  };
  try {
    const kept = readSession(session);
    if (isEnding(kept, line.now())) {
      const isOver = (kept.expiresAt ?? 0) <= line.now();
      // While the old one is good, that it can't be renewed at the moment is no reason to stop.
      await renewed().catch((error: unknown) => {
        if (isOver) rethrowAsNotSent(error);
      });
    }
    const token = () => readSession(session).accessToken;
    return { ok: true, value: await run(createApi(serviceUrl, { token, renewed }, line)) };
  } catch (error) {
    return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
  }
}

const WRONG_TARGET =
  'LinkedIn named a place for the upload that is not its own, so nothing was sent there. Try again later.';
