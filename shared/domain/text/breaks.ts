import { segmentsOf } from './segments.ts';

/** Places in a text where it may be cut, as UTF-16 offsets, ascending: none is 0. */
export interface Breaks {
  sentences: number[];
  /** Before white space. */
  spaces: number[];
  /** Between words that have no white space between them, as in Chinese or Thai. */
  words: number[];
  characters: number[];
}

/** @param fitting the last place that may be taken; the text goes on after it */
export function breaks(ahead: string, fitting: number): Breaks {
  const text = ahead.slice(0, fitting + LOOKED_PAST);
  const characters = starts(segmentsOf(text)).filter((at) => at > 0 && at <= fitting);
  const isCharacter = new Set(characters);
  const cuttable = (at: number) => isCharacter.has(at);
  const sentences = starts(segmentsOf(text, 'sentence'))
    .filter((at) => !ABBREVIATED.test(text.slice(Math.max(0, at - LOOKED_PAST), at)))
    .map((at) => text.slice(0, at).trimEnd().length);
  const spaces = [...text.matchAll(/(?<!\s)\s/gu)].map(({ index }) => index);
  const words = starts(segmentsOf(text, 'word')).filter(
    (at) => !/^[\p{P}\s]/u.test(text.slice(at, at + 2)),
  );
  return {
    sentences: sentences.filter(cuttable),
    spaces: spaces.filter(cuttable),
    words: words.filter(cuttable),
    characters,
  };
}

/** A full stop after these ends no sentence, and none after a single letter: `Dr. Kim`, `z. B.`, `J. Doe`. */
const ABBREVIATED = /(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|Nr|No|vs|ca|bzw|approx|\p{L})\.\s*$/iu;

/** What stands after a place says whether a sentence ends there. */
const LOOKED_PAST = 24;

const starts = (segments: Intl.Segments): number[] => [...segments].map(({ index }) => index);

export interface Range {
  start: number;
  /** Excluded. */
  end: number;
}

/** Links, with `https://` or without, mentions, tags and addresses: cut in two they would be others. */
const WHOLE = new RegExp(
  [
    String.raw`(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/\S+`,
    String.raw`[@#＠＃$][^\s@#＠＃]+(?:@\S+)?`,
    String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@\S+`,
    String.raw`(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}(?:[/?#]\S*)?`,
  ].join('|'),
  'giu',
);

export const keptWhole = (text: string): Range[] =>
  [...text.matchAll(WHOLE)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));

/** Length of the white space that a text begins with. A mark that sits on a space keeps it. */
export const leadingSpace = (text: string): number =>
  /^(?:\s(?![\p{M}\u200d]))*/u.exec(text)?.[0].length ?? 0;
