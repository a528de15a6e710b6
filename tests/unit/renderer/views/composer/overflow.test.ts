import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTone, overflowPieces } from '../../../../../renderer/views/composer/overflow.ts';
import { partStarts } from '../../../../../renderer/views/composer/thread-marks.ts';
import { BLUESKY } from '../../../../../shared/domain/networks/bluesky.ts';
import { NETWORKS } from '../../../../../shared/domain/networks/index.ts';
import { graphemeLength, measureText } from '../../../../../shared/domain/text/measure.ts';
import { splitThread } from '../../../../../shared/domain/text/thread.ts';

describe('overflowPieces', () => {
  it('is one piece where all fits', () => {
    expect(overflowPieces('Bread', null)).toEqual([
      { at: 0, text: 'Bread', over: false, part: null },
    ]);
  });

  it('cuts where the room ends', () => {
    expect(overflowPieces('Bread and butter', 5)).toEqual([
      { at: 0, text: 'Bread', over: false, part: null },
      { at: 5, text: ' and butter', over: true, part: null },
    ]);
  });

  it('says where the parts of a thread begin, also in what does not fit', () => {
    expect(
      overflowPieces('Bread and butter', 13, [6, 10]).map(({ text, over, part }) => [
        text,
        over,
        part,
      ]),
    ).toEqual([
      ['Bread ', false, null],
      ['and ', false, 2],
      ['but', false, 3],
      ['ter', true, null],
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

describe('the parts of a thread', () => {
  const sentences = fc
    .array(fc.lorem({ maxCount: 3, mode: 'sentences' }), { minLength: 1, maxLength: 20 })
    .map((all) => all.join(' '));

  it('are found again in what was written', () => {
    fc.assert(
      fc.property(sentences, fc.constantFrom('split', 'numbered'), (text, threading) => {
        const parts = splitThread(text, BLUESKY.text, threading);
        const starts = partStarts(text, parts);
        expect(starts).toHaveLength(parts.length - 1);
        for (const [index, at] of starts.entries()) {
          const words = (parts[index + 1] ?? '').replace(/ \d+\/\d+$/, '');
          expect(text.slice(at, at + words.length)).toBe(words);
        }
      }),
    );
  });
});

describe.each(Object.values(NETWORKS))('the limit of $name', ({ text: limit }) => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      '👩‍👩‍👧‍👦',
      '🇩🇪',
      'é',
      '日本',
      ' https://example.com/a/long/path?q=1 ',
      ' @ada@example.social ',
    ),
  );
  // Small, so that many texts go over it.
  const small = { ...limit, limit: 60, ...(limit.bytes !== undefined && { bytes: 600 }) };

  it('is marked between characters, and up to the mark all fits', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
        (text) => {
          const { over, overflowAt } = measureText(text, small);
          expect(overflowAt !== null).toBe(over);
          if (overflowAt === null) return;
          expect(measureText(text.slice(0, overflowAt), small).over).toBe(false);
          if (small.unit === 'code_points') return;
          const graphemes = [...new Intl.Segmenter('en').segment(text)].map(({ index }) => index);
          expect([...graphemes, text.length]).toContain(overflowAt);
        },
      ),
      { numRuns: 60 },
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
