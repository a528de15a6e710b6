import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linksAndTags,
  mentionsAndTags,
  threadsPieces,
  xPieces,
} from '../../../../../../renderer/views/composer/previews/network-facets.ts';

const TEXT =
  'Ask @cove.yoga or me@example.com about #Brot and #bread: https://www.adas-bakery.com/stories/stollen-2026?a=1 $AAPL';
const marked = (pieces: { kind: string; text: string }[]) =>
  pieces.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind} ${text}`);

describe('what stands out in a text', () => {
  it('is on X what its library finds, with links cut short', () => {
    expect(marked(xPieces(TEXT))).toEqual([
      'mention @cove',
      'tag #Brot',
      'tag #bread',
      'link adas-bakery.com/stories/stollen…',
      'tag $AAPL',
    ]);
  });

  it('is on Threads only the first tag, and names with dots', () => {
    expect(marked(threadsPieces(TEXT))).toEqual([
      'mention @cove.yoga',
      'tag #Brot',
      'link https://www.adas-bakery.com/stories/stollen-2026?a=1',
    ]);
  });

  it('is on Facebook and LinkedIn no name, and on Instagram and TikTok no link', () => {
    expect(marked(linksAndTags(TEXT))).toEqual([
      'tag #Brot',
      'tag #bread',
      'link https://www.adas-bakery.com/stories/stollen-2026?a=1',
    ]);
    expect(marked(mentionsAndTags(TEXT))).toEqual([
      'mention @cove.yoga',
      'tag #Brot',
      'tag #bread',
    ]);
  });

  it('loses no word, whatever is written', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.constantFrom('#a', '@b.c', ' ', 'https://d.com/e', '.', 'é', '日本'), {
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (words) => {
        for (const piecesOf of [threadsPieces, linksAndTags, mentionsAndTags])
          expect(
            piecesOf(words)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(words);
      }),
    );
  });
});
