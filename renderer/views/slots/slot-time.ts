import { clockText, type TimeStyle } from '../calendar/time.ts';

/** `9:00`, or `9 AM` on a 12-hour clock, of a slot's `09:00`. */
export const slotTimeText = (time: string, hourCycle: TimeStyle['hourCycle']): string =>
  clockText(Number(time.slice(0, 2)), Number(time.slice(3, 5)), hourCycle);

/** The name of a weekday (ISO 8601: 1 is Monday). */
export const weekdayText = (
  weekday: number,
  locale: string,
  length: 'long' | 'short' = 'long',
): string =>
  // The fifth of January 1970 was a Monday.
  new Intl.DateTimeFormat(locale, { weekday: length, timeZone: 'UTC' }).format(
    (3 + weekday) * 86_400_000,
  );
