import { answerFailure, CallFailed, failure, fetchFailure } from './failure.ts';

/** Answers of the API are small; more than this is no answer of the API. */
const MAX_ANSWER_BYTES = 5_000_000;
/** Milliseconds that a call may take; an upload is an image of 2 MB over a slow line. */
const TIMEOUTS = { call: 20_000, upload: 120_000 };
const MAX_RETRY_AFTER = 24 * 60 * 60_000;

/**
 * One HTTP call. Resolves with a success, throws `CallFailed` on everything else.
 * `path` is below the origin, with its query.
 */
export type Transport = (origin: string, path: string, init: RequestInit) => Promise<Response>;

export interface TransportOptions {
  userAgent: string;
  /** Wall clock for `ratelimit-reset` and dates in `Retry-After`, UTC epoch ms. */
  now(): number;
  signal?: AbortSignal;
  timeouts?: typeof TIMEOUTS;
}

export function createTransport(options: TransportOptions): Transport {
  const { userAgent, now, signal, timeouts = TIMEOUTS } = options;
  return async (origin, path, init) => {
    const url = new URL(path, origin);
    const isUpload = path.endsWith('/com.atproto.repo.uploadBlob');
    const limit = AbortSignal.timeout(isUpload ? timeouts.upload : timeouts.call);
    const headers = new Headers(init.headers);
    headers.set('user-agent', userAgent);
    // A connection of its own: where it can't be made, surely nothing was received. A kept one that
    // has died meanwhile would leave that open.
    headers.set('connection', 'close');
    let response: Response;
    let body: Uint8Array<ArrayBuffer>;
    try {
      // A redirect would carry the session to a place that nobody chose.
      response = await fetch(url, {
        ...init,
        headers,
        redirect: 'manual',
        signal: signal ? AbortSignal.any([limit, signal]) : limit,
      });
      body = await readAll(response, url.host);
    } catch (error) {
      if (error instanceof CallFailed) throw error;
      throw fetchFailure(error, url.host);
    }
    if (response.status >= 200 && response.status < 300)
      return new Response(response.status === 204 ? null : body, {
        status: response.status,
        headers: response.headers,
      });
    throw answerFailure({
      host: url.host,
      status: response.status,
      ...errorBody(body),
      retryAfter: retryAfterOf(response.headers, now()),
    });
  };
}

async function readAll(response: Response, host: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      length += chunk.byteLength;
      if (length > MAX_ANSWER_BYTES)
        throw new CallFailed(
          failure('service_error', `${host} sent far too much data.`, response.status),
        );
      chunks.push(chunk);
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function errorBody(body: Uint8Array): { error: string | null; message: string | null } {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return { error: stringField(parsed, 'error'), message: stringField(parsed, 'message') };
  } catch {
    // Proxies answer with HTML pages; the status says enough.
    return { error: null, message: null };
  }
}

const stringField = (value: unknown, name: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const field = (value as Record<string, unknown>)[name];
  return typeof field === 'string' ? field : null;
};

/**
 * Milliseconds to wait, from `Retry-After` (seconds or a date, RFC 9110 §10.2.3), else from
 * `ratelimit-reset` (epoch seconds, as atproto servers send it) where nothing remains.
 */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const retryAfter = headers.get('retry-after');
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  if (Number.isFinite(seconds)) return bounded(seconds * 1000);
  const date = retryAfter === null ? Number.NaN : Date.parse(retryAfter);
  if (Number.isFinite(date)) return bounded(date - now);
  const reset = headers.get('ratelimit-reset');
  if (reset === null || headers.get('ratelimit-remaining') !== '0') return null;
  const at = Number(reset) * 1000;
  return Number.isFinite(at) ? bounded(at - now) : null;
}

const bounded = (ms: number): number => Math.min(Math.max(Math.ceil(ms), 0), MAX_RETRY_AFTER);
