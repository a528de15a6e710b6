import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsIn, retryAfterOf } from '../../../../electron/platforms/rate-limits.ts';

const NOW = Date.UTC(2026, 10, 22, 9, 0);
const wait = (headers: Record<string, string>) => retryAfterOf(new Headers(headers), NOW);
const DAY = 24 * 60 * 60_000;

describe('how long to wait', () => {
  it.each([
    [{ 'retry-after': '120' }, 120_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': 'Sun, 22 Nov 2026 09:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Sun, 22 Nov 2026 08:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, 0],
    [{ 'retry-after': '99999999999' }, DAY],
    [{ 'retry-after': 'soon' }, null],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': String(NOW / 1000 + 30) }, 30_000],
    [{ 'ratelimit-remaining': '7', 'ratelimit-reset': String(NOW / 1000 + 30) }, null],
    [{ 'ratelimit-remaining': '0', 'ratelimit-reset': 'later' }, null],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-22T09:02:30.123456Z' }, 150_123],
    [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '2026-11-22T09:02:30.000Z' }, null],
    [{}, null],
  ])('%o is %s ms', (headers, ms) => {
    expect(wait(headers as Record<string, string>)).toBe(ms);
  });
});

describe('what an answer says of limits', () => {
  const KNOWN = [{ bucket: 'writes', count: 50, window: 1000, perPost: 2, source: {} as never }];
  const said = (headers: Record<string, string>, status = 200) =>
    limitsIn(new Response(null, { status, headers }), NOW, KNOWN, (policy) => policy ?? 'writes');
  const reset = String(NOW / 1000 + 30);
  const counter = (remaining: string) => ({
    'ratelimit-limit': '50',
    'ratelimit-remaining': remaining,
    'ratelimit-reset': reset,
  });
  const resetsAt = NOW + 30_000;

  it('is what remains of a counter, and when it starts anew', () => {
    expect(said(counter('7'))).toEqual([
      { bucket: 'writes', limit: 50, remaining: 7, resetsAt, blockedUntil: null },
    ]);
    expect(said({})).toEqual([]);
    expect(said({ 'ratelimit-policy': '50;w=1' })).toEqual([]);
  });

  it('closes a counter that has less than a post takes, also with a success', () => {
    expect(said(counter('2'))).toMatchObject([{ blockedUntil: null }]);
    expect(said(counter('1'))).toMatchObject([{ remaining: 1, blockedUntil: resetsAt }]);
    const unknown = { ...counter('1'), 'ratelimit-policy': '9;w=1' };
    expect(said(unknown)).toMatchObject([{ bucket: '9;w=1', blockedUntil: null }]);
    expect(said({ ...unknown, 'ratelimit-remaining': '0' })).toMatchObject([
      { bucket: '9;w=1', blockedUntil: resetsAt },
    ]);
  });

  it('does not close what never opens again', () => {
    expect(said({ 'ratelimit-remaining': '0' })).toMatchObject([{ blockedUntil: null }]);
  });

  it('takes Retry-After for a request to stay away where the call failed', () => {
    const headers = { 'retry-after': '90' };
    expect(said(headers, 202)).toEqual([]);
    for (const status of [429, 503])
      expect(said(headers, status)).toMatchObject([
        { bucket: 'retry_after', remaining: null, blockedUntil: NOW + 90_000 },
      ]);
  });

  it('reads seconds that are left, seconds since 1970 and dates', () => {
    for (const written of ['30', reset, new Date(resetsAt).toISOString()])
      expect(said({ ...counter('7'), 'ratelimit-reset': written })).toMatchObject([{ resetsAt }]);
  });

  it('never closes an account for more than a day, or for a time that makes no sense', () => {
    const nonsense = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String));
    // Header values can't hold everything; what they can't is not sent.
    const sendable = nonsense.filter((text) => /^[\x20-\x7e]*$/.test(text));
    fc.assert(
      fc.property(sendable, sendable, sendable, sendable, (remaining, at, limit, after) => {
        const headers = {
          'x-ratelimit-remaining': remaining,
          'x-ratelimit-reset': at,
          'x-ratelimit-limit': limit,
          'retry-after': after,
        };
        for (const found of said(headers, 429))
          for (const time of [found.blockedUntil, found.resetsAt])
            if (time !== null) {
              expect(Number.isInteger(time)).toBe(true);
              expect(time).toBeGreaterThanOrEqual(NOW);
              expect(time).toBeLessThanOrEqual(NOW + DAY);
            }
      }),
    );
  });
});
