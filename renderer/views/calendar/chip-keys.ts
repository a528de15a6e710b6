import { Temporal } from 'temporal-polyfill';

/** How far Alt with an arrow moves a post: by days, across weeks in the month, by quarters of an hour in the week. */
const DAYS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const WEEKS: Record<string, number> = { ArrowUp: -7, ArrowDown: 7 };
const MINUTES: Record<string, number> = { ArrowUp: -15, ArrowDown: 15 };

/**
 * Where an arrow key takes a post, on the clock on the wall.
 * @returns null for any other key.
 */
export function nudged(key: string, wallTime: string, isMonth: boolean): string | null {
  const days = DAYS[key] ?? (isMonth ? WEEKS[key] : undefined);
  const minutes = isMonth ? undefined : MINUTES[key];
  if (days === undefined && minutes === undefined) return null;
  return Temporal.PlainDateTime.from(wallTime)
    .add({ days: days ?? 0, minutes: minutes ?? 0 })
    .toString({ smallestUnit: 'minute' });
}
