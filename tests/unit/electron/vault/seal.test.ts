import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../../electron/vault/seal.ts';

const key = randomBytes(32);

describe('seal', () => {
  it('opens again with the same key and purpose', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.string(), (bytes, purpose) => {
        const plain = Buffer.from(bytes);
        expect(unseal(key, purpose, seal(key, purpose, plain))?.equals(plain)).toBe(true);
      }),
    );
  });

  it('does not open under another purpose or another key', () => {
    const box = seal(key, 'account-session:1', Buffer.from('secret'));
    expect(unseal(key, 'account-session:2', box)).toBeNull();
    expect(unseal(randomBytes(32), 'account-session:1', box)).toBeNull();
  });

  it('does not open when one bit is another', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const box = seal(key, 'a', Buffer.from('a secret of some length'));
        const bytes = Buffer.from(box.data, 'base64');
        const place = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << bit), place);
        expect(unseal(key, 'a', { ...box, data: bytes.toString('base64') })).toBeNull();
      }),
    );
  });

  it('never uses a nonce twice and does not fail on rubbish', () => {
    const nonces = new Set(
      Array.from({ length: 500 }, () => seal(key, 'a', Buffer.from('x')).nonce),
    );
    expect(nonces.size).toBe(500);
    expect(unseal(key, 'a', { nonce: '', data: '' })).toBeNull();
    expect(unseal(key, 'a', { nonce: 'AAAA', data: 'AAAA' })).toBeNull();
  });
});
