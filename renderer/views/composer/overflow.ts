/** A piece of the text behind the textarea: what fits, and what the network would not take. */
export interface TextPiece {
  /** UTF-16 index of its first character. */
  at: number;
  text: string;
  over: boolean;
  /** The part of a thread that begins with it, counted from 1. */
  part: number | null;
}

/**
 * Cuts a text where it stops fitting, and where the parts of a thread begin. A trailing line break gets a space,
 * because a block that ends in one is a line lower in a textarea than in an ordinary element.
 * @param overflowAt UTF-16 index of the first character that does not fit, null where all fits.
 * @param starts where the second part begins, and those after it
 */
export function overflowPieces(
  text: string,
  overflowAt: number | null,
  starts: readonly number[] = [],
): TextPiece[] {
  const padded = text.endsWith('\n') || text === '' ? `${text} ` : text;
  const over = overflowAt !== null && overflowAt < text.length ? overflowAt : null;
  const cuts = new Set([0, ...starts, ...(over === null ? [] : [over])]);
  const edges = [...cuts].filter((at) => at < padded.length).sort((one, other) => one - other);
  return edges.map((at, index) => ({
    at,
    text: padded.slice(at, edges[index + 1]),
    over: over !== null && at >= over,
    part: starts.includes(at) ? starts.indexOf(at) + 2 : null,
  }));
}

export type CountTone = 'quiet' | 'near' | 'over';

/** When a count is worth a look: from nine tenths of the limit on. */
export function countTone(used: number, limit: number): CountTone {
  if (used > limit) return 'over';
  return used >= limit * 0.9 ? 'near' : 'quiet';
}
