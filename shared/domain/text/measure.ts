import type { ImageLimit, TextLimit } from '../network.ts';
import { shortenedParts } from './shortened.ts';

export interface TextMeasure {
  /** Counted in the limit's own unit. */
  used: number;
  limit: number;
  /** UTF-8 length. */
  bytesUsed: number;
  /** `null` where the network has no limit on bytes. */
  bytesLimit: number | null;
  over: boolean;
  /** UTF-16 index of the first character that does not fit any more, `null` where all fits. */
  overflowAt: number | null;
}

/** Measures a text as the network does. Fast enough for every keystroke: plain ASCII is not segmented. */
export function measureText(text: string, limit: TextLimit): TextMeasure {
  const bytesUsed = utf8Length(text);
  const bytesLimit = limit.bytes ?? null;
  const used = lengthIn(limit.unit, countedText(text, limit));
  const over = used > limit.limit || (bytesLimit !== null && bytesUsed > bytesLimit);
  return {
    used,
    limit: limit.limit,
    bytesUsed,
    bytesLimit,
    over,
    overflowAt: over ? overflowIndex(text, limit) : null,
  };
}

/** How much of the room for a description it takes, in the network's own unit. */
export const altTextLength = (altText: string, { altTextUnit }: ImageLimit): number =>
  lengthIn(altTextUnit, altText);

/** Extended grapheme clusters (UAX #29), what a reader calls one character. A family emoji is 1, CR LF is 1. */
export function graphemeLength(text: string): number {
  if (PLAIN_ASCII.test(text)) return text.length;
  let length = 0;
  for (const _ of segmenter.segment(text)) length++;
  return length;
}

/** Length in UTF-8 bytes. A lone surrogate counts 3, as the replacement character that encoders put there. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes;
}

// CR is left out: CR LF is one cluster.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is tested
const PLAIN_ASCII = /^[\x00-\x0c\x0e-\x7f]*$/;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

const lengthIn = (unit: TextLimit['unit'], text: string): number =>
  unit === 'graphemes' ? graphemeLength(text) : codePointLength(text);

/** The text as it is counted: a stand-in for each link, mentions without their domain. */
function countedText(text: string, limit: TextLimit): string {
  let counted = '';
  let from = 0;
  for (const { start, end, countedAs } of shortenedParts(text, limit)) {
    counted += text.slice(from, start) + countedAs;
    from = end;
  }
  return counted + text.slice(from);
}

function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/** Walks whole units, so that the cut never falls inside an emoji or a link. */
function overflowIndex(text: string, limit: TextLimit): number {
  const bytesLimit = limit.bytes ?? Number.POSITIVE_INFINITY;
  let used = 0;
  let bytes = 0;
  let index = 0;
  for (const unit of unitsOf(text, limit)) {
    used += unit.counts;
    bytes += utf8Length(unit.text);
    if (used > limit.limit || bytes > bytesLimit) return index;
    index += unit.text.length;
  }
  return index;
}

interface Unit {
  text: string;
  counts: number;
}

function* unitsOf(text: string, limit: TextLimit): Iterable<Unit> {
  let from = 0;
  for (const { start, end, countedAs } of shortenedParts(text, limit)) {
    yield* charactersOf(text.slice(from, start), limit.unit);
    yield { text: text.slice(start, end), counts: countedAs.length };
    from = end;
  }
  yield* charactersOf(text.slice(from), limit.unit);
}

function* charactersOf(text: string, unit: TextLimit['unit']): Iterable<Unit> {
  if (unit === 'code_points') for (const character of text) yield { text: character, counts: 1 };
  else for (const { segment } of segmenter.segment(text)) yield { text: segment, counts: 1 };
}
