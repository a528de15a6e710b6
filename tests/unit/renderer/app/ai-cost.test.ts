import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dollarsOf,
  formatCost,
  formatSum,
  microDollarsIn,
} from '../../../../renderer/app/ai-cost.ts';

describe('what AI costs, in words', () => {
  it.each([
    [0, '$0.00', '$0.00'],
    [11_000_000, '$0.000011', '< 1¢'],
    [9_990_000_000, '$0.01', '< 1¢'],
    [10_000_000_000, '$0.01', '$0.01'],
    [12_345_000_000_000, '$12.35', '$12.35'],
  ])('%i', (cost, one, sum) => {
    expect(formatCost(cost, 'en-US')).toBe(one);
    expect(formatSum(cost, 'en-US')).toBe(sum);
  });

  it.each([
    ['0.27', 270_000],
    ['$5', 5_000_000],
    ['0,006', 6000],
    ['12.', 12_000_000],
    ['0.000001', 1],
  ])('reads %s', (written, micro) => expect(microDollarsIn(written)).toBe(micro));

  it.each(['', 'cheap', '-1', '1e5', '1.2.3', '0.0000001', '1234567'])(
    'does not read “%s”',
    (written) => expect(microDollarsIn(written)).toBeNull(),
  );

  it('writes back what it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (micro) => {
        const written = dollarsOf(micro);
        if (written.includes('e')) return;
        expect(microDollarsIn(written)).toBe(micro);
      }),
    );
  });
});
