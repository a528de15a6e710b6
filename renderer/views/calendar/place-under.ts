import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { now } from '../../app/clock.ts';
import type { DropPlace } from './drop-place.ts';
import { dayAt, nextFullHour } from './time.ts';

const STEP = 15;
const DAY_MINUTES = 24 * 60;

/** When something without a time of its own is planned on a day: at nine; today, at the next full hour. */
export const firstTimeOn = (day: string, zone: string): string =>
  day > dayAt(now(), zone) ? `${day}T09:00` : nextFullHour(now(), zone);

/** The element of the calendar at a point of the window, also under what floats over the days. */
export function elementAt(clientX: number, clientY: number): Element | null {
  const top = document.elementFromPoint(clientX, clientY);
  if (!top || top.closest('[data-date]')) return top;
  const below = document.elementsFromPoint(clientX, clientY);
  return below.find((element) => element.closest('[data-date]')) ?? top;
}

/**
 * The day under a point of the calendar, and in the week and the day also the quarter of an hour.
 * @param timeOn what the time is on a day of the month; null where it can't be planned there
 * @returns null beside the days, and where the time is over
 */
export function placeUnder(
  target: Element | null,
  clientY: number,
  zone: string,
  timeOn: (day: string) => string | null = (day) => firstTimeOn(day, zone),
): DropPlace | null {
  const cell = target?.closest<HTMLElement>('[data-date]');
  const day = cell?.dataset.date?.slice(0, 10);
  if (!cell || !day) return null;
  if (cell.tagName === 'TD') {
    const wallTime = day < dayAt(now(), zone) ? null : timeOn(day);
    return wallTime !== null && isAhead(wallTime, zone) ? { day, wallTime } : null;
  }
  const { left, top, width, height } = cell.getBoundingClientRect();
  // The names of the days have a date as well, and no hours.
  if (height < 200) return null;
  const share = Math.max(0, Math.min(1, (clientY - top) / height));
  const minutes = Math.min(DAY_MINUTES - STEP, Math.round((share * DAY_MINUTES) / STEP) * STEP);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const wallTime = `${day}T${clock.join(':')}`;
  if (!isAhead(wallTime, zone)) return null;
  return { day, wallTime, line: { left, width, top: top + (minutes / DAY_MINUTES) * height } };
}

const isAhead = (wallTime: string, zone: string): boolean =>
  resolveWallTime(wallTime, zone).at > now();
