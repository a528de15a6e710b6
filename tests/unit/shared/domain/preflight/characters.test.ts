import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacters } from '../../../../../shared/domain/preflight/characters.ts';

describe('characters that are broken', () => {
  it('are told with the words before the first of them', () => {
    const [found, ...more] = checkCharacters(['Buns and rolls \ud83d today \ud83d']);
    expect(found?.message).toContain('after “Buns and rolls”: half of an emoji');
    expect(more).toEqual([]);
  });

  it('are told once for each text', () => {
    expect(checkCharacters(['\0a', 'fine', 'b\ufffd'])).toHaveLength(2);
  });

  it('are none in whatever people write, in any script', () => {
    const letters = fc.string({ unit: 'grapheme-composite', maxLength: 200 });
    const written = letters.map((text) => text.replace(/[\p{Cc}\ufeff\ufffd-\uffff]/gu, '\n'));
    fc.assert(
      fc.property(written, (text) => {
        expect(checkCharacters([text])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('are found wherever an emoji was cut', () => {
    const around = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(checkCharacters([`${before}${'🥖'.slice(0, 1)}${after}`])).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});
