import { describe, expect, it } from 'vitest';
import { readServiceUrl } from '../../../../../renderer/views/accounts/service-url.ts';

describe('readServiceUrl', () => {
  it('takes a host, an address and a whole page for the same server', () => {
    for (const typed of [
      'pds.example.com',
      ' https://pds.example.com/ ',
      'https://pds.example.com/xrpc/com.atproto.server.describeServer?a=1',
    ]) {
      expect(readServiceUrl(typed)).toBe('https://pds.example.com');
    }
  });

  it('keeps the port and http, which main allows on this machine only', () => {
    expect(readServiceUrl('http://localhost:2583')).toBe('http://localhost:2583');
    expect(readServiceUrl('localhost:2583')).toBe('https://localhost:2583');
  });

  it('refuses what is no web address', () => {
    for (const typed of ['', 'two words', 'file:///etc/passwd', 'ftp://example.com', 'https://']) {
      expect(readServiceUrl(typed)).toBeNull();
    }
  });
});
