import { segmentsOf } from '../../../../shared/domain/text/segments.ts';

/** How much of a text a network shows before it has to be opened. */
export interface FoldLimit {
  /** Characters as people count them. */
  characters: number;
  lines: number;
  /** What stands there to open it. */
  word: string;
}

/**
 * Where a text is folded: a UTF-16 index at the end of a word where one is near, never within a character.
 * Null where all of it is shown.
 */
export function foldAt(text: string, { characters, lines }: FoldLimit): number | null {
  const byLines = endOfLine(text, lines);
  const byCharacters = endOfCharacter(text, characters);
  const at = Math.min(byLines ?? text.length, byCharacters ?? text.length);
  if (at >= text.trimEnd().length) return null;
  const shown = text.slice(0, at);
  const space = at === byLines ? at : shown.search(/\s\S*$/u);
  return shown.slice(0, space > at / 2 ? space : at).trimEnd().length;
}

function endOfLine(text: string, lines: number): number | null {
  let at = -1;
  for (let line = 0; line < lines; line++) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return null;
  }
  return at;
}

function endOfCharacter(text: string, characters: number): number | null {
  // No character is shorter than one unit.
  if (text.length <= characters) return null;
  let count = 0;
  for (const { index } of segmentsOf(text)) if (count++ === characters) return index;
  return null;
}
