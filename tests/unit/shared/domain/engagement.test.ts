import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engagementOf } from '../../../../shared/domain/engagement.ts';

const count = fc.option(fc.nat(1_000_000), { nil: null });

describe('engagement', () => {
  it('is likes + 2 × comments + 3 × shares', () => {
    expect(engagementOf({ likes: 10, comments: 3, shares: 2 })).toBe(22);
    expect(engagementOf({ likes: 0, comments: 0, shares: 0 })).toBe(0);
  });

  it('is not known where the network provides none of them, and never 0 for that', () => {
    expect(engagementOf({ likes: null, comments: null, shares: null })).toBeNull();
  });

  it('counts what is provided, and grows with each of them', () => {
    fc.assert(
      fc.property(count, count, count, (likes, comments, shares) => {
        const engagement = engagementOf({ likes, comments, shares });
        const isKnown = [likes, comments, shares].some((value) => value !== null);
        expect(engagement !== null).toBe(isKnown);
        if (engagement !== null)
          expect(engagementOf({ likes: (likes ?? 0) + 1, comments, shares })).toBe(engagement + 1);
      }),
    );
  });
});
