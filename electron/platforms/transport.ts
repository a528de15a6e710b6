import { CallFailed, failure, fetchFailure } from './call-failed.ts';
import { retryAfterOf } from './retry-after.ts';

/** Answers of an API are small; more than this is no answer of an API. */
const MAX_ANSWER_BYTES = 5_000_000;

/**
 * One HTTP call. Resolves with a success, throws `CallFailed` on everything else.
 * `path` is below the origin, with its query.
 */
export type Transport = (origin: string, path: string, init: RequestInit) => Promise<Response>;

/** An answer that is no success. */
export interface RefusedAnswer {
  host: string;
  status: number;
  /** The body where it is a JSON object; proxies answer with HTML pages, and the status says enough. */
  body: Record<string, unknown> | null;
  /** Milliseconds, from the answer's headers. */
  retryAfter: number | null;
}

export interface TransportOptions {
  userAgent: string;
  /** Wall clock for the dates in rate-limit headers, UTC epoch ms. */
  now(): number;
  signal?: AbortSignal;
  /** Milliseconds that a call may take. */
  timeoutOf(path: string): number;
  /** What an answer that is no success means on this network. */
  explain(answer: RefusedAnswer): CallFailed;
}

/** HTTP as every network's adapter needs it: bounded, without redirects, with failures in the ledger's classes. */
export function createTransport(options: TransportOptions): Transport {
  const { userAgent, now, signal, timeoutOf, explain } = options;
  return async (origin, path, init) => {
    const url = new URL(path, origin);
    // Not AbortSignal.timeout, which would hold on to every call for the whole time that it might have taken.
    const limit = new AbortController();
    const timer = setTimeout(
      () => limit.abort(new DOMException('It took too long', 'TimeoutError')),
      timeoutOf(path),
    );
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
        signal: signal ? AbortSignal.any([limit.signal, signal]) : limit.signal,
      });
      body = await readAll(response, url.host);
    } catch (error) {
      if (error instanceof CallFailed) throw error;
      throw fetchFailure(error, url.host);
    } finally {
      clearTimeout(timer);
    }
    if (response.status >= 200 && response.status < 300)
      return new Response(response.status === 204 ? null : body, {
        status: response.status,
        headers: response.headers,
      });
    throw explain({
      host: url.host,
      status: response.status,
      body: jsonObject(body),
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

function jsonObject(body: Uint8Array): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof parsed === 'object' && parsed !== null
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A field of a body where it is a text. */
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
