import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MINIMUM_LENGTH,
  passphraseStrength,
} from '../../../../../renderer/views/unlock/passphrase-strength.ts';

const level = (passphrase: string) => passphraseStrength(passphrase).level;

describe('passphraseStrength', () => {
  it('says how many characters are missing', () => {
    expect(passphraseStrength('nest')).toMatchObject({ level: 0 });
    expect(passphraseStrength('nest').advice).toContain('8 more');
  });

  it('is not taken in by length or by well-known words', () => {
    expect(level('aaaaaaaaaaaaaaaaaaaaaaaa')).toBe(1);
    expect(level('abababababababababab')).toBe(1);
    expect(level('Password123456!')).toBe(1);
  });

  it('finds several words strong, whatever signs they have', () => {
    expect(level('one small bird')).toBe(2);
    expect(level('copper lantern sings tomorrow')).toBe(3);
    expect(level('vier kleine Vögel fliegen')).toBe(3);
  });

  it('calls nothing good that the contract refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (passphrase) => {
        const short = [...passphrase].length < MINIMUM_LENGTH;
        expect(level(passphrase) === 0).toBe(short);
      }),
    );
  });
});
