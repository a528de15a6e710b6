import { describe, expect, it } from 'vitest';
import { retryAfterOf } from '../../../../electron/platforms/rate-limits.ts';

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
