import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseWithIds } from '../../../../../electron/platforms/tiktok/int64.ts';

it('keeps ids of 64 bits to the last digit', () => {
  expect(parseWithIds('{"ids":[7300000000000000017,-7300000000000000018],"size":10000}')).toEqual({
    ids: ['7300000000000000017', '-7300000000000000018'],
    size: 10_000,
  });
});

it('reads everything else as it is, whatever stands in a text', () => {
  expect(
    parseWithIds('{"title":"[1,7300000000000000017] \\"7300000000000000018\\" \\\\"}'),
  ).toEqual({
    title: '[1,7300000000000000017] "7300000000000000018" \\',
  });
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}/.test(text));
      expect(parseWithIds(text)).toEqual(JSON.parse(text));
    }),
  );
});
