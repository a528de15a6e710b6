import { randomInt } from 'node:crypto';

/** Base 32 whose letters sort like their values. */
const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz';
const LENGTH = 13;

let last = 0n;
const clockId = BigInt(randomInt(1024));

/**
 * A new TID: 53 bits of microseconds since 1970 and 10 random bits, as 13 letters that sort by time.
 * Never the same twice in a process, even within a millisecond. Source: atproto.com/specs/tid.
 * @param now UTC epoch milliseconds
 */
export function newTid(now: number): string {
  const wanted = BigInt(now) * 1000n + BigInt(randomInt(1000));
  last = wanted > last ? wanted : last + 1n;
  return encode((last << 10n) | clockId);
}

/**
 * The key of a later part of a post, the same at every try: the post's own with another of the ten bits that are
 * no time. A process gives out no microsecond twice, so it is no other post's key.
 * @param part from 1 to 1023
 */
export function partKey(recordKey: string, part: number): string {
  const letters = [...recordKey].map((letter) => ALPHABET.indexOf(letter));
  const value = letters.reduce((sum, letter) => (sum << 5n) | BigInt(letter), 0n);
  return encode(value ^ BigInt(part));
}

/** A key that is always the same for the same bytes, of at least eight; as a time it lies in the past. */
export function keyOf(bytes: Uint8Array): string {
  const drawn = Buffer.from(bytes).readBigUInt64BE();
  // Of the 53 bits of time 50: until September 2005, before there was any real one.
  return encode(drawn >> 4n);
}

function encode(value: bigint): string {
  let letters = '';
  for (let left = value, count = 0; count < LENGTH; count++, left >>= 5n)
    letters = ALPHABET.charAt(Number(left & 31n)) + letters;
  return letters;
}
