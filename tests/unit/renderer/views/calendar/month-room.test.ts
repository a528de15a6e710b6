import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  heightInWindow,
  perDay,
  roomOfDay,
  shownOf,
  weeksOf,
} from '../../../../../renderer/views/calendar/month-room.ts';

/** Six weeks with so much room for chips in a day: 27 px are weekdays, 34 px of a day its number. */
const roomFor = (px: number) => roomOfDay(6, 27 + 6 * (34 + px));

describe('shownOf', () => {
  it('draws a day with few posts large, as far as the window is high', () => {
    expect(shownOf(2, roomFor(80))).toEqual({ chips: 2, isRoomy: true });
    expect(shownOf(2, roomFor(79))).toEqual({ chips: 2, isRoomy: false });
    expect(shownOf(1, roomFor(39))).toEqual({ chips: 1, isRoomy: false });
  });

  it('folds only a day whose posts do not all fit', () => {
    // Three chips of 24 px; with "+2 more" under them, two.
    expect(shownOf(3, roomFor(72))).toEqual({ chips: 3, isRoomy: false });
    expect(shownOf(4, roomFor(72))).toEqual({ chips: 2, isRoomy: false });
  });

  it('shows one post at least, however low the window is', () => {
    expect(shownOf(5, roomFor(0)).chips).toBe(1);
    expect(shownOf(5, roomOfDay(6, 0)).chips).toBe(1);
  });
});

describe('perDay', () => {
  it('is asked for in steps of six', () => {
    expect([600, 800, 1440].map((height) => perDay(5, height))).toEqual([6, 6, 12]);
  });

  it('is enough for whatever a day of the grid shows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 6 }),
        fc.integer({ min: 300, max: 3000 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 500 }),
        (weeks, windowHeight, taken, count) => {
          const room = roomOfDay(weeks, heightInWindow(windowHeight) - taken);
          expect(shownOf(count, room).chips).toBeLessThanOrEqual(perDay(weeks, windowHeight));
          expect(perDay(weeks, windowHeight) % 6).toBe(0);
        },
      ),
    );
  });
});

it('counts the weeks of a span', () => {
  expect(weeksOf({ first: '2026-10-26', end: '2026-12-07' })).toBe(6);
});
