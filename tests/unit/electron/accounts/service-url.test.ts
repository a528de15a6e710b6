import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serviceOrigin } from '../../../../electron/accounts/service-url.ts';

describe('the address of a service', () => {
  it.each([
    ['https://bsky.social', 'https://bsky.social'],
    ['https://BSKY.social/', 'https://bsky.social'],
    ['https://pds.example:443/xrpc?x=1#y', 'https://pds.example'],
    ['https://user:secret@pds.example', 'https://pds.example'],
    ['http://localhost:2583', 'http://localhost:2583'],
    ['http://127.0.0.1:2583/', 'http://127.0.0.1:2583'],
    ['http://127.1:80', 'http://127.0.0.1'],
    ['http://[::1]:2583', 'http://[::1]:2583'],
    ['http://pds.localhost:1', 'http://pds.localhost:1'],
  ])('%s is %s', (address, origin) => {
    expect(serviceOrigin(address)).toEqual({ ok: true, value: origin });
  });

  it.each([
    'http://bsky.social',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://192.168.1.2:2583',
    'http://0.0.0.0:2583',
    'http://[::ffff:10.0.0.1]',
    'ftp://localhost',
    'not an address',
  ])('%s is refused', (address) => {
    expect(serviceOrigin(address)).toMatchObject({ error: { code: 'insecure_service_url' } });
  });

  it('never lets a password travel in the clear', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http'] }), (address) => {
        expect(serviceOrigin(address).ok).toBe(false);
      }),
    );
  });
});
