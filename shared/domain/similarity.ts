/** A text as it is compared: letters and figures only, without addresses, whatever their case or width. */
export function comparable(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\/\/\S+/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Of an emoji or a bare link nothing is left, and two of them are still not the same.
  return words === '' ? text.trim() : words;
}

/** Long enough that two texts don't share many by chance, also where words are not parted by spaces. */
const SHINGLE = 5;

/** All runs of five characters of a comparable text. */
export function shinglesOf(words: string): ReadonlySet<string> {
  if (words.length <= SHINGLE) return new Set([words]);
  const shingles = new Set<string>();
  for (let at = 0; at + SHINGLE <= words.length; at++) shingles.add(words.slice(at, at + SHINGLE));
  return shingles;
}

/** What both have of what either has, from 0 to 1 (Jaccard's index). */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  const all = one.size + other.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** From here on two texts say the same to a reader, and to a network that refuses repeats. */
const NEARLY_THE_SAME = 0.7;

/** A text that is compared more than once: its words and their runs are looked for only then, and once. */
export interface Compared {
  words: string;
  shingles(): ReadonlySet<string>;
}

export function compared(text: string): Compared {
  const words = comparable(text);
  let shingles: ReadonlySet<string> | null = null;
  return {
    words,
    shingles() {
      shingles ??= shinglesOf(words);
      return shingles;
    },
  };
}

/** Compares one text with many: what is too short or too long to be alike costs nothing. */
export function likeness(text: string): (other: string | Compared) => 'same' | 'near' | null {
  const mine = compared(text);
  return (other) => {
    const theirs = typeof other === 'string' ? compared(other) : other;
    if (mine.words === '' || theirs.words === '') return null;
    if (mine.words === theirs.words) return 'same';
    const lengths = [mine.words.length, theirs.words.length].sort((a, b) => a - b);
    const [short, long] = lengths as [number, number];
    if (short < LEAST || short / long < NEARLY_THE_SAME / 2) return null;
    return similarity(mine.shingles(), theirs.shingles()) >= NEARLY_THE_SAME ? 'near' : null;
  };
}

/** A shorter text is alike only where it is the same. */
const LEAST = 20;
