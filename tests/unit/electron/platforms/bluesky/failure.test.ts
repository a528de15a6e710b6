import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFailure, fetchFailure } from '../../../../../electron/platforms/bluesky/failure.ts';
import { retryAfterOf } from '../../../../../electron/platforms/bluesky/transport.ts';

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
    [{}, null],
  ])('%o is %s ms', (headers, ms) => {
    expect(wait(headers as Record<string, string>)).toBe(ms);
  });
});

describe('what a failure says', () => {
  const refused = (message: string) =>
    answerFailure({
      host: 'pds.example',
      status: 400,
      error: 'InvalidRequest',
      message,
      retryAfter: null,
    }).failure;

  it('quotes the server in one short line', () => {
    const { message } = refused(`Record is\n\u0007not  valid ${'x'.repeat(500)}`);
    expect(message).toMatch(/^Bluesky did not take this\. It says: “Record is not/);
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(260);
  });

  it('never repeats a token, wherever the server puts one', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/);
    fc.assert(
      fc.property(part, part, part, fc.string(), (header, claims, signature, around) => {
        const { message } = refused(`${around} ${header}.${claims}.${signature}`);
        expect(message).not.toContain(claims);
      }),
    );
  });

  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'unreachable'],
    ['ECONNRESET', 'interrupted'],
    ['UND_ERR_SOCKET', 'interrupted'],
    ['EPIPE', 'interrupted'],
    ['UND_ERR_HEADERS_TIMEOUT', 'interrupted'],
    ['SOMETHING_NEW', 'interrupted'],
  ])('%s is %s', (code, failureClass) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
    expect(fetchFailure(error, 'pds.example').failure.class).toBe(failureClass);
  });

  it('counts a time-out as perhaps received', () => {
    const error = new DOMException('The operation timed out', 'TimeoutError');
    expect(fetchFailure(error, 'pds.example').failure.class).toBe('interrupted');
  });
});
