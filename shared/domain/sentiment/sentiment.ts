import { once } from '../once.ts';
import { emojiIn, withoutEmoji } from './emoji.ts';
import { languageOf } from './language.ts';
import { intensifiers, negations, valenceOf } from './lexicon.ts';
import { PHRASES } from './phrases.ts';

/** A comment is longer on no network; what is behind says nothing more. */
const LONGEST = 10_000;
/** What a negation leaves of a word, turned round. */
const NEGATED = -0.74;
const SHOUTED = 0.7;
/** So many points of words bring a text half-way to the end of the scale. */
const SOFTNESS = 15;

/**
 * How a comment sounds, from −100 to 100, worked out on this computer: words and emoji with what turns them round,
 * up or down (the method of Hutto & Gilbert's VADER, 2014). Null where it is not in English: it is not guessed.
 */
export function sentimentOf(written: string): number | null {
  const text = written
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/(?:https?:\/\/|www\.)\S+/giu, ' ')
    .replace(/(?<![\p{L}\p{N}])@[\w.@-]+/gu, ' ');
  const words = withoutEmoji(text);
  const language = languageOf(words);
  if (language === 'other') return null;
  const parts = language === 'english' ? valuesOf(words) : [];
  const all = [...parts, ...emojiIn(text)];
  let sum = all.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  const cries = Math.min(words.split('!').length - 1, 4) * 0.29;
  sum += Math.sign(sum) * cries;
  return Math.round((100 * sum) / Math.sqrt(sum * sum + SOFTNESS)) || 0;
}

interface Token {
  word: string;
  /** In capitals, where the rest is not. */
  isShouted: boolean;
  clause: number;
  /** The sentence ends with a question mark. */
  isAsked: boolean;
  /** In a phrase, which has said what it says. */
  isSaid: boolean;
}

/** What each word says where it stands. */
function valuesOf(text: string): number[] {
  const tokens = tokensOf(text);
  const values: number[] = [];
  const clauses: number[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const phrase = phraseAt(tokens, at);
    if (phrase) {
      values.push(phrase.valence);
      clauses.push(at);
      for (const said of tokens.slice(at, at + phrase.length)) said.isSaid = true;
      at += phrase.length - 1;
      continue;
    }
    const plain = plainValue(tokens, at);
    if (plain === undefined) continue;
    let value = turned(tokens, at, plain);
    if (token.isShouted) value += Math.sign(value) * SHOUTED;
    if (token.isAsked) value *= 0.5;
    values.push(value);
    clauses.push(at);
  }
  return afterBut(tokens, values, clauses);
}

/** Words of other kinds that only look like a judgement where they stand. */
const comparing = once(
  () =>
    new Set(
      "look looks looked feel feels felt sound sounds sounded seem seems taste tastes tasted smell smells smelled is are was were be it's just more something things stuff anything nothing would i'd people places that's not exactly someone".split(
        ' ',
      ),
    ),
);

function plainValue(tokens: readonly Token[], at: number): number | undefined {
  const { word } = tokens[at] as Token;
  const before = tokens[at - 1]?.word ?? '';
  const after = tokens[at + 1];
  if (word === 'like' && (comparing().has(before) || at === 0)) return undefined;
  const value = valenceOf(word);
  // “pretty slow”, “awfully kind”: it only says how much.
  if (intensifiers().has(word) && after && valenceOf(after.word) !== undefined) return undefined;
  return value;
}

/** By what stands before a word in the same clause. */
function turned(tokens: readonly Token[], at: number, plain: number): number {
  const { clause } = tokens[at] as Token;
  let value = plain;
  let turns = 0;
  for (let back = 1; back <= 6 && at - back >= 0; back++) {
    const token = tokens[at - back] as Token;
    if (token.clause !== clause) break;
    if (token.isSaid) continue;
    const more = back <= 3 ? intensifiers().get(token.word) : undefined;
    // “not so good” is no stronger than “not good”, but “not” still turns it.
    if (more !== undefined)
      value += Math.sign(plain) * more * (1.05 - 0.05 * back) * (token.isShouted ? 2 : 1);
    if (back <= 4 && negations().has(token.word)) turns += 1;
    // What was is not any more.
    if (token.word === 'used' && tokens[at - back + 1]?.word === 'to') turns += 1;
  }
  return turns % 2 === 1 ? value * NEGATED : value;
}

const TURNING = new Set(['but', 'however', 'although', 'though', 'yet', 'except']);

/** What comes after “but” is what is meant. */
function afterBut(
  tokens: readonly Token[],
  values: readonly number[],
  places: readonly number[],
): number[] {
  const turn = tokens.findIndex(({ word }, at) => at > 0 && TURNING.has(word));
  if (turn < 0 || !places.some((at) => at > turn)) return [...values];
  const first = tokens[turn]?.word;
  // “Although slow, …” weighs the other way round, and “though” at the end weighs nothing.
  const [before, behind] = first === 'although' ? [1.3, 0.7] : [0.5, 1.5];
  return values.map((value, index) => value * ((places[index] as number) < turn ? before : behind));
}

interface Phrase {
  words: string[];
  valence: number;
}
const phrasesByFirst = once(() => {
  const found = new Map<string, Phrase[]>();
  for (const [phrase, valence] of PHRASES) {
    const words = phrase.split(' ');
    const first = words[0] as string;
    found.set(first, [...(found.get(first) ?? []), { words, valence }]);
  }
  return found;
});

function phraseAt(tokens: readonly Token[], at: number) {
  const found = phrasesByFirst()
    .get(tokens[at]?.word ?? '')
    ?.filter(({ words }) =>
      words.every(
        (word, step) =>
          tokens[at + step]?.word === word && tokens[at + step]?.clause === tokens[at]?.clause,
      ),
    )
    .sort((a, b) => b.words.length - a.words.length)[0];
  if (found) return { valence: found.valence, length: found.words.length };
  return enough(tokens, at);
}

const CANT = new Set(["can't", 'cannot', "couldn't", 'cant', 'couldnt']);

/** “can’t recommend it enough” is the highest praise. */
function enough(tokens: readonly Token[], at: number) {
  if (!CANT.has(tokens[at]?.word ?? '')) return null;
  for (let step = 2; step <= 7; step++) {
    if (tokens[at + step]?.clause !== tokens[at]?.clause) return null;
    if (tokens[at + step]?.word === 'enough') return { valence: 3, length: step + 1 };
  }
  return null;
}

/** Without an apostrophe as with one. */
const APOSTROPHES: Readonly<Record<string, string>> = {
  cant: "can't",
  couldnt: "couldn't",
  wont: "won't",
  dont: "don't",
};

function tokensOf(text: string): Token[] {
  const pieces =
    text.match(/\d+\/\d+|%|[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{M}]+)*|[.!?;,:\n()–—]+/gu) ?? [];
  const words = pieces.filter((piece) => /[\p{L}\p{N}%]/u.test(piece));
  const isLoud = (word: string) => /^\p{Lu}{2}[\p{Lu}'-]*$/u.test(word);
  const louds = words.filter(isLoud).length;
  const mixed = louds > 0 && louds < words.length;
  const tokens: Token[] = [];
  let clause = 0;
  for (const piece of pieces) {
    if (!/[\p{L}\p{N}%]/u.test(piece)) {
      clause += 1;
      if (!piece.includes('?')) continue;
      // Back to where the sentence began.
      for (let at = tokens.length - 1; at >= 0 && tokens[at]?.clause === clause - 1; at--)
        (tokens[at] as Token).isAsked = true;
      continue;
    }
    const word = piece.toLowerCase();
    if (TURNING.has(word)) clause += 1;
    tokens.push({
      word: APOSTROPHES[word] ?? word,
      isShouted: mixed && isLoud(piece),
      clause,
      isAsked: false,
      isSaid: false,
    });
  }
  return tokens;
}
