/// <reference path="../../../../../shared/domain/text/twitter-text.d.ts" />
import fc from 'fast-check';
import extractUrlsWithIndices from 'twitter-text/dist/extractUrlsWithIndices.js';
import parseTweet from 'twitter-text/dist/parseTweet.js';
import { describe, expect, it } from 'vitest';
import { X } from '../../../../../shared/domain/networks/x.ts';
import { measureText } from '../../../../../shared/domain/text/measure.ts';
import { splitThread } from '../../../../../shared/domain/text/thread.ts';
import { piecesOf } from '../../../../../shared/domain/text/x-pieces.ts';
import { xLinks, xWeightedLength } from '../../../../../shared/domain/text/x-weighted.ts';

const FORCED = 600;

/** What a page of Chinese, Japanese or Korean is made of, without many spaces. */
const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 300 }).map((length) => '汉字'.repeat(length)) },
  { weight: 2, arbitrary: fc.integer({ min: 100, max: 300 }).map((length) => '한'.repeat(length)) },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...[
        '3.5',
        'example.com',
        'https://example.com/a-b',
        'http://例え.jp',
        '例え.テスト',
        '字.com',
      ],
      ...[
        '.',
        ',',
        '/',
        '@',
        '-',
        '_',
        ' ',
        '\n',
        'ab',
        'é',
        'е',
        '🙂',
        '👩‍👩‍👧',
        '。',
        '，',
        'か\u3099',
        '\ud83d',
      ],
      ...['example.com/路', 'www.example.org?q=1', 'xn--fiqs8s.cn', 'a.b.c', '.com', 'com.', '//'],
    ),
  },
);
const page = fc.array(fragment, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
const linksOf = (text: string) =>
  extractUrlsWithIndices(text).map(({ indices: [start, end] }) => ({ start, end }));

describe('a text in pieces', () => {
  it('counts on X what twitter-text counts of the whole, with the same links', () => {
    let cut = 0;
    fc.assert(
      fc.property(page, (text) => {
        const pieces = piecesOf(text);
        expect(pieces.join('')).toBe(text);
        // Without a safe place for that long it is a guess, far beyond the limit.
        const longest = Math.max(...text.split(/\s/).map((run) => run.length));
        fc.pre(longest <= FORCED || pieces.every((piece) => piece.length < FORCED));
        if (pieces.length > 1) cut++;
        expect(xWeightedLength(text)).toBe(parseTweet(text).weightedLength);
        expect(xLinks(text)).toEqual(linksOf(text));
      }),
      { numRuns: 60 },
    );
    expect(cut).toBeGreaterThan(5);
    // What it is compared with takes seconds for a page without spaces.
  }, 40_000);

  it('is one where it is short, or has no dot', () => {
    for (const text of ['汉'.repeat(10_000), `${'汉'.repeat(500)}.`, 'word. '.repeat(2000)])
      expect(piecesOf(text)).toEqual([text]);
  });

  it('is never cut within a long link', () => {
    const link = `https://example.com/${'a.b-c/'.repeat(600)}`;
    expect(xWeightedLength(`${'汉'.repeat(300)} ${link}`)).toBe(600 + 1 + 23);
    expect(xLinks(`${'汉'.repeat(700)}${link}`)).toEqual([{ start: 700, end: 700 + link.length }]);
  });
});

describe('ten thousand characters without a space', () => {
  it.each([
    ['of Chinese', '汉字测试文本'.repeat(1700)],
    ['with one number', `${'汉'.repeat(5000)}3.5${'字'.repeat(5000)}`],
    ['with a dot in every line', '汉字.测试文本'.repeat(1500)],
  ])('%s are counted and split, which took three seconds a letter', (_, text) => {
    for (let typed = 0; typed < 5; typed++) {
      const { over, overflowAt } = measureText(text + '好'.repeat(typed), X.text);
      expect(over).toBe(true);
      expect(overflowAt).toBeGreaterThanOrEqual(139);
      expect(overflowAt).toBeLessThanOrEqual(152);
    }
    const parts = splitThread(text, X.text, 'split');
    expect(parts.join('')).toBe(text);
    for (const part of parts) expect(parseTweet(part).weightedLength).toBeLessThanOrEqual(280);
  });
});
