/// <reference path="./twitter-text.d.ts" />
import extractUrlsWithIndices from 'twitter-text/dist/extractUrlsWithIndices.js';
import parseTweet from 'twitter-text/dist/parseTweet.js';

/** What any link counts on X. Source: docs.x.com/fundamentals/counting-characters, read on 2026-11-23. */
export const X_LINK_LENGTH = 23;

/** The weighted length by twitter-text v3: NFC first, CJK and emoji 2, a link 23. */
export const xWeightedLength = (text: string): number =>
  // Typewriter characters without a dot make neither emoji nor link.
  PLAIN.test(text) ? text.length : parseTweet(text).weightedLength;

/** Links as X finds them, also without `https://`: UTF-16 offsets, the end excluded. */
export const xLinks = (text: string): { start: number; end: number }[] =>
  text.includes('.')
    ? extractUrlsWithIndices(text).map(({ indices: [start, end] }) => ({ start, end }))
    : [];

const PLAIN = /^[\n\r\t -\-/-~]*$/;
