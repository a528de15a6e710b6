import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  besideTime,
  chipRoom,
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

describe('besideTime', () => {
  const small = chipRoom(900 - 52).width;
  const wide = chipRoom(1280 - 208).width;

  it('shows all where there is room', () => {
    expect(besideTime(wide, { time: '12:30', marks: 2, picture: true })).toEqual({
      picture: true,
      marks: 2,
    });
  });

  it('leaves out the picture before a mark, and never a part of a mark', () => {
    expect(besideTime(small, { time: '12:30', marks: 1, picture: true })).toEqual({
      picture: false,
      marks: 1,
    });
    expect(besideTime(small, { time: '12:30 PM', marks: 6, picture: true })).toEqual({
      picture: false,
      marks: 1,
    });
    expect(besideTime(20, { time: '9:00', marks: 2, picture: true })).toEqual({
      picture: false,
      marks: 0,
    });
  });
});
