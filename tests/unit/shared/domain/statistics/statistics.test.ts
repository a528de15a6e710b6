import { array as arrayOf, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney, median } from '../../../../../shared/domain/statistics/ranks.ts';
import { fisher, wilson } from '../../../../../shared/domain/statistics/shares.ts';

const share = integer({ min: 0, max: 60 }).chain((all) =>
  integer({ min: 0, max: all }).map((of) => ({ of, all })),
);
const group = arrayOf(integer({ min: 0, max: 30 }), { maxLength: 25 });

describe('the interval of a share', () => {
  it('is that of the books', () => {
    expect(wilson({ of: 5, all: 10 })?.least).toBeCloseTo(0.2366, 4);
    expect(wilson({ of: 5, all: 10 })?.most).toBeCloseTo(0.7634, 4);
    expect(wilson({ of: 0, all: 10 })).toEqual({ least: 0, most: expect.closeTo(0.2775, 4) });
    expect(wilson({ of: 0, all: 0 })).toBeNull();
  });

  it('has the share in it, lies between nothing and all, and narrows with more of them', () => {
    assert(
      property(share, integer({ min: 2, max: 9 }), ({ of, all }, times) => {
        const found = wilson({ of, all });
        if (all === 0) {
          expect(found).toBeNull();
          return;
        }
        const { least, most } = found ?? { least: 2, most: -1 };
        expect(least).toBeGreaterThanOrEqual(0);
        expect(most).toBeLessThanOrEqual(1);
        expect(least).toBeLessThanOrEqual(of / all);
        expect(most).toBeGreaterThanOrEqual(of / all);
        const more = wilson({ of: of * times, all: all * times }) ?? { least: 0, most: 1 };
        expect(more.most - more.least).toBeLessThan(most - least);
      }),
    );
  });
});

describe('Fisher’s exact test', () => {
  it('says what it said of the tea and of a textbook table', () => {
    expect(fisher({ of: 3, all: 4 }, { of: 1, all: 4 })).toBeCloseTo(0.4857, 4);
    // scipy.stats.fisher_exact([[8, 2], [1, 5]])
    expect(fisher({ of: 8, all: 10 }, { of: 1, all: 6 })).toBeCloseTo(0.034965, 6);
    expect(fisher({ of: 0, all: 0 }, { of: 1, all: 6 })).toBe(1);
  });

  it('is a probability, and the same from either side and for yes and no', () => {
    assert(
      property(share, share, (one, other) => {
        const p = fisher(one, other);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisher(other, one)).toBeCloseTo(p, 8);
        const no = ({ of, all }: { of: number; all: number }) => ({ of: all - of, all });
        expect(fisher(no(one), no(other))).toBeCloseTo(p, 8);
      }),
    );
  });
});

describe('the Mann–Whitney test', () => {
  it('says what scipy says', () => {
    // scipy.stats.mannwhitneyu(males, females, method='asymptotic')
    expect(mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])).toBeCloseTo(0.111347, 5);
    expect(mannWhitney([1, 2, 3], [1, 2, 3])).toBeCloseTo(1, 7);
    expect(mannWhitney([5, 5, 5], [5, 5, 5])).toBe(1);
    expect(mannWhitney([], [5])).toBe(1);
  });

  it('is a probability, knows no sides, and minds order only', () => {
    assert(
      property(group, group, constantFrom(2, 5), (one, other, times) => {
        const p = mannWhitney(one, other);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(mannWhitney(other, one)).toBeCloseTo(p, 10);
        const stretched = (values: number[]) => values.map((value) => value ** 2 * times + 1);
        expect(mannWhitney(stretched(one), stretched(other))).toBeCloseTo(p, 10);
      }),
    );
  });

  it('finds what lies far apart', () => {
    const low = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(
      mannWhitney(
        low,
        low.map((value) => value + 20),
      ),
    ).toBeLessThan(0.001);
  });
});

it('the median is in the middle', () => {
  expect([median([]), median([3]), median([4, 1]), median([9, 1, 5])]).toEqual([null, 3, 2.5, 5]);
});
