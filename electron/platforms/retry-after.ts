const MAX_RETRY_AFTER = 24 * 60 * 60_000;

/**
 * Milliseconds to wait, from `Retry-After` (seconds or a date, RFC 9110 §10.2.3), else from the time
 * at which the rate limit starts anew where nothing of it remains.
 * @param now UTC epoch ms
 */
export function retryAfterOf(headers: Headers, now: number): number | null {
  const retryAfter = headers.get('retry-after');
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  if (Number.isFinite(seconds)) return bounded(seconds * 1000);
  const date = retryAfter === null ? Number.NaN : Date.parse(retryAfter);
  if (Number.isFinite(date)) return bounded(date - now);
  for (const family of RATE_LIMITS) {
    const reset = headers.get(`${family}-reset`);
    if (reset === null || headers.get(`${family}-remaining`) !== '0') continue;
    const at = Number.isFinite(Number(reset)) ? Number(reset) * 1000 : Date.parse(reset);
    if (Number.isFinite(at)) return bounded(at - now);
  }
  return null;
}

/** atproto servers send epoch seconds (`ratelimit-*`), Mastodon an ISO date (`X-RateLimit-*`). */
const RATE_LIMITS = ['ratelimit', 'x-ratelimit'];

const bounded = (ms: number): number => Math.min(Math.max(Math.ceil(ms), 0), MAX_RETRY_AFTER);
