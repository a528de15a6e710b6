import { type DraftMessage, partsOf } from './draft-messages.ts';

/** Where the parts of a thread begin in the text that was written. */
export interface ThreadMarks {
  /** UTF-16 offsets of the second part and those after it. */
  starts: readonly number[];
}

/**
 * Of the network that cuts the text most often, where several do.
 * @param shown of the accounts whose text is open
 */
export function threadMarks(shown: readonly DraftMessage[]): ThreadMarks | null {
  const [longest] = shown.toSorted((one, other) => partsOf(other).length - partsOf(one).length);
  if (!longest || partsOf(longest).length < 2) return null;
  return { starts: partStarts(longest.text, partsOf(longest)) };
}

/** A part is what was written, but for white space at its ends and its number. */
export function partStarts(text: string, parts: readonly string[]): number[] {
  const starts: number[] = [];
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const number = ` ${index + 1}/${parts.length}`;
    const words = part.endsWith(number) ? part.slice(0, -number.length) : part;
    const at = text.indexOf(words, from);
    if (at === -1) break;
    if (index > 0) starts.push(at);
    from = at + words.length;
  }
  return starts;
}
