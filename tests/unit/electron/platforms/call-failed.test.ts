import { describe, expect, it } from 'vitest';
import { fetchFailure } from '../../../../electron/platforms/call-failed.ts';

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
