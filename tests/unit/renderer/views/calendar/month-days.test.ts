import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  carriedOver,
  monthDays,
  timeOfDay,
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

it('has an edge more than days', () => {
  const span = visibleSpan('month', '2026-11-24', 'monday', 'Europe/Berlin');
  expect(dayEdges(span, 'Europe/Berlin')).toHaveLength(daysOf(span).length + 1);
});
