import type { ImageLimit, TextLimit } from '../network.ts';
import { escapeLinkedIn } from './linkedin.ts';
import { segmentsOf } from './segments.ts';
import { shortenedParts } from './shortened.ts';
import { xWeightedLength } from './x-weighted.ts';

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

/** What was measured last for a limit: counts, checks and previews ask the same of the same text. */
const last = new WeakMap<TextLimit, { text: string; measure: TextMeasure }>();

/** Measures a text as the network does. Fast enough for every keystroke: plain ASCII is not segmented. */
export function measureText(text: string, limit: TextLimit): TextMeasure {
  const before = last.get(limit);
  if (before?.text === text) return before.measure;
  const measure = measured(text, limit);
  last.set(limit, { text, measure });
  return measure;
}

function measured(text: string, limit: TextLimit): TextMeasure {
  const bytesUsed = utf8Length(text);
  const bytesLimit = limit.bytes ?? null;
  const used = usedBy(text, limit);
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
  for (const _ of segmentsOf(text)) length++;
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

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

function lengthIn(unit: TextLimit['unit'], text: string): number {
  switch (unit) {
    case 'graphemes':
      return graphemeLength(text);
    case 'code_points':
      return codePointLength(text);
    case 'utf16':
      return text.length;
    case 'x_weighted':
      return xWeightedLength(text);
    case 'emoji_bytes':
      return emojiBytesLength(text);
  }
}

const usedBy = (text: string, limit: TextLimit): number =>
  lengthIn(limit.unit, escaped(countedText(text, limit), limit));

const escaped = (text: string, { escaping }: TextLimit): string =>
  escaping === 'linkedin' ? escapeLinkedIn(text) : text;

/** The text as it is counted: a stand-in for each link, mentions without their domain. */
function countedText(text: string, limit: TextLimit): string {
  // X finds and counts links by itself.
  if (limit.unit === 'x_weighted') return text;
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

/** Flags and keycaps besides the pictures themselves. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;

/** Code points, but an emoji with all that belongs to it as its UTF-8 bytes. */
function emojiBytesLength(text: string): number {
  if (!EMOJI.test(text)) return codePointLength(text);
  let length = 0;
  for (const { segment } of segmentsOf(text))
    length += EMOJI.test(segment) ? utf8Length(segment) : codePointLength(segment);
  return length;
}

/** Walks whole units, so that the cut never falls inside an emoji or a link. */
function overflowIndex(text: string, limit: TextLimit): number {
  const bytesLimit = limit.bytes ?? Number.POSITIVE_INFINITY;
  const starts: number[] = [0];
  let used = 0;
  let bytes = 0;
  let index = 0;
  let cut: number | null = null;
  for (const unit of unitsOf(text, limit)) {
    used += unit.counts;
    bytes += utf8Length(unit.text);
    index += unit.text.length;
    starts.push(index);
    if (used <= limit.limit && bytes <= bytesLimit) continue;
    cut = starts.length - 2;
    break;
  }
  // Where what stands beside a character changes what it counts, the sum of the parts is a guess.
  if (!isContextual(limit)) return starts[cut ?? starts.length - 1] ?? 0;
  const guess = cut ?? starts.length - 1;
  const fits = fitsUpTo(text, limit);
  // Nearly always right, and then nothing further on has to be looked at.
  if (cut !== null && fits(starts[guess] ?? 0) && !fits(starts[guess + 1] ?? 0))
    return starts[guess] ?? 0;
  if (cut !== null)
    for (const length of lengthsOf(text.slice(index), limit)) {
      index += length;
      starts.push(index);
    }
  return firstOver(fits, starts, guess);
}

const isContextual = ({ unit, escaping }: TextLimit): boolean =>
  unit === 'x_weighted' || escaping !== undefined;

const fitsUpTo =
  (text: string, limit: TextLimit) =>
  (end: number): boolean => {
    const part = text.slice(0, end);
    return usedBy(part, limit) <= limit.limit && utf8Length(part) <= (limit.bytes ?? Infinity);
  };

/** The last of `starts` up to which the text fits, while it fits no more up to the next one. */
function firstOver(
  fitsUpToEnd: (end: number) => boolean,
  starts: readonly number[],
  guess: number,
): number {
  const fits = (at: number) => fitsUpToEnd(starts[at] ?? 0);
  let low = 0;
  let high = starts.length - 1;
  if (!fits(guess)) high = guess;
  else {
    low = guess;
    if (guess < high && !fits(guess + 1)) high = guess + 1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return starts[low] ?? 0;
}

interface Unit {
  text: string;
  counts: number;
}

function* unitsOf(text: string, limit: TextLimit): Iterable<Unit> {
  let from = 0;
  for (const { start, end, countedAs } of shortenedParts(text, limit)) {
    yield* charactersOf(text.slice(from, start), limit);
    yield { text: text.slice(start, end), counts: countedAs.length };
    from = end;
  }
  yield* charactersOf(text.slice(from), limit);
}

/** The lengths of the same units, without counting them. */
function* lengthsOf(text: string, limit: TextLimit): Iterable<number> {
  let from = 0;
  for (const { start, end } of shortenedParts(text, limit)) {
    for (const { segment } of segmentsOf(text.slice(from, start))) yield segment.length;
    yield end - start;
    from = end;
  }
  for (const { segment } of segmentsOf(text.slice(from))) yield segment.length;
}

function* charactersOf(text: string, limit: TextLimit): Iterable<Unit> {
  const { unit } = limit;
  if (unit === 'code_points') for (const character of text) yield { text: character, counts: 1 };
  else if (unit === 'graphemes')
    for (const { segment } of segmentsOf(text)) yield { text: segment, counts: 1 };
  else
    for (const { segment } of segmentsOf(text))
      yield { text: segment, counts: lengthIn(unit, escaped(segment, limit)) };
}
