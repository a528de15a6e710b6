import type { RateLimit } from '../../shared/domain/network.ts';
import type { RemoteLimit } from './platform.ts';

/** No wait is longer, whatever a header says, ms: a delivery does not wait for longer than a day anyway. */
const LONGEST = 24 * 60 * 60_000;
/** A reset below this is no date: some servers send the seconds that are left. */
const FIRST_EPOCH = 1_000_000_000;

/** `ratelimit-*` on atproto servers, `X-RateLimit-*` on Mastodon, `x-rate-limit-*` on X. */
const FAMILIES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'];

/** Milliseconds to wait by `Retry-After`: seconds or a date (RFC 9110 §10.2.3). Null where it says nothing. */
function retryAfterHeader(headers: Headers, now: number): number | null {
  const written = headers.get('retry-after')?.trim();
  if (!written) return null;
  const seconds = Number(written);
  if (Number.isFinite(seconds)) return bounded(seconds * 1000);
  const date = Date.parse(written);
  return Number.isFinite(date) ? bounded(date - now) : null;
}

/** The one counter that an answer's headers are about, or null. `resetsAt` is never before `now`. */
function counterIn(headers: Headers, now: number) {
  for (const family of FAMILIES) {
    const remaining = whole(headers.get(`${family}-remaining`));
    if (remaining === null) continue;
    const resetsAt = timeOf(headers.get(`${family}-reset`), now);
    const policy = headers.get(`${family}-policy`);
    return { limit: whole(headers.get(`${family}-limit`)), remaining, resetsAt, policy };
  }
  return null;
}

/**
 * Milliseconds to wait, from `Retry-After`, else from the time at which the rate limit starts anew
 * where nothing of it remains.
 * @param now UTC epoch ms
 */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const wait = retryAfterHeader(headers, now);
  if (wait !== null) return wait;
  const counter = counterIn(headers, now);
  return counter?.remaining === 0 && counter.resetsAt !== null ? counter.resetsAt - now : null;
}

/**
 * What an answer says of limits.
 * @param known the network's own counters
 * @param bucketOf names the counter that the headers are about
 */
export function limitsIn(
  { headers, ok }: Pick<Response, 'headers' | 'ok'>,
  now: number,
  known: readonly RateLimit[],
  bucketOf: (policy: string | null) => string,
): RemoteLimit[] {
  const limits: RemoteLimit[] = [];
  const counter = counterIn(headers, now);
  if (counter) {
    const { limit, remaining, resetsAt, policy } = counter;
    const bucket = bucketOf(policy);
    const needed = known.find((rate) => rate.bucket === bucket)?.perPost ?? 1;
    const blockedUntil = remaining < needed ? resetsAt : null;
    limits.push({ bucket, limit, remaining, resetsAt, blockedUntil });
  }
  // With a success it is a hint for polling, not a request to stay away.
  const wait = ok ? null : retryAfterHeader(headers, now);
  if (wait !== null)
    limits.push({
      bucket: 'retry_after',
      limit: null,
      remaining: null,
      resetsAt: null,
      blockedUntil: now + wait,
    });
  return limits;
}

function whole(written: string | null): number | null {
  const number = written === null || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(number) ? Math.max(0, Math.floor(number)) : null;
}

/** atproto servers and X send epoch seconds, Mastodon an ISO date, GoToSocial either. */
function timeOf(written: string | null, now: number): number | null {
  if (written === null || written.trim() === '') return null;
  const seconds = Number(written);
  const at = Number.isFinite(seconds)
    ? seconds * 1000 + (seconds < FIRST_EPOCH ? now : 0)
    : Date.parse(written);
  return Number.isFinite(at) ? now + bounded(at - now) : null;
}

const bounded = (ms: number): number => Math.min(Math.max(Math.ceil(ms), 0), LONGEST);
