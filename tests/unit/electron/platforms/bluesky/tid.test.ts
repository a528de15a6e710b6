import { TID } from '@atproto/common-web';
import { isValidTid } from '@atproto/syntax';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newTid } from '../../../../../electron/platforms/bluesky/tid.ts';

describe('a record key', () => {
  it('is a TID of its time, as the network reads it', () => {
    const now = Date.UTC(2026, 10, 22, 9, 30);
    const tid = newTid(now);
    expect(isValidTid(tid)).toBe(true);
    expect(Math.floor(TID.fromStr(tid).timestamp() / 1000)).toBe(now);
  });

  it('is never the same twice and sorts in the order it was made, also when the clock goes back', () => {
    const from = Date.UTC(2027, 0, 1);
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 2, maxLength: 200 }), (offsets) => {
        const tids = offsets.map((offset) => newTid(from - offset));
        expect(new Set(tids).size).toBe(tids.length);
        expect([...tids].sort()).toEqual(tids);
      }),
    );
  });
});
