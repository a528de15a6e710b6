/// <reference path="./twitter-text.d.ts" />
import extractUrlsWithIndices from 'twitter-text/dist/extractUrlsWithIndices.js';
import parseTweet from 'twitter-text/dist/parseTweet.js';
import { piecesOf } from './x-pieces.ts';

/** What any link counts on X. Source: docs.x.com/fundamentals/counting-characters, read on 2026-11-23. */
export const X_LINK_LENGTH = 23;

interface Counted {
  weighted: number;
  links: readonly { start: number; end: number }[];
}

/** The weighted length by twitter-text v3: NFC first, CJK and emoji 2, a link 23. */
export function xWeightedLength(text: string): number {
  // Typewriter characters without a dot make neither emoji nor link.
  if (PLAIN.test(text)) return text.length;
  return piecesOf(text).reduce((sum, piece) => sum + counted(piece).weighted, 0);
}

/** Links as X finds them, also without `https://`: UTF-16 offsets, the end excluded. */
export function xLinks(text: string): { start: number; end: number }[] {
  if (!text.includes('.')) return [];
  let from = 0;
  return piecesOf(text).flatMap((piece) => {
    const at = from;
    from += piece.length;
    return counted(piece).links.map(({ start, end }) => ({ start: at + start, end: at + end }));
  });
}

/** Long pieces that were counted already: while somebody writes, all but one stay as they are. */
const known = new Map<string, Counted>();
const KNOWN = 200;
const WORTH_KEEPING = 100;

function counted(piece: string): Counted {
  const before = known.get(piece);
  if (before) return before;
  const count = {
    weighted: parseTweet(piece).weightedLength,
    links: extractUrlsWithIndices(piece).map(({ indices: [start, end] }) => ({ start, end })),
  };
  if (piece.length < WORTH_KEEPING) return count;
  if (known.size >= KNOWN) known.clear();
  known.set(piece, count);
  return count;
}

const PLAIN = /^[\n\r\t -\-/-~]*$/;
