import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSpot, sameDayIn } from '../../../../../renderer/views/calendar/month-spots.ts';

/** Two weeks; the second day has three posts, the day a week below it one. */
const items = [0, 3, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
const from = (key: string, day: number, item = 0) => nextSpot(key, { day, item }, items);

describe('nextSpot', () => {
  it('goes sideways from day to day, past the end of a week', () => {
    expect(from('ArrowRight', 6)).toEqual({ day: 7, item: 0 });
    expect(from('ArrowLeft', 7)).toEqual({ day: 6, item: 0 });
  });

  it('stays at the height of the post where the next day has one', () => {
    expect(from('ArrowRight', 1, 3)).toEqual({ day: 2, item: 1 });
    expect(from('ArrowRight', 2, 1)).toEqual({ day: 3, item: 0 });
  });

  it('goes down through the posts of a day and on to the week below, and back up', () => {
    expect(from('ArrowDown', 1)).toEqual({ day: 1, item: 1 });
    expect(from('ArrowDown', 1, 3)).toEqual({ day: 8, item: 0 });
    expect(from('ArrowUp', 8)).toEqual({ day: 1, item: 3 });
    expect(from('ArrowUp', 1, 1)).toEqual({ day: 1, item: 0 });
  });

  it('finds the first and the last day of the week', () => {
    expect(from('Home', 9)).toEqual({ day: 7, item: 0 });
    expect(from('End', 1, 2)).toEqual({ day: 6, item: 0 });
  });

  it('stays at the rim, and leaves other keys alone', () => {
    expect(from('ArrowLeft', 0)).toEqual({ day: 0, item: 0 });
    expect(from('ArrowDown', 13)).toEqual({ day: 13, item: 0 });
    expect(from('Enter', 0)).toBeNull();
  });

  it('never leaves the grid', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End')),
        (keys) => {
          let spot = { day: 0, item: 0 };
          for (const key of keys) spot = nextSpot(key, spot, items) ?? spot;
          expect(spot.item).toBeLessThanOrEqual(items[spot.day] ?? -1);
        },
      ),
    );
  });
});

it('finds the same day in another month, or its last', () => {
  expect(sameDayIn('2026-12-01', '2026-11-24')).toBe('2026-12-24');
  expect(sameDayIn('2027-02-01', '2027-01-31')).toBe('2027-02-28');
});
