import type { Span } from './span.ts';
import { daysBetween } from './time.ts';

/** Heights in the month grid, px, each with its gap: weekdays, a day's number, chips of one and two lines, "+3 more". */
const WEEKDAYS = 27;
const DAY_NUMBER = 34;
const CHIP = 24;
const ROOMY_CHIP = 40;
const MORE_LINK = 19;

/** The title bar and the hairline under it: what the window has above the grid, px. */
const ABOVE_GRID = 45;

/** How many chips fit in a day of the month. */
export interface DayRoom {
  /** Where all of its posts are shown. */
  whole: number;
  /** Above "+3 more". */
  folded: number;
  /** With two lines and a picture. */
  roomy: number;
  /** Under the day's number, px. */
  height: number;
}

export const weeksOf = ({ first, end }: Pick<Span, 'first' | 'end'>): number =>
  daysBetween(first, end) / 7;

/** @param height of the whole grid, px. */
export function roomOfDay(weeks: number, height: number): DayRoom {
  const room = Math.max(0, (height - WEEKDAYS) / weeks - DAY_NUMBER);
  return {
    whole: Math.floor(room / CHIP),
    folded: Math.max(1, Math.floor((room - MORE_LINK) / CHIP)),
    roomy: Math.floor(room / ROOMY_CHIP),
    height: room,
  };
}

/** What a day with so many posts shows. It is drawn in one way or the other, so that its chips line up. */
export function shownOf(count: number, room: DayRoom): { chips: number; isRoomy: boolean } {
  if (count <= room.roomy) return { chips: count, isRoomy: true };
  return { chips: count <= room.whole ? count : room.folded, isRoomy: false };
}

/** Of a free slot with its gap, px. */
const GHOST = 20;

/** How many free slots fit under what a day shows. */
export function ghostsUnder(count: number, room: DayRoom): number {
  const { chips, isRoomy } = shownOf(count, room);
  const used = chips * (isRoomy ? ROOMY_CHIP : CHIP) + (chips < count ? MORE_LINK : 0);
  return Math.max(0, Math.floor((room.height - used) / GHOST));
}

/** What needs the person stands in a strip under the grid, px. */
const STRIP = 37;

/** The height of the grid before it is measured. */
export const heightInWindow = (windowHeight: number, hasStrip = false): number =>
  windowHeight - ABOVE_GRID - (hasStrip ? STRIP : 0);

/** How many posts of a day are asked for. In steps, so that a window that is resized rarely asks anew. */
export function perDay(weeks: number, windowHeight: number): number {
  const { whole, folded } = roomOfDay(weeks, heightInWindow(windowHeight));
  return Math.ceil(Math.max(whole, folded) / 6) * 6;
}

/** The sidebar, wide and narrow, px. */
const SIDEBAR = { wide: 208, narrow: 52 };
/** px */
const NARROW_LETTER = 3;
/** What a day leaves around its chips, px. */
const AROUND_CHIP = 9;

/** The width of the grid before it is measured. */
export const widthInWindow = (windowWidth: number): number =>
  windowWidth - (windowWidth < 1000 ? SIDEBAR.narrow : SIDEBAR.wide);

/** What a chip of one line shows. */
export interface LineRoom {
  /** Of the chip, px. */
  width: number;
  /** How many letters are worth drawing: each one is measured, also what is cut off. */
  letters: number;
  time: boolean;
  networks: boolean;
  picture: boolean;
}

/**
 * What a chip of one line has room for. Told by the grid for all of them: a container for each chip
 * would make each a layout of its own.
 * @param width of the whole grid, px.
 */
export function chipRoom(width: number): LineRoom {
  const chip = width / 7 - AROUND_CHIP;
  return {
    width: chip,
    letters: Math.ceil(chip / NARROW_LETTER),
    time: chip >= 88,
    networks: chip >= 152,
    picture: chip >= 200,
  };
}

/** In a chip, px, each with its gap: its edges, the status, a letter of the time, a network's mark, the picture. */
const EDGES = 15;
const STATUS = 16;
const TIME_LETTER = 6.5;
/** Of `12:30`: chips below each other look alike, whatever their hour. */
const LEAST_TIME = 33;
const MARK = 15;
const PICTURE = 36;

/**
 * What a chip of two lines has room for beside its time: every mark is whole or not there, and the picture gives way
 * first.
 * @param width of the chip, px
 * @param marks how many marks it wants to show
 */
export function besideTime(
  width: number,
  { time, marks, picture }: { time: string; marks: number; picture: boolean },
): { marks: number; picture: boolean } {
  const room = width - EDGES - STATUS - Math.max(LEAST_TIME, Math.ceil(time.length * TIME_LETTER));
  return {
    picture: picture && marks * MARK <= room - PICTURE,
    marks: Math.max(0, Math.min(marks, Math.floor(room / MARK))),
  };
}
