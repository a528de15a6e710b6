import type { Span } from './mentions.ts';

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;
/** Scripts that put no space between words, so that no border can be asked for. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

/**
 * Where a phrase stands in a text as whole words, in any case and with any space between its words.
 * @param asWritten its first letter must have the case that it has in the phrase
 */
export function phraseIn(
  text: string,
  phrase: string,
  { asWritten = false }: { asWritten?: boolean } = {},
): Span[] {
  const wanted = phrase
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .trim();
  const letters = [...wanted];
  const first = letters[0];
  const last = letters.at(-1);
  if (first === undefined || last === undefined || !/[\p{L}\p{N}]/u.test(wanted)) return [];
  const before = hasBorder(first) ? `(?<!${WORD})` : '';
  const after = hasBorder(last) ? `(?!${WORD})` : '';
  const words = wanted.split(/\s+/).map(escaped).join(String.raw`\s+`);
  return [...text.matchAll(new RegExp(`${before}${words}${after}`, 'giu'))]
    .filter(([found]) => !asWritten || found.startsWith(first))
    .map(({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

const hasBorder = (letter: string): boolean =>
  /[\p{L}\p{M}\p{N}_]/u.test(letter) && !UNSPACED.test(letter);

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
