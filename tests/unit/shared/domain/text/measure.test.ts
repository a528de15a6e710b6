import { RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLUESKY } from '../../../../../shared/domain/networks/bluesky.ts';
import {
  graphemeLength,
  measureText,
  utf8Length,
} from '../../../../../shared/domain/text/measure.ts';

/** Texts with what people really write: letters, line ends, emoji with joiners and flags, marks, other scripts. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '👩🏽‍🍳',
        '🇩🇪',
        '🇩🇪🇫🇷',
        'e\u0301',
        '\u200d',
        '한국',
        'क्षि',
        '#️⃣',
        '\r',
      ),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

const graphemes = { ...BLUESKY.text, bytes: 120, limit: 30 };

describe('measuring a text', () => {
  it('counts as the network’s own client does', () => {
    fc.assert(
      fc.property(text, (value) => {
        const richText = new RichText({ text: value });
        expect(graphemeLength(value)).toBe(richText.graphemeLength);
        expect(utf8Length(value)).toBe(richText.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('marks the first character that does not fit: what is before it fits, with it no more', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { over, overflowAt } = measureText(value, graphemes);
        expect(overflowAt === null).toBe(!over);
        if (overflowAt === null) return;
        expect(measureText(value.slice(0, overflowAt), graphemes).over).toBe(false);
        const next = [...new Intl.Segmenter().segment(value.slice(overflowAt))][0]?.segment ?? '';
        expect(measureText(value.slice(0, overflowAt) + next, graphemes).over).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows both limits of Bluesky', () => {
    expect(measureText('a'.repeat(300), BLUESKY.text)).toEqual({
      used: 300,
      limit: 300,
      bytesUsed: 300,
      bytesLimit: 3000,
      over: false,
      overflowAt: null,
    });
    expect(measureText('👩‍👩‍👧‍👦'.repeat(200), BLUESKY.text)).toMatchObject({
      used: 200,
      bytesUsed: 5000,
      over: true,
      overflowAt: 120 * 11,
    });
  });

  it('counts code points where a network counts those', () => {
    const limit = { unit: 'code_points', limit: 3, source: BLUESKY.text.source } as const;
    expect(measureText('a👍🏽b', limit)).toMatchObject({ used: 4, over: true, overflowAt: 5 });
    expect(measureText('a👍b', limit)).toMatchObject({ used: 3, over: false, bytesLimit: null });
  });

  it('is fast enough for every keystroke', () => {
    const long = 'Ein ganz gewöhnlicher Satz mit einem Emoji 👩🏽‍🍳 am Ende. '.repeat(50);
    const from = performance.now();
    for (let round = 0; round < 20; round++) measureText(long, BLUESKY.text);
    expect((performance.now() - from) / 20).toBeLessThan(16);
  });
});
