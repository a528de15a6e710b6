import { RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextLimit } from '../../../../../shared/domain/network.ts';
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

/** The same with links, names, tags, writing from the right and halves of characters. */
const hostile = fc
  .array(
    fc.oneof(
      text,
      fc.webUrl(),
      fc.constantFrom(
        ' ',
        'example.com',
        'foo.community1',
        '@ada.test',
        '#Brot',
        '\ud83d',
        '\udc4d',
        'مرحبا',
        '\u202e',
        '\u200d',
        '*_~{}',
        '1\ufe0f\u20e3',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const X: TextLimit = { unit: 'x_weighted', limit: 280, source: BLUESKY.text.source };
const UNITS = ['graphemes', 'code_points', 'x_weighted', 'utf16', 'emoji_bytes'] as const;

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

  it('counts as X does: links 23, CJK and emoji 2, composed letters 1', () => {
    const used = (value: string) => measureText(value, X).used;
    expect(used('see example.com and https://a.example.com/very/long/path?x=1')).toBe(
      4 + 23 + 5 + 23,
    );
    expect(used('日本語')).toBe(6);
    expect(used('👩‍👩‍👧‍👦')).toBe(2);
    expect(used('e\u0301')).toBe(1);
    expect(used('1.5, #1, no-link 2.x')).toBe(20);
    expect(measureText('日'.repeat(141), X)).toMatchObject({ used: 282, overflowAt: 140 });
    const link = 'https://example.com/a';
    expect(measureText(`${'a'.repeat(258)} ${link}`, X).overflowAt).toBe(259);
  });

  it('counts UTF-16 units, escaped characters twice where they are escaped', () => {
    expect(measureText('👍#a', { ...X, unit: 'utf16' }).used).toBe(4);
    const escaped = { ...X, unit: 'utf16', escaping: 'linkedin' } as const;
    expect(measureText('(a)', escaped).used).toBe(5);
    expect(measureText('('.repeat(200), escaped)).toMatchObject({ used: 400, overflowAt: 140 });
  });

  it('counts an emoji as its bytes where a network does, and letters as one', () => {
    const used = (value: string) => measureText(value, { ...X, unit: 'emoji_bytes' }).used;
    expect(used('äöü')).toBe(3);
    expect(used('a👍b')).toBe(6);
    expect(used('👩‍👩‍👧‍👦')).toBe(25);
    expect(used('🇩🇪')).toBe(8);
    expect(used('1, 2, #')).toBe(7);
    expect(used('1\ufe0f\u20e3')).toBe(7);
  });

  it.each(UNITS)(
    'measures whatever is typed, and cuts where it stops fitting: %s',
    (unit) => {
      const limit = { ...X, unit, limit: 30 };
      fc.assert(
        fc.property(hostile, (value) => {
          const { used, over, overflowAt } = measureText(value, limit);
          expect(used).toBeGreaterThanOrEqual(0);
          expect(over).toBe(used > 30);
          expect(overflowAt === null).toBe(!over);
          if (overflowAt === null) return;
          expect(overflowAt).toBeLessThan(value.length);
          expect(measureText(value.slice(0, overflowAt), limit).over).toBe(false);
        }),
        { numRuns: unit === 'x_weighted' ? 150 : 500 },
      );
    },
    60_000,
  );

  it.each(UNITS)(
    'measures 10,000 characters without a freeze: %s',
    (unit) => {
      for (const line of [
        'a',
        'a.',
        '日',
        '👩🏽‍🍳 ',
        'שלום ',
        '\ud800',
        '\u200d',
        'https://a.example/b ',
      ]) {
        const value = line.repeat(Math.ceil(10_000 / line.length)).slice(0, 10_000);
        const from = performance.now();
        const { overflowAt, used } = measureText(value, { ...X, unit });
        expect(overflowAt === null).toBe(used <= 280);
        expect(performance.now() - from).toBeLessThan(8000);
      }
    },
    60_000,
  );

  it('is fast enough for every keystroke', () => {
    const long = 'Ein ganz gewöhnlicher Satz mit einem Emoji 👩🏽‍🍳 am Ende. '.repeat(50);
    const from = performance.now();
    for (let round = 0; round < 20; round++) measureText(long, BLUESKY.text);
    expect((performance.now() - from) / 20).toBeLessThan(16);
  });
});
