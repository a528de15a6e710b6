import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import { backoff, isSpent, RETRY, retryClassOf } from '../../../../shared/domain/retry.ts';

const attempts = fc.integer({ min: 1, max: 1_000_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoff', () => {
  it('stays between the floor and the ceiling', () => {
    fc.assert(
      fc.property(attempts, random, (count, jitter) => {
        const wait = backoff(count, jitter);
        expect(wait).toBeGreaterThanOrEqual(RETRY.floor);
        expect(wait).toBeLessThanOrEqual(RETRY.ceiling);
        expect(Number.isInteger(wait)).toBe(true);
      }),
    );
  });

  it('never comes back before the network wants it', () => {
    fc.assert(
      fc.property(attempts, random, fc.nat(RETRY.total), (count, jitter, retryAfter) => {
        expect(backoff(count, jitter, retryAfter)).toBeGreaterThanOrEqual(retryAfter);
      }),
    );
  });

  it('doubles its reach until the ceiling, and never shrinks', () => {
    const reach = (count: number) => backoff(count, 0.999_999_9);
    expect([1, 2, 3, 4].map(reach)).toEqual([15_000, 30_000, 60_000, 120_000]);
    fc.assert(
      fc.property(attempts, (count) => {
        expect(reach(count + 1)).toBeGreaterThanOrEqual(reach(count));
      }),
    );
    expect(reach(8)).toBe(RETRY.ceiling);
  });

  it('ends after a day, and never later', () => {
    fc.assert(
      fc.property(fc.array(random, { minLength: 400, maxLength: 400 }), (jitters) => {
        let now = 0;
        let count = 0;
        for (const jitter of jitters) {
          count++;
          const next = now + backoff(count, jitter);
          if (isSpent(count, 0, next)) break;
          now = next;
        }
        expect(now).toBeLessThanOrEqual(RETRY.total);
        expect(count).toBeLessThanOrEqual(RETRY.attempts);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what may be done again', () => {
  const HOUR = 60 * 60_000;
  const at = (attempts: number, now: number) => ({ attempts, preparedAt: 0, now });

  it('is anything while the network knows our key, and nothing unread after', () => {
    const { mastodon } = NETWORKS;
    expect(retryClassOf(mastodon, 'publish', at(3, HOUR))).toBe('idempotent');
    expect(retryClassOf(mastodon, 'publish', at(3, HOUR + 1))).toBe('reconcile_only');
    // A first send has no key that could be forgotten.
    expect(retryClassOf(mastodon, 'publish', at(0, 5 * HOUR))).toBe('idempotent');
    expect(retryClassOf(mastodon, 'reconcile', at(3, 5 * HOUR))).toBe('idempotent');
  });

  it('is anything for ever where the key is the name of the record', () => {
    expect(retryClassOf(NETWORKS.bluesky, 'publish', at(9, 99 * HOUR))).toBe('idempotent');
  });
});
