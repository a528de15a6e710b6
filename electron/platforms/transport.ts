import type { RateLimit } from '../../shared/domain/network.ts';
import { CallFailed, failure, fetchFailure } from './call-failed.ts';
import { type Answered, callKept } from './kept-connections.ts';
import type { RemoteLimit } from './platform.ts';
import { limitsIn, retryAfterOf } from './rate-limits.ts';
import { pieceBody, type UploadBody, upload } from './upload.ts';

/** Answers of an API are small; more than this is no answer of an API. */
const MAX_ANSWER_BYTES = 5_000_000;

/**
 * One HTTP call. Resolves with a success, throws `CallFailed` on everything else.
 * `path` is below the origin, with its query.
 */
export type Transport = (origin: string, path: string, init: Call) => Promise<Response>;

export interface Call extends Omit<RequestInit, 'body'> {
  /** A large piece of bytes, and a body that is read while it is sent, go out without being copied. */
  body?: RequestInit['body'] | Uint8Array | UploadBody;
  /** Told of the bytes of such a body that have left so far. */
  onSent?(bytes: number): void;
}

/** Bytes from which a body is large. */
const LARGE = 1_000_000;

/** What a transport is given by whoever makes the call. */
export interface Line {
  userAgent: string;
  /** Wall clock for the dates in rate-limit headers, UTC epoch ms. */
  now(): number;
  signal?: AbortSignal;
  /** Told of limits with every answer. */
  onLimits?(limits: readonly RemoteLimit[]): void;
}

/** An answer that is no success. */
export interface RefusedAnswer {
  host: string;
  status: number;
  /** The body where it is a JSON object; proxies answer with HTML pages, and the status says enough. */
  body: Record<string, unknown> | null;
  headers: Headers;
  /** Milliseconds, from the answer's headers. */
  retryAfter: number | null;
  /** The call was to put something into the account. */
  isWrite: boolean;
}

export interface TransportOptions extends Line {
  /** Milliseconds that a call may take; of one with a large body, that it may stand still. */
  timeoutOf(path: string): number;
  /** The network's counters. */
  rateLimits: readonly RateLimit[];
  /** Which of them the headers of a call's answer are about. */
  bucketOf(call: { method: string; path: string; policy: string | null }): string;
  /** What headers of the network's own say of its limits. */
  ownLimits?(headers: Headers, now: number): readonly RemoteLimit[];
  /** Whether a call puts something into the account. */
  isWrite(call: { method: string; path: string }): boolean;
  /**
   * Whether the network makes one thing of a call that reaches it twice, by a key or a name of ours in it. Such a
   * call may use a connection that is kept; without this, none does.
   */
  isRepeatable?(call: { method: string; path: string; headers: Headers }): boolean;
  /** What an answer that is no success means on this network. */
  explain(answer: RefusedAnswer): CallFailed;
}

/** HTTP as every network's adapter needs it: bounded, without redirects, with failures in the ledger's classes. */
export function createTransport(options: TransportOptions): Transport {
  const { userAgent, now, signal, timeoutOf, explain, rateLimits, bucketOf, onLimits } = options;
  return async (origin, path, init) => {
    const url = new URL(path, origin);
    // Not AbortSignal.timeout, which would hold on to every call for the whole time that it might have taken.
    const limit = new AbortController();
    const timer = setTimeout(
      () => limit.abort(new DOMException('It took too long', 'TimeoutError')),
      timeoutOf(path),
    );
    const either = signal ? AbortSignal.any([limit.signal, signal]) : limit.signal;
    const headers = new Headers(init.headers);
    headers.set('user-agent', userAgent);
    const { method = 'GET', body: content, onSent, ...rest } = init;
    const large = largeBody(content);
    const small = smallBody(content);
    const isKept = !large && small && options.isRepeatable?.({ method, path, headers }) === true;
    // A connection of its own: where it can't be made, surely nothing was received. A kept one that
    // has died meanwhile leaves that open, which costs a look where it can be told, and a second post where it can't.
    if (!isKept) headers.set('connection', 'close');
    let response: Answered;
    let body: Uint8Array<ArrayBuffer>;
    try {
      response = large
        ? await upload(url, {
            method,
            headers,
            body: large,
            signal: either,
            onSent(bytes) {
              timer.refresh();
              onSent?.(bytes);
            },
          })
        : isKept
          ? await callKept(url, { method, headers, body: small, signal: either })
          : await fetch(url, {
              ...rest,
              method,
              ...(content ? { body: content as NonNullable<RequestInit['body']> } : {}),
              headers,
              // A redirect would carry the session to a place that nobody chose.
              redirect: 'manual',
              signal: either,
            });
      // Before the body: an answer that breaks off has told of its limits all the same.
      onLimits?.([
        ...limitsIn(response, now(), rateLimits, (policy) => bucketOf({ method, path, policy })),
        ...(options.ownLimits?.(response.headers, now()) ?? []),
      ]);
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
      headers: response.headers,
      retryAfter: retryAfterOf(response.headers, now()),
      isWrite: options.isWrite({ method, path }),
    });
  };
}

function largeBody(body: Call['body']): UploadBody | null {
  if (body instanceof Uint8Array) return body.byteLength < LARGE ? null : pieceBody(body);
  return typeof body === 'object' && body !== null && 'pieces' in body ? body : null;
}

/** A body that is in memory and goes out at once. */
const smallBody = (body: Call['body']): string | Uint8Array | undefined =>
  typeof body === 'string' || body instanceof Uint8Array ? body : undefined;

async function readAll(response: Answered, host: string): Promise<Uint8Array<ArrayBuffer>> {
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
