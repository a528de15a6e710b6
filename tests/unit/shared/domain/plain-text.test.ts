import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from '../../../../shared/domain/plain-text.ts';

it('keeps words, line ends and tabs, and nothing that is not seen', () => {
  expect(plainText(' Hello\r\nthere\u2028you\tall\0 ', { most: 100 })).toBe(
    'Hello\nthere\nyou\tall',
  );
  expect(plainText('Ada\u202e\u2066 Love\nlace', { most: 100, oneLine: true })).toBe(
    'Ada Love lace',
  );
});

it('cuts between characters, and says the same of what it said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
      const plain = plainText(text, { most });
      expect([...plain].length).toBeLessThanOrEqual(most);
      expect(plain).not.toMatch(/\p{Cs}/u);
      expect(plainText(plain, { most })).toBe(plain);
    }),
  );
});
