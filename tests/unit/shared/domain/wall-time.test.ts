import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveWallTime, wallTimeAt } from '../../../../shared/domain/wall-time.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'UTC',
];

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
