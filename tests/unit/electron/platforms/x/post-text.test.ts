import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  withoutAddressees,
  wordsOf,
  writtenText,
} from '../../../../../electron/platforms/x/post-text.ts';
import { rendered } from '../../../../../electron/sandbox/x/rendered.ts';

/** As X gives a text back. */
const given = (text: string, media: string[] = []) => {
  const { text: shown, urls } = rendered(
    text,
    '1',
    media.map((key) => ({ key, url: 'https://x.com/ada/status/1/photo/1' })),
  );
  return { text: shown, entities: { urls: urls as [] } };
};

describe('a text that X gives back', () => {
  it('has its links in full, and none for its media', () => {
    const text = 'A <b> & https://example.com/a?b=1&c=2, (example.org/x)';
    const back = given(text, ['3_1', '3_2']);
    expect(back.text).toMatch(
      /^A &lt;b&gt; &amp; https:\/\/t\.co\/\w{10}, \(https:\/\/t\.co\/\w{10}\) https:\/\/t\.co\/\w{10}$/,
    );
    expect(writtenText(back)).toBe('A <b> & https://example.com/a?b=1&c=2, (http://example.org/x)');
    expect(wordsOf(writtenText(back))).toEqual(wordsOf(text));
  });

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      'https://example.com/',
      'example.com/a_(b)',
      '@linden',
      '#tag',
      '&amp;',
      '<',
      '👨‍👩‍👧',
      '日本',
      '\u202b',
      'e\u0301',
      '\ud83d',
      '$1',
      '$&',
    ),
  );
  it('has the words that were written, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom([], ['3_1']),
        (pieces, media) => {
          // What X takes has no lone surrogates: they are signs of their own when it gives them back.
          const text = pieces.join(' ');
          const kept = text.replace(/\p{Surrogate}/gu, '\ufffd');
          expect(wordsOf(writtenText(given(kept, [...media])))).toEqual(wordsOf(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('says whom an answer begins with only to X', () => {
  expect(withoutAddressees('@ada @the_bread_shelf Thank you @all')).toBe('Thank you @all');
  expect(withoutAddressees('Thank you @ada')).toBe('Thank you @ada');
});
