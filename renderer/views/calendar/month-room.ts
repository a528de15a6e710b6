import type { PostCard } from '../../../shared/ipc/views.ts';
import { byDay, visibleSpan, type WeekStart } from './span.ts';
import { daysBetween } from './time.ts';

/** Heights in the month grid, px, each with its gap: weekdays, a day's number, chips of one and two lines, "+3 more". */
const WEEKDAYS = 27;
const DAY_NUMBER = 34;
const CHIP = 24;
const ROOMY_CHIP = 40;
const MORE_LINK = 19;

/** What is left for chips in a day of the month grid, px. */
function roomOfDay(date: string, weekStart: WeekStart, height: number): number {
  const { first, end } = visibleSpan('month', date, weekStart, 'UTC');
  return (height - WEEKDAYS) / (daysBetween(first, end) / 7) - DAY_NUMBER;
}

/**
 * How many chips a day shows above its "+3 more". FullCalendar could find out by drawing more of them
 * than fit; told beforehand, it draws a quarter.
 */
export const chipsPerDay = (date: string, weekStart: WeekStart, height: number): number =>
  Math.max(1, Math.floor((roomOfDay(date, weekStart, height) - MORE_LINK) / CHIP));

/**
 * The posts whose day has room for two lines and a picture. A day is drawn in one way or the other,
 * so that its chips line up.
 * @param cards oldest first.
 * @param height of the whole grid, px.
 */
export function roomyPosts(
  cards: readonly PostCard[],
  date: string,
  weekStart: WeekStart,
  zone: string,
  height: number,
): ReadonlySet<string> {
  const span = visibleSpan('month', date, weekStart, zone);
  const room = Math.floor(roomOfDay(date, weekStart, height) / ROOMY_CHIP);
  const roomy = new Set<string>();
  for (const { items } of byDay(span, cards, zone))
    if (items.length <= room) for (const { id } of items) roomy.add(id);
  return roomy;
}
