import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carriedOver,
  monthDays,
  timeOfDay,
  withMoved,
} from '../../../../../renderer/views/calendar/month-days.ts';
import { dayEdges, daysOf, visibleSpan } from '../../../../../renderer/views/calendar/span.ts';
import { timeText } from '../../../../../renderer/views/calendar/time.ts';
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

describe('monthDays', () => {
  it('gives each day its posts and its count', () => {
    const names = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    const said = monthDays(names, edges, days).map((one) => [
      one.day,
      one.count,
      ids(one.cards),
      (one.to - one.from) / 3_600_000,
    ]);
    expect(said).toEqual([
      ['2026-11-23', 1, 'a', 24],
      ['2026-11-24', 4, 'bc', 24],
      ['2026-11-25', 0, '', 24],
      ['2026-11-26', 0, '', 24],
    ]);
  });

  it('has empty days before the answer is there', () => {
    const [first] = monthDays(['2026-11-23'], edges, { counts: [], cards: [] });
    expect(first).toMatchObject({ count: 0, cards: [] });
  });
});

describe('carriedOver', () => {
  it('keeps what the next grid shares with the last one', () => {
    const next = edges.slice(1).map((edge) => edge);
    expect(carriedOver(days, edges, [...next, Date.UTC(2026, 10, 28)])).toEqual({
      counts: [4, 0, 0, 0],
      cards: [b, c],
    });
  });
});

describe('timeOfDay', () => {
  it('says what the zone says, on days on which clocks change too', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'America/Santiago', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 1439 }),
        (zone, date, minute) => {
          const day = date.toISOString().slice(0, 10);
          const span = visibleSpan('day', day, 'monday', zone);
          const instant = Math.min(span.from + minute * 60_000, span.to - 1);
          const style = { zone, hourCycle: 'h23', locale: 'en-GB' } as const;
          expect(timeOfDay(instant, span, style)).toBe(timeText(instant, style));
        },
      ),
    );
  });
});

describe('withMoved', () => {
  const moved = (one: PostCard, time: string) => withMoved(days, edges, at(one, time), null);

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
    expect(withMoved(days, edges, guest, was).counts).toEqual([1, 4, 0, 1]);
  });

  it('counts a post out of the day where it was not held', () => {
    const hidden = card('z', '2026-11-25T09:00:00Z');
    const was = Date.parse('2026-11-24T20:00:00Z');
    expect(withMoved(days, edges, hidden, was).counts).toEqual([1, 3, 1, 0]);
  });

  it('is undone by the way back', () => {
    const there = moved(a, '2026-11-26T09:00:00Z');
    expect(withMoved(there, edges, a, null)).toEqual(days);
  });
});

it('has an edge more than days', () => {
  const span = visibleSpan('month', '2026-11-24', 'monday', 'Europe/Berlin');
  expect(dayEdges(span, 'Europe/Berlin')).toHaveLength(daysOf(span).length + 1);
});
