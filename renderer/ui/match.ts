/**
 * Whether what is typed finds a row: every word must begin a word of it; a row that begins with the
 * first one comes first. Cased and accented letters are taken as their plain ones.
 * @returns 0 for no, up to 1 for best; the shape that cmdk wants.
 */
export function matchWords(typed: string, names: readonly string[]): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return 1;
  const text = plain(names.join(' '));
  const words = text.split(/[^\p{L}\p{N}+-]+/u).filter(Boolean);
  if (!wanted.every((part) => words.some((word) => word.startsWith(part)))) return 0;
  return text.startsWith(wanted[0] ?? '') ? 1 : 0.5;
}

export interface TextPart {
  part: string;
  /** Where it starts in the text. */
  start: number;
  found: boolean;
}

/** The text in parts, those apart that begin a word and were typed. */
export function splitAtMatches(text: string, typed: string): TextPart[] {
  const wanted = typed.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (wanted.length === 0) return [{ part: text, start: 0, found: false }];
  const longestFirst = wanted.sort((a, b) => b.length - a.length).join('|');
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst})`, 'giu'));
  let start = 0;
  return pieces.flatMap((part, index) => {
    const own = { part, start, found: index % 2 === 1 };
    start += part.length;
    return part ? [own] : [];
  });
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
