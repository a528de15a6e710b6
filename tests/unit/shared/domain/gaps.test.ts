import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsAhead, type PlannedPost } from '../../../../shared/domain/gaps.ts';
import type { QueueSlot } from '../../../../shared/domain/slots.ts';
import { resolveWallTime } from '../../../../shared/domain/wall-time.ts';

const ZONE = 'Europe/Berlin';
const DAY = 86_400_000;
/** A Monday, half past nine. */
const at = (wall: string) => resolveWallTime(wall, ZONE).at;
const NOW = at('2026-11-23T09:30');

const slot = (weekday: number, time: string, accountId: string | null = null): QueueSlot => ({
  ...{ weekday, time, accountId },
});
const planned = (wall: string, ...accounts: string[]): PlannedPost => ({ at: at(wall), accounts });
const times = (input: Partial<Parameters<typeof gapsAhead>[0]>) =>
  gapsAhead({ slots: [], zone: ZONE, now: NOW, planned: [], past: [], ...input }).map(
    ({ wallTime }) => wallTime,
  );

describe('a client with slots', () => {
  const slots = [slot(1, '09:00'), slot(1, '18:00'), slot(3, '12:00')];

  it('has a gap at each slot of the coming seven days that nothing fills', () => {
    // This morning’s is over; next Monday is the eighth day.
    expect(times({ slots })).toEqual(['2026-11-23T18:00', '2026-11-25T12:00']);
    expect(times({ slots, planned: [planned('2026-11-25T12:00', 'a')] })).toEqual([
      '2026-11-23T18:00',
    ]);
  });

  it('has none where something goes out near the slot on the same day', () => {
    expect(times({ slots, planned: [planned('2026-11-25T13:10')] })).toEqual(['2026-11-23T18:00']);
    expect(times({ slots, planned: [planned('2026-11-24T12:00')] })).toHaveLength(2);
    // What went out this morning has filled this morning’s slot, not the evening’s.
    expect(times({ slots, planned: [planned('2026-11-23T09:05')] })).toHaveLength(2);
  });

  it('fills a slot of one account only by what goes to it', () => {
    const mine = [slot(3, '12:00', 'mine')];
    expect(times({ slots: mine, planned: [planned('2026-11-25T12:00', 'other')] })).toEqual([
      '2026-11-25T12:00',
    ]);
    expect(times({ slots: mine, planned: [planned('2026-11-25T12:00', 'other', 'mine')] })).toEqual(
      [],
    );
    expect(times({ slots: mine, planned: [planned('2026-11-25T12:00')] })).toEqual([]);
  });

  it('goes by the wall clock when the clocks change', () => {
    const sunday = [slot(7, '10:00')];
    const now = at('2026-10-20T10:00');
    expect(times({ slots: sunday, now })).toEqual(['2026-10-25T10:00']);
    const posts = [planned('2026-10-25T10:00')];
    expect(times({ slots: sunday, now, planned: posts })).toEqual([]);
  });
});

describe('a client without slots', () => {
  const tuesdays = ['10-27', '11-03', '11-10', '11-17'].map((day) => `2026-${day}`);
  const past = tuesdays.map((day, index) => ({
    day,
    time: ['08:00', '09:00', '09:00', '17:00'][index] ?? '',
  }));

  it('has a gap on a weekday of its rhythm that nothing stands on, at the usual time', () => {
    expect(times({ past })).toEqual(['2026-11-24T09:00']);
    expect(times({ past: past.slice(1) })).toEqual(['2026-11-24T09:00']);
    expect(times({ past: past.slice(2) })).toEqual([]);
    expect(times({ past, planned: [planned('2026-11-24T22:00')] })).toEqual([]);
  });

  it('does not take two posts of one day for a rhythm, nor what is long ago', () => {
    const twice = past.slice(2).flatMap((one) => [one, { ...one, time: '20:00' }]);
    expect(times({ past: twice })).toEqual([]);
    const old = past.map(({ time }, week) => ({ time, day: `2026-0${week + 1}-06` }));
    expect(times({ past: old })).toEqual([]);
  });

  it('has none on a first day', () => {
    expect(times({})).toEqual([]);
  });
});

const slots = fc.array(
  fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
    accountId: fc.constantFrom(null, 'a', 'b'),
  }),
  { minLength: 1, maxLength: 12 },
);
const posts = fc.array(
  fc.record({
    at: fc.integer({ min: -DAY, max: 9 * DAY }).map((offset) => NOW + offset),
    accounts: fc.subarray(['a', 'b', 'c']),
  }),
  { maxLength: 20 },
);

describe('whatever is planned', () => {
  it('gaps lie in the coming week, in order, each at a slot; another post never makes another gap', () => {
    fc.assert(
      fc.property(slots, posts, (all, some) => {
        const gaps = gapsAhead({ slots: all, zone: ZONE, now: NOW, planned: some, past: [] });
        const empty = gapsAhead({ slots: all, zone: ZONE, now: NOW, planned: [], past: [] });
        const until = at('2026-11-30T00:00');
        for (const [index, gap] of gaps.entries()) {
          expect(gap.at).toBeGreaterThan(gaps[index - 1]?.at ?? NOW);
          expect(gap.at).toBeLessThan(until);
        }
        const places = new Set(empty.map((gap) => gap.at));
        expect(gaps.every((gap) => places.has(gap.at))).toBe(true);
        expect(gaps.length).toBeGreaterThanOrEqual(empty.length - some.length);
        // A post at each gap leaves none.
        const filled = [...some, ...gaps.map((gap) => ({ at: gap.at, accounts: [] }))];
        const rest = gapsAhead({ slots: all, zone: ZONE, now: NOW, planned: filled, past: [] });
        expect(rest).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
