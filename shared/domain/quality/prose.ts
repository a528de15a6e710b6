import { linksIn } from '../links.ts';
import { languageOf } from '../sentiment/language.ts';

/** What is read of a text, without addresses, names and tags. */
export interface Prose {
  /** As it was written. */
  text: string;
  /** Without addresses, mentions and the tags that only stand at its end. */
  plain: string;
  sentences: readonly (readonly string[])[];
  words: readonly string[];
  isEnglish: boolean;
  /** Written with spaces between words, so that words can be counted. */
  isSpaced: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
/** A line of tags alone, at the end or between. */
const TAG_LINE = /(?:^|\s)(?:[#＃][\p{L}\p{M}\p{N}_]+(?:\s+|$))+$/u;

export function proseOf(text: string): Prose {
  let plain = text;
  for (const { start, end } of linksIn(text).toReversed())
    plain = `${plain.slice(0, start)} ${plain.slice(end)}`;
  plain = plain
    .replace(/(?<![\p{L}\p{N}])@[\w.@-]+/gu, ' ')
    .split('\n')
    .map((line) => line.trimEnd().replace(TAG_LINE, ''))
    .join('\n')
    .replace(/[#＃](?=[\p{L}\p{N}])/gu, '');
  const sentences = plain
    .split(/[.!?…]+(?=\s|$)|\n+|[。！？]+/u)
    .map((sentence) => sentence.match(WORD) ?? [])
    .filter((words) => words.length > 0);
  return {
    text,
    plain,
    sentences,
    words: sentences.flat(),
    isEnglish: languageOf(plain) === 'english',
    isSpaced: !UNSPACED.test(plain),
  };
}

/** Flesch’s reading ease for English, from about 0 (a contract) to 100 (a child’s book). */
export function readingEase({ sentences, words }: Prose): number {
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return (
    206.835 -
    1.015 * (words.length / Math.max(1, sentences.length)) -
    84.6 * (syllables / Math.max(1, words.length))
  );
}

/** By groups of vowels, without a silent e: right for nine words of ten. */
function syllablesOf(word: string): number {
  const bare = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '');
  return Math.max(1, bare.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
