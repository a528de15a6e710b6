import type { PostCard } from '../../../shared/ipc/views.ts';
import { byDay, visibleSpan, type WeekStart } from './span.ts';
import { daysBetween } from './time.ts';

/** Heights in the month grid, px: the row of weekdays, a day's number with its margin, a chip of two lines with its gap. */
const WEEKDAYS = 27;
const DAY_NUMBER = 34;
const ROOMY_CHIP = 40;

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
  const weeks = daysBetween(span.first, span.end) / 7;
  const room = Math.floor(((height - WEEKDAYS) / weeks - DAY_NUMBER) / ROOMY_CHIP);
  const roomy = new Set<string>();
  for (const { items } of byDay(span, cards, zone))
    if (items.length <= room) for (const { id } of items) roomy.add(id);
  return roomy;
}
