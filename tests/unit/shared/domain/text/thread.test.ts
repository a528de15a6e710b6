import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextLimit } from '../../../../../shared/domain/network.ts';
import { BLUESKY } from '../../../../../shared/domain/networks/bluesky.ts';
import { keptWhole } from '../../../../../shared/domain/text/breaks.ts';
import { measureText } from '../../../../../shared/domain/text/measure.ts';
import { splitThread } from '../../../../../shared/domain/text/thread.ts';

const UNITS = ['graphemes', 'code_points', 'x_weighted', 'utf16', 'emoji_bytes'] as const;
const limitOf = (limit: number, over: Partial<TextLimit> = {}): TextLimit => ({
  unit: 'graphemes',
  limit,
  source: BLUESKY.text.source,
  ...over,
});

/** Words, links, names, line ends, other scripts, and halves of characters. */
const prose = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.lorem({ mode: 'sentences', maxCount: 2 }) },
      fc.webUrl({ size: 'small' }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        ' ',
        '\n\n',
        '\r\n',
        '@ada.bsky.social',
        '@ada@mastodon.social',
        '#Sauerteig',
        'https://example.com/a_(b)?c=d',
        'wir backen das Brot. Dr. Kim, z. B. am Montag!',
        '日本語の文章です。とても長いです。改行もありません',
        'مرحبا بالعالم',
        '👩🏽‍🍳👨‍👩‍👧‍👦🇩🇪',
        'e\u0301',
        '\u200d',
        '\ud83d',
        '\udc4d',
        '*_{}()',
      ),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(' '));

const bare = (text: string) => text.replace(/\s/gu, '');
const graphemesOf = (text: string) =>
  new Set([...new Intl.Segmenter('en').segment(text)].map(({ index }) => index));
const numberless = (part: string) => part.replace(/ \d+\/\d+$/, '');

/** Where each part is in the text, in order. */
function placesOf(text: string, parts: readonly string[]) {
  let from = 0;
  return parts.map((part) => {
    const start = text.indexOf(part, from);
    expect(start).toBeGreaterThanOrEqual(0);
    expect(text.slice(from, start).trim()).toBe('');
    from = start + part.length;
    return { start, end: from };
  });
}

describe('splitting a text into a thread', () => {
  it.each(UNITS)(
    'loses nothing, fits each time, and leaves no part empty: %s',
    (unit) => {
      fc.assert(
        fc.property(prose, fc.constantFrom('split', 'numbered'), (text, threading) => {
          const limit = limitOf(60, { unit });
          const parts = splitThread(text, limit, threading);
          if (!measureText(text, limit).over) {
            expect(parts).toEqual([text]);
            return;
          }
          const plain = threading === 'numbered' ? parts.map(numberless) : parts;
          expect(bare(plain.join(''))).toBe(bare(text));
          placesOf(text, plain);
          for (const part of parts) expect(part.trim()).not.toBe('');
          for (const part of parts.filter((one) => measureText(one, limit).over))
            expect(isOneThing(numberless(part))).toBe(true);
        }),
        { numRuns: unit === 'x_weighted' ? 200 : 1000 },
      );
    },
    60_000,
  );

  it('never cuts a character, and no link, mention or tag that fits', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const parts = splitThread(text, limitOf(50), 'split');
        if (parts.length < 2) return;
        const places = placesOf(text, parts);
        const characters = graphemesOf(text);
        const whole = keptWhole(text).filter(({ start, end }) => end - start <= 50);
        for (const [index, { start }] of places.entries()) {
          const before = places[index - 1];
          if (!before || before.end !== start) continue;
          expect(characters.has(start)).toBe(true);
          for (const one of whole) expect(start <= one.start || start >= one.end).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('goes on at the ends of sentences, not after abbreviations', () => {
    const text = 'Monday is Stollen day. Ask Dr. Kim about the almonds. We open at six.';
    expect(splitThread(text, limitOf(40), 'split')).toEqual([
      'Monday is Stollen day.',
      'Ask Dr. Kim about the almonds.',
      'We open at six.',
    ]);
  });

  it('goes on between words where a sentence is too long, and within one where there is no other way', () => {
    expect(splitThread('one two three four', limitOf(9), 'split')).toEqual([
      'one two',
      'three',
      'four',
    ]);
    expect(splitThread('x'.repeat(25), limitOf(10), 'split')).toEqual([
      'x'.repeat(10),
      'x'.repeat(10),
      'x'.repeat(5),
    ]);
    expect(splitThread('日本語です。とても長い。', limitOf(8), 'split')).toEqual([
      '日本語です。',
      'とても長い。',
    ]);
  });

  it('keeps a link and a name in one piece', () => {
    const link = 'https://example.com/a/long/way';
    expect(splitThread(`See this now ${link} please`, limitOf(36), 'split')).toEqual([
      'See this now',
      `${link}`,
      'please',
    ]);
    expect(splitThread(`Thanks to @ada.bsky.social`, limitOf(18), 'split')).toEqual([
      'Thanks to',
      '@ada.bsky.social',
    ]);
  });

  it('says where a single link is longer than a post may be, by leaving it too long', () => {
    const link = `https://example.com/${'a'.repeat(60)}`;
    const parts = splitThread(`Look ${link} here`, limitOf(40), 'split');
    expect(parts).toEqual(['Look', link, 'here']);
  });

  it('numbers the parts within the limit, also from the tenth on', () => {
    const sentence = 'Ten little words make up this sentence here today ok.';
    const text = Array.from({ length: 12 }, () => sentence).join(' ');
    const parts = splitThread(text, limitOf(60), 'numbered');
    expect(parts).toHaveLength(12);
    expect(parts[0]).toBe(`${sentence} 1/12`);
    expect(parts[11]).toBe(`${sentence} 12/12`);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(60);
  });

  it('counts bytes too where the network does', () => {
    const parts = splitThread('👩‍👩‍👧‍👦'.repeat(200), BLUESKY.text, 'split');
    expect(parts.map((part) => measureText(part, BLUESKY.text).over)).toEqual([false, false]);
  });

  it('splits 10,000 characters without a freeze', () => {
    for (const line of [
      'Ein Satz, nicht mehr. ',
      'wort ',
      '日本語',
      '👍🏽',
      'https://a.example/b ',
    ]) {
      const text = line.repeat(Math.ceil(10_000 / line.length));
      for (const unit of UNITS) {
        const from = performance.now();
        const limit = limitOf(280, { unit });
        const parts = splitThread(text, limit, 'numbered');
        expect(performance.now() - from).toBeLessThan(8000);
        for (const part of parts) expect(measureText(part, limit).over).toBe(false);
      }
    }
  }, 60_000);
});

/** One link, name or character: nothing that could be cut. */
const isOneThing = (part: string): boolean =>
  graphemesOf(part).size === 1 ||
  keptWhole(part).some(({ start, end }) => start === 0 && end === part.length);
