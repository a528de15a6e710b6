import { Temporal } from 'temporal-polyfill';

/** Days, both of them in it: `2026-11-01`. */
export interface DaySpan {
  first: string;
  last: string;
}

/** The month that a day is in. */
export function monthOf(day: string): DaySpan {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  return { first: first.toString(), last: dayBefore(first.add({ months: 1 }).toString()) };
}

export const dayBefore = (day: string): string => addDays(day, -1);

export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();
