import { describe, expect, it } from 'vitest';
import {
  CallFailed,
  failure,
  failureOf,
  fetchFailure,
  rethrowAsNotSent,
} from '../../../../electron/platforms/call-failed.ts';
import type { PlatformFailureClass } from '../../../../electron/platforms/platform.ts';

describe('what a failed request means', () => {
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

describe('a failure before the call that counts', () => {
  const toldOf = (error: unknown) => {
    try {
      return rethrowAsNotSent(error);
    } catch (told) {
      return failureOf(told, 'pds.example');
    }
  };

  it.each<[PlatformFailureClass, PlatformFailureClass]>([
    ['interrupted', 'unreachable'],
    ['service_error', 'unreachable'],
    ['duplicate', 'unreachable'],
    ['unreachable', 'unreachable'],
    ['rate_limited', 'rate_limited'],
    ['refused', 'refused'],
    ['auth', 'auth'],
  ])('%s is %s: no doubt comes of it', (was, becomes) => {
    const known = failure(was, 'Busy.', 503, 7_000);
    expect(toldOf(new CallFailed(known, 'Busy'))).toEqual({ ...known, class: becomes });
  });

  it('is known inside what a network’s own client has wrapped around it', () => {
    const wrapped = new Error('fetch', { cause: new CallFailed(failure('interrupted', 'Cut.')) });
    expect(toldOf(wrapped)).toMatchObject({ class: 'unreachable', message: 'Cut.' });
  });

  it('leaves no doubt where the answer made no sense', () => {
    expect(toldOf(new SyntaxError('Unexpected token'))).toMatchObject({
      class: 'unreachable',
      message: expect.stringMatching(/Nothing was sent; ClientNest tries again\.$/),
    });
  });
});
