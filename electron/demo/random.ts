import { v7 } from 'uuid';

/** A repeatable source of chance: the same seed gives the same workspace, ids included. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [from, to]. */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** An index, as likely as its weight. */
  weighted(weights: readonly number[]): number;
  /** A UUIDv7 of an instant (UTC epoch milliseconds). */
  id(at: number): string;
  /** `length` characters of an alphabet. */
  word(length: number, alphabet: string): string;
}

/** sfc32 (PractRand's small fast counter), seeded from the characters of `seed`. */
export function createRandom(seed: string): Random {
  const next = sfc32(...seedWords(seed));
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  };
  const bytes = new Uint8Array(16);
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return index < 0 ? weights.length - 1 : index;
    },
    id(at) {
      for (let index = 0; index < bytes.length; index++) bytes[index] = between(0, 255);
      return v7({ msecs: at, random: bytes });
    },
    word: (length, alphabet) =>
      Array.from({ length }, () => alphabet[between(0, alphabet.length - 1)]).join(''),
  };
}

/** Four 32-bit words of a text (FNV-1a, each with its own offset). */
function seedWords(seed: string): [number, number, number, number] {
  const word = (offset: number) => {
    let hash = 0x811c9dc5 ^ offset;
    for (const character of seed) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    return hash >>> 0;
  };
  return [word(1), word(2), word(3), word(4)];
}

function sfc32(first: number, second: number, third: number, count: number): () => number {
  let [a, b, c, d] = [first, second, third, count];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 0x100000000;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}
