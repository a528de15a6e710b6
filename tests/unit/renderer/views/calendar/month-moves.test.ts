import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withMoved } from '../../../../../renderer/views/calendar/month-moves.ts';
import type { PostCard } from '../../../../../shared/ipc/views.ts';
import { card } from '../../../../support/post-card.ts';

/** Four days, 23 to 26 November, in UTC. */
const edges = [23, 24, 25, 26, 27].map((day) => Date.UTC(2026, 10, day));
const a = card('a', '2026-11-23T09:00:00Z');
const b = card('b', '2026-11-24T09:00:00Z');
const c = card('c', '2026-11-24T12:00:00Z');
/** The 24th has four posts, of which two are held. */
const days = { counts: [1, 4, 0, 0], cards: [a, b, c] };
const ids = (cards: readonly PostCard[]) => cards.map(({ id }) => id).join('');
const at = (one: PostCard, time: string): PostCard => ({ ...one, scheduledAt: Date.parse(time) });

describe('withMoved', () => {
  const moved = (one: PostCard, time: string) =>
    withMoved(days, edges, [{ card: at(one, time), was: null }]);

  it('takes a post from its day to another, counts and all', () => {
    const after = moved(a, '2026-11-25T09:00:00Z');
    expect(after.counts).toEqual([0, 4, 1, 0]);
    expect(ids(after.cards)).toBe('bca');
  });

  it('keeps the days in order of time', () => {
    const after = moved(a, '2026-11-24T10:00:00Z');
    expect(after.counts).toEqual([0, 5, 0, 0]);
    expect(ids(after.cards)).toBe('bac');
  });

  it('only counts a post that comes after those that are held', () => {
    const after = moved(a, '2026-11-24T18:00:00Z');
    expect(after.counts).toEqual([0, 5, 0, 0]);
    expect(ids(after.cards)).toBe('bc');
  });

  it('lets a post leave the grid, and come in from outside', () => {
    expect(moved(a, '2026-12-24T09:00:00Z')).toEqual({ counts: [0, 4, 0, 0], cards: [b, c] });
    const guest = card('d', '2026-11-26T09:00:00Z');
    const was = Date.parse('2026-12-24T09:00:00Z');
    expect(withMoved(days, edges, [{ card: guest, was }]).counts).toEqual([1, 4, 0, 1]);
  });

  it('counts a post out of the day where it was not held', () => {
    const hidden = card('z', '2026-11-25T09:00:00Z');
    const was = Date.parse('2026-11-24T20:00:00Z');
    expect(withMoved(days, edges, [{ card: hidden, was }]).counts).toEqual([1, 3, 1, 0]);
  });

  it('is undone by the way back', () => {
    const there = moved(a, '2026-11-26T09:00:00Z');
    expect(withMoved(there, edges, [{ card: a, was: null }])).toEqual(days);
  });

  it('moves many as a calendar that holds all of them would', () => {
    const HOUR = 3_600_000;
    const from = edges[0] ?? 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 30 }),
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.integer({ min: -100, max: 100 }),
        (hours, chosen, by) => {
          const cards = hours
            .toSorted((one, other) => one - other)
            .map((hour, index) => ({
              ...card(String(index).padStart(2, '0'), '2026-11-23T00:00:00Z'),
              scheduledAt: from + hour * HOUR,
            }));
          const moved = (one: PostCard, index: number): PostCard =>
            chosen[index] ? { ...one, scheduledAt: (one.scheduledAt ?? 0) + by * HOUR } : one;
          const expected = cards
            .map(moved)
            .filter(({ scheduledAt: at }) => (at ?? 0) >= from && (at ?? 0) < (edges[4] ?? 0))
            .sort((x, y) => (x.scheduledAt ?? 0) - (y.scheduledAt ?? 0) || (x.id < y.id ? -1 : 1));
          const countsOf = (list: readonly PostCard[]) =>
            [0, 1, 2, 3].map(
              (day) =>
                list.filter(
                  ({ scheduledAt: at }) => Math.floor(((at ?? 0) - from) / 24 / HOUR) === day,
                ).length,
            );
          const moves = cards.flatMap((one, index) =>
            chosen[index] ? { card: moved(one, index), was: one.scheduledAt } : [],
          );
          expect(withMoved({ counts: countsOf(cards), cards }, edges, moves)).toEqual({
            counts: countsOf(expected),
            cards: expected,
          });
        },
      ),
    );
  });
});
