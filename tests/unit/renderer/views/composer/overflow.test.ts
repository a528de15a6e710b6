import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTone, overflowPieces } from '../../../../../renderer/views/composer/overflow.ts';
import { BLUESKY } from '../../../../../shared/domain/networks/bluesky.ts';
import { graphemeLength, measureText } from '../../../../../shared/domain/text/measure.ts';

describe('overflowPieces', () => {
  it('is one piece where all fits', () => {
    expect(overflowPieces('Bread', null)).toEqual([{ text: 'Bread', over: false }]);
  });

  it('cuts where the room ends', () => {
    expect(overflowPieces('Bread and butter', 5)).toEqual([
      { text: 'Bread', over: false },
      { text: ' and butter', over: true },
    ]);
  });

  it('has a last line as high as the textarea’s', () => {
    expect(overflowPieces('Bread\n', null)[0]?.text).toBe('Bread\n ');
    expect(overflowPieces('', null)[0]?.text).toBe(' ');
  });

  it('keeps every character, and what fits is what the network takes', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 250, maxLength: 340 });
    fc.assert(
      fc.property(words, (text) => {
        const pieces = overflowPieces(text, measureText(text, BLUESKY.text).overflowAt);
        const joined = pieces.map((piece) => piece.text).join('');
        expect(joined.startsWith(text)).toBe(true);
        expect(joined.slice(text.length).trim()).toBe('');
        const fits = pieces.find((piece) => !piece.over)?.text ?? '';
        if (pieces.some((piece) => piece.over))
          expect(graphemeLength(fits)).toBeLessThanOrEqual(BLUESKY.text.limit);
      }),
    );
  });
});

it('draws attention from nine tenths on', () => {
  expect([269, 270, 300, 301].map((used) => countTone(used, 300))).toEqual([
    'quiet',
    'near',
    'near',
    'over',
  ]);
});
