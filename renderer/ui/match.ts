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

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
