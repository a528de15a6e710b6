import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newTid, partKey } from '../../../../../electron/platforms/bluesky/tid.ts';

/** As atproto.com/specs/tid writes it down. */
const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;
const LETTERS = '234567abcdefghijklmnopqrstuvwxyz';

const microsecondsOf = (tid: string): number => {
  const value = [...tid].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);
  return Number(value >> 10n);
};

describe('a record key', () => {
  it('is a TID of its time', () => {
    const now = Date.UTC(2026, 10, 22, 9, 30);
    const tid = newTid(now);
    expect(tid).toMatch(TID);
    expect(Math.floor(microsecondsOf(tid) / 1000)).toBe(now);
  });

  it('is never the same twice and sorts in the order it was made, also when the clock goes back', () => {
    const from = Date.UTC(2027, 0, 1);
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 2, maxLength: 200 }), (offsets) => {
        const tids = offsets.map((offset) => newTid(from - offset));
        expect(new Set(tids).size).toBe(tids.length);
        expect([...tids].sort()).toEqual(tids);
        for (const tid of tids) expect(tid).toMatch(TID);
      }),
    );
  });

  it('has keys of its parts beside it: of its own time, the same at every try, and nobody else’s', () => {
    fc.assert(
      fc.property(fc.nat(1000), (offset) => {
        const posts = [newTid(Date.UTC(2028, 0, 1)), newTid(Date.UTC(2028, 0, 1) + offset)];
        const keys = posts.flatMap((tid) => [
          tid,
          ...Array.from({ length: 1023 }, (_, part) => partKey(tid, part + 1)),
        ]);
        expect(new Set(keys).size).toBe(2 * 1024);
        for (const key of keys) expect(key).toMatch(TID);
        expect(microsecondsOf(partKey(posts[0] ?? '', 1023))).toBe(microsecondsOf(posts[0] ?? ''));
        expect(partKey(posts[0] ?? '', 7)).toBe(partKey(posts[0] ?? '', 7));
      }),
      { numRuns: 10 },
    );
  });
});
