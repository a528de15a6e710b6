import type { NetworkCapabilities, NetworkOperation, RetryClass } from './network.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long a delivery keeps trying while the network can't be reached or asks to wait. */
export const RETRY = {
  /** Upper end of the first wait, ms. */
  base: 15 * SECOND,
  /** No wait of our own is longer, ms. */
  ceiling: 30 * MINUTE,
  floor: SECOND,
  /** A day of outage is worth waiting for; after that the moment of the post has passed. */
  total: 24 * HOUR,
  /** About twice what fits into `total` on average, so that it only stops a runaway. */
  attempts: 200,
} as const;

/**
 * Milliseconds until the next try: exponential with full jitter, so that many deliveries that failed
 * together do not come back together.
 * @param attempts tries made so far, at least 1
 * @param random from 0 (included) to 1 (excluded)
 * @param retryAfter what the network asked for, ms; never undercut
 */
export function backoff(
  attempts: number,
  random: number,
  retryAfter: number | null = null,
): number {
  const exponent = Math.min(Math.max(attempts, 1) - 1, 30);
  const highest = Math.min(RETRY.ceiling, RETRY.base * 2 ** exponent);
  return Math.max(RETRY.floor, Math.round(highest * random), retryAfter ?? 0);
}

/**
 * What may be done about an operation whose answer is lost. A network that forgets our keys knows them
 * only for so long after the first send, which is never before `preparedAt`.
 * @param attempts calls made before this one
 */
export const retryClassOf = (
  { retry, keyLife }: Pick<NetworkCapabilities, 'retry' | 'keyLife'>,
  operation: NetworkOperation,
  { attempts, preparedAt, now }: { attempts: number; preparedAt: number; now: number },
): RetryClass =>
  operation === 'publish' && keyLife !== null && attempts > 0 && now - preparedAt > keyLife
    ? 'reconcile_only'
    : retry[operation];

/** Whether it is time to stop by itself and ask the person. */
export const isSpent = (attempts: number, preparedAt: number, nextAttemptAt: number): boolean =>
  attempts >= RETRY.attempts || nextAttemptAt > preparedAt + RETRY.total;
