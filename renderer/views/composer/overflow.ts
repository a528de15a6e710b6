/** A piece of the text behind the textarea: what fits, and what the network would not take. */
export interface TextPiece {
  text: string;
  over: boolean;
}

/**
 * Cuts a text where it stops fitting. A trailing line break gets a space, because a block that ends in
 * one is a line lower in a textarea than in an ordinary element.
 * @param overflowAt UTF-16 index of the first character that does not fit, null where all fits.
 */
export function overflowPieces(text: string, overflowAt: number | null): TextPiece[] {
  const padded = text.endsWith('\n') || text === '' ? `${text} ` : text;
  if (overflowAt === null || overflowAt >= text.length) return [{ text: padded, over: false }];
  const pieces = [
    { text: padded.slice(0, overflowAt), over: false },
    { text: padded.slice(overflowAt), over: true },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

export type CountTone = 'quiet' | 'near' | 'over';

/** When a count is worth a look: from nine tenths of the limit on. */
export function countTone(used: number, limit: number): CountTone {
  if (used > limit) return 'over';
  return used >= limit * 0.9 ? 'near' : 'quiet';
}
