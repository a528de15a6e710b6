import { describe, expect, it } from 'vitest';
import { bestTimes, type PostResult } from '../../../../shared/domain/best-times.ts';
import { resolveWallTime } from '../../../../shared/domain/wall-time.ts';

const ZONE = 'Europe/Berlin';
/** On `count` weeks in a row. */
const weekly = (first: string, count: number, score: number, accountId = 'one'): PostResult[] =>
  Array.from({ length: count }, (_, week) => {
    const day = new Date(Date.parse(`${first.slice(0, 10)}T00:00Z`) + week * 7 * 86_400_000);
    const wall = `${day.toISOString().slice(0, 10)}${first.slice(10)}`;
    return { accountId, at: resolveWallTime(wall, ZONE).at, score };
  });

describe('the hours at which earlier posts did best', () => {
  it('are ranked by what a usual post of the account gets, on the wall clock also across a change of it', () => {
    // Wednesdays at nine over the end of summer time, Fridays at five.
    const { posts, times } = bestTimes(
      [...weekly('2026-10-07T09:10', 6, 30), ...weekly('2026-10-09T17:00', 6, 10)],
      ZONE,
    );
    expect(posts).toBe(12);
    expect(times).toEqual([{ weekday: 3, hour: 9, posts: 6, times: 1.5 }]);
  });

  it('a large account does not decide for a small one', () => {
    const { times } = bestTimes(
      [
        ...weekly('2026-09-07T08:00', 4, 5000, 'large'),
        ...weekly('2026-09-08T12:00', 4, 5000, 'large'),
        ...weekly('2026-09-08T12:00', 4, 1, 'small'),
        ...weekly('2026-09-10T18:00', 4, 3, 'small'),
      ],
      ZONE,
    );
    expect(times.map(({ weekday, hour }) => [weekday, hour])).toEqual([[4, 18]]);
  });

  it('too few posts tell nothing, and neither do those that nobody reacted to', () => {
    expect(bestTimes(weekly('2026-09-07T08:00', 11, 7), ZONE)).toEqual({ posts: 11, times: [] });
    expect(bestTimes(weekly('2026-09-07T08:00', 20, 0), ZONE)).toEqual({ posts: 0, times: [] });
    // An hour with two posts is left out, however well they did.
    const { times } = bestTimes(
      [...weekly('2026-08-03T08:00', 12, 5), ...weekly('2026-08-04T20:00', 2, 90)],
      ZONE,
    );
    expect(times).toEqual([]);
  });
});
