import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveWallTime, wallTimeAt } from '../../../../shared/domain/wall-time.ts';
import { CHANGING_ZONES, CLOCK_CHANGES, FROM, TO } from '../../../support/zones.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'UTC',
];

const MINUTE = 60_000;
/** A wall clock as if it were UTC: what differences between two of them are counted with. */
const asUtc = (wall: string) => Date.parse(`${wall}Z`);
const asWall = (utc: number) => new Date(utc).toISOString().slice(0, 16);

/** What the platform itself says a clock shows, by another way than ours. */
function shownBy(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (at) => format.format(at).replace(' ', 'T');
}

describe('every change of every clock in two years', () => {
  it('is of both hemispheres, by an hour and by half an hour', () => {
    const northern = CLOCK_CHANGES.filter(({ zone }) => zone === 'Europe/Berlin');
    const southern = CLOCK_CHANGES.filter(({ zone }) => zone === 'Australia/Lord_Howe');
    const monthsOn = (changes: typeof northern) =>
      changes.filter(({ minutes }) => minutes > 0).map(({ at }) => new Date(at).getUTCMonth() + 1);
    expect(monthsOn(northern)).toEqual([3, 3]);
    expect(monthsOn(southern)).toEqual([10, 10]);
    expect(new Set(southern.map(({ minutes }) => minutes))).toEqual(new Set([30, -30]));
    expect(Math.min(...CLOCK_CHANGES.map(({ at }) => at))).toBeGreaterThan(FROM);
    expect(Math.max(...CLOCK_CHANGES.map(({ at }) => at))).toBeLessThan(TO);
  });

  it('moves a time that is skipped on by the gap, and takes the first of one that comes twice', () => {
    for (const { zone, at, minutes } of CLOCK_CHANGES) {
      const length = Math.abs(minutes);
      const shown = shownBy(zone);
      // What the clock showed just before; from there on it skips, or shows the last stretch again.
      const edge = asUtc(shown(at - MINUTE)) + MINUTE;
      const begins = minutes > 0 ? edge : edge - length * MINUTE;
      for (const into of [0, 1, length / 2, length - 1]) {
        const wall = asWall(begins + into * MINUTE);
        const found = resolveWallTime(wall, zone);
        const name = `${zone} ${wall}`;
        if (minutes > 0) {
          // Never shown: as many minutes after the change as it would have been.
          expect(found, name).toEqual({ at: at + into * MINUTE, shift: 'gap' });
          expect(asUtc(shown(found.at)) - asUtc(wall), name).toBe(length * MINUTE);
        } else {
          expect(found, name).toEqual({ at: at - (length - into) * MINUTE, shift: 'overlap' });
          expect([shown(found.at), shown(found.at + length * MINUTE)], name).toEqual([wall, wall]);
        }
      }
      for (const beside of [begins - MINUTE, begins + length * MINUTE]) {
        const wall = asWall(beside);
        const found = resolveWallTime(wall, zone);
        expect(found.shift, `${zone} ${wall}`).toBe('none');
        expect(shown(found.at), zone).toBe(wall);
      }
    }
  });

  it('keeps the order of times on the clock, but for those that are skipped or come twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGING_ZONES),
        fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }),
        fc.integer({ min: 1, max: 3 * 24 * 60 }),
        (zone, minute, later) => {
          const [one, two] = [minute, minute + later].map((at) =>
            resolveWallTime(asWall(at * MINUTE), zone),
          );
          if (one?.shift === 'none' && two?.shift === 'none')
            expect(two.at).toBeGreaterThan(one.at);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a wall-clock time in a zone', () => {
  it('is an instant', () => {
    expect(resolveWallTime('2026-11-24T09:00', 'Europe/Berlin')).toEqual({
      at: Date.UTC(2026, 10, 24, 8, 0),
      shift: 'none',
    });
  });

  it('that the clock skips moves on by the length of the gap', () => {
    const { at, shift } = resolveWallTime('2027-03-28T02:30', 'Europe/Berlin');
    expect(shift).toBe('gap');
    expect(wallTimeAt(at, 'Europe/Berlin')).toBe('2027-03-28T03:30');
  });

  it('that the clock skips by half an hour moves on by half an hour', () => {
    const { at, shift } = resolveWallTime('2026-10-04T02:10', 'Australia/Lord_Howe');
    expect(shift).toBe('gap');
    expect(wallTimeAt(at, 'Australia/Lord_Howe')).toBe('2026-10-04T02:40');
  });

  it('that happens twice is the first one', () => {
    expect(resolveWallTime('2026-10-25T02:30', 'Europe/Berlin')).toEqual({
      at: Date.UTC(2026, 9, 25, 0, 30),
      shift: 'overlap',
    });
  });

  it('refuses a day that does not exist', () => {
    expect(() => resolveWallTime('2026-02-30T09:00', 'UTC')).toThrow(RangeError);
    expect(() => resolveWallTime('2026-02-03T24:01', 'UTC')).toThrow(RangeError);
  });

  it('comes back as the same text unless it falls into a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 }),
        fc.constantFrom(...ZONES),
        (minute, zone) => {
          const wall = new Date(minute * 60_000).toISOString().slice(0, 16);
          const { at, shift } = resolveWallTime(wall, zone);
          const back = wallTimeAt(at, zone);
          if (shift === 'gap') expect(back > wall).toBe(true);
          else expect(back).toBe(wall);
        },
      ),
    );
  });
});
