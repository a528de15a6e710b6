const SORTED = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * Makes TIDs that always grow: microseconds since 1970 in base 32. Source: atproto.com/specs/tid.
 * @param after microseconds that are used up already
 */
export function createTids(now: () => number, after = 0): () => string {
  let last = after;
  return () => {
    last = Math.max(last + 1, now() * 1000);
    return tidOf(last);
  };
}

/** @param micros since 1970 */
export function tidOf(micros: number): string {
  let letters = '';
  // The ten lowest bits tell clocks apart, and this is the only one.
  for (let left = BigInt(micros) << 10n, count = 0; count < 13; count++, left >>= 5n)
    letters = SORTED[Number(left & 31n)] + letters;
  return letters;
}
