import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followerGrowth,
  followersOn,
  type SizedAccount,
} from '../../../../shared/domain/growth.ts';

const DAY = 86_400_000;
const edges = Array.from({ length: 6 }, (_, day) => day * DAY);
const account = (
  accountId: string,
  network: SizedAccount['network'],
  ...sizes: [day: number, followers: number | null][]
): SizedAccount => ({
  ...{ accountId, network },
  sizes: sizes.map(([day, followers]) => ({ at: (day + 0.5) * DAY, followers })),
});

describe('growth', () => {
  it('adds up accounts by network, and carries a number on until the next one', () => {
    const grown = followerGrowth(
      [
        account('a', 'bluesky', [0, 10], [3, 14]),
        account('b', 'bluesky', [-3, 100]),
        account('c', 'x', [0, 7], [1, 6]),
      ],
      edges,
    );
    expect(grown).toEqual({
      from: 0,
      lines: [
        { network: 'bluesky', values: [110, 110, 110, 114, 114] },
        { network: 'x', values: [7, 6, 6, 6, 6] },
      ],
      counted: ['a', 'b', 'c'],
      later: [],
    });
    expect(followersOn(grown.lines, 4)).toBe(120);
  });

  it('leaves out accounts that came later, and those that never said', () => {
    const grown = followerGrowth(
      [
        account('first', 'x', [1, 10], [4, 12]),
        account('later', 'x', [3, 500]),
        account('silent', 'mastodon', [0, null], [4, null]),
      ],
      edges,
    );
    expect(grown.from).toBe(1);
    expect(grown.lines).toEqual([{ network: 'x', values: [null, 10, 10, 10, 12] }]);
    expect(grown).toMatchObject({ counted: ['first'], later: ['later'] });
  });

  it('takes nothing said for nothing new, not for 0', () => {
    const grown = followerGrowth([account('a', 'x', [0, 10], [2, null], [3, 11])], edges);
    expect(grown.lines[0]?.values).toEqual([10, 10, 10, 11, 11]);
  });

  it('knows nothing where nobody is', () => {
    const none = { from: null, lines: [], counted: [], later: [] };
    expect(followerGrowth([], edges)).toEqual(none);
    expect(followerGrowth([account('a', 'x', [9, 4])], edges)).toEqual(none);
    expect(followersOn([], 2)).toBeNull();
  });

  it('moves only by what accounts said: one that is connected later changes no line', () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(5000)), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1, maxLength: 4 }), sizes, (all, late) => {
        const sort = (list: [number, number][]) => [...list].sort(([a], [b]) => a - b);
        const first = all.map((list, index) =>
          account(`${index}`, 'x', [-1, 100], ...sort(list as [number, number][])),
        );
        const more = account('late', 'x', ...sort(late as [number, number][]));
        const alone = followerGrowth(first, edges);
        const both = followerGrowth([...first, more], edges);
        expect(both.lines).toEqual(alone.lines);
        for (const values of alone.lines.map((line) => line.values))
          expect(values.every((value) => value !== null && value >= 0)).toBe(true);
      }),
    );
  });
});
