import type { TextLimit } from '../network.ts';
import type { Threading } from '../threading.ts';
import { breaks, keptWhole, leadingSpace } from './breaks.ts';
import { measureText } from './measure.ts';
import { segmentsOf } from './segments.ts';

/**
 * The parts of a text that is too long for one post, at the ends of sentences where there are any, else
 * between words, and never within a character, a link, a mention or a tag. White space at a cut is dropped;
 * everything else is there, in order. One part, the text as it is, where it fits.
 *
 * A part is longer than the limit only where it is a single link, mention or character that is.
 * @param threading `numbered` writes ` 1/3` at the end of each part, which counts
 */
export function splitThread(
  text: string,
  limit: TextLimit,
  threading: Exclude<Threading, 'off'>,
): string[] {
  if (!measureText(text, limit).over) return [text];
  const before = last.get(limit);
  if (before?.text === text && before.threading === threading) return [...before.parts];
  const parts = partsOf(text, limit, threading);
  last.set(limit, { text, threading, parts });
  return [...parts];
}

/** What was split last for a limit: the preview and the check ask for the same. */
const last = new WeakMap<
  TextLimit,
  { text: string; threading: Threading; parts: readonly string[] }
>();

function partsOf(text: string, limit: TextLimit, threading: Exclude<Threading, 'off'>): string[] {
  if (threading === 'split') return cut(text, limit);
  // More parts need longer numbers, which leave less room.
  for (let digits = 1; ; digits++) {
    const parts = cut(text, without(limit, ' /'.length + 2 * digits));
    if (parts.length < 10 ** digits)
      return parts.length < 2
        ? parts
        : parts.map((part, index) => `${part} ${index + 1}/${parts.length}`);
  }
}

/** Every character of a number counts 1 in every unit. */
const without = (limit: TextLimit, length: number): TextLimit => ({
  ...limit,
  limit: Math.max(1, limit.limit - length),
  ...(limit.bytes === undefined ? {} : { bytes: Math.max(1, limit.bytes - length) }),
});

function cut(text: string, limit: TextLimit): string[] {
  const parts: string[] = [];
  let from = leadingSpace(text);
  while (from < text.length) {
    const to = from + endOfPart(text, from, limit);
    const part = text.slice(from, to).trimEnd();
    if (part !== '') parts.push(part);
    from = to + leadingSpace(text.slice(to, to + AHEAD));
  }
  return parts;
}

/** Where the part that begins at `from` ends, counted from there. */
function endOfPart(text: string, from: number, limit: TextLimit): number {
  for (let size = 4 * limit.limit + AHEAD; ; size *= 2) {
    const ahead = text.slice(from, from + size);
    const isAll = from + size >= text.length;
    const fitting = measureText(ahead, limit).overflowAt;
    if (fitting === null && isAll) return ahead.length;
    // What is cut off at the end of what is looked at must not be taken for whole.
    if (fitting === null || (!isAll && size - fitting < AHEAD)) continue;
    return lastBreak(ahead, fitting);
  }
}

/** Longer than most links. */
const AHEAD = 512;

/** A part that ends before this share of its room looks torn off: words are better then. */
const WELL_FILLED = 0.25;

function lastBreak(ahead: string, fitting: number): number {
  const whole = keptWhole(ahead);
  const { sentences, spaces, words, characters } = breaks(ahead, fitting);
  const isFree = (at: number) => whole.every(({ start, end }) => at <= start || at >= end);
  const filled = fitting * WELL_FILLED;
  for (const places of [sentences, spaces, words, characters]) {
    const at = places.findLast((place) => place >= filled && isFree(place));
    if (at !== undefined) return at;
  }
  const early = [...spaces, ...words, ...characters].filter(isFree);
  if (early.length > 0) return Math.max(...early);
  // What comes first is too long by itself.
  return whole.find(({ start }) => start === 0)?.end ?? characters[0] ?? firstCharacter(ahead);
}

const firstCharacter = (text: string): number => [...segmentsOf(text)][0]?.segment.length ?? 1;
