import { Temporal } from 'temporal-polyfill';
import { formatDay } from './time.ts';

export const CALENDAR_VIEWS = ['month', 'week', 'day', 'list', 'board'] as const;
export type CalendarViewName = (typeof CALENDAR_VIEWS)[number];
export type WeekStart = 'monday' | 'sunday' | 'saturday';

/** What a view shows: whole days, and the instants they begin and end at in the zone. */
export interface Span {
  /** First day, `YYYY-MM-DD`. */
  first: string;
  /** The day after the last one. */
  end: string;
  /** UTC epoch milliseconds, from inclusive, to exclusive. */
  from: number;
  to: number;
}

/** 0 is Sunday, as FullCalendar counts. */
export const WEEK_START_DAY: Record<WeekStart, number> = { sunday: 0, monday: 1, saturday: 6 };

/** The days a view shows around a date: a month is filled up to whole weeks. */
export function visibleSpan(
  view: CalendarViewName,
  date: string,
  weekStart: WeekStart,
  zone: string,
): Span {
  const day = Temporal.PlainDate.from(date);
  if (view === 'day') return span(day, day.add({ days: 1 }), zone);
  if (view === 'week') {
    const first = startOfWeek(day, weekStart);
    return span(first, first.add({ days: 7 }), zone);
  }
  const month = day.with({ day: 1 });
  const after = month.add({ months: 1 });
  if (view === 'list' || view === 'board') return span(month, after, zone);
  const last = startOfWeek(after.subtract({ days: 1 }), weekStart);
  return span(startOfWeek(month, weekStart), last.add({ days: 7 }), zone);
}

/** The date to look at one view further on. Stepping by months keeps to the first, so that 31 January is followed by February. */
export function step(view: CalendarViewName, date: string, direction: -1 | 1): string {
  const day = Temporal.PlainDate.from(date);
  if (view === 'day') return day.add({ days: direction }).toString();
  if (view === 'week') return day.add({ days: 7 * direction }).toString();
  return day.with({ day: 1 }).add({ months: direction }).toString();
}

/** `October 2026`, `12 – 18 October 2026`, `Tuesday 13 October 2026`, in the order of the locale. */
export function spanTitle(
  view: CalendarViewName,
  date: string,
  weekStart: WeekStart,
  locale: string,
): string {
  if (view === 'day')
    return formatDay(date, locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
  if (view !== 'week') return formatDay(date, locale, { month: 'long', year: 'numeric' });
  const first = startOfWeek(Temporal.PlainDate.from(date), weekStart);
  const last = first.add({ days: 6 });
  const month = first.month === last.month ? 'long' : 'short';
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month,
    year: 'numeric',
    timeZone: 'UTC',
  })
    .formatRange(noon(first), noon(last))
    .replaceAll(/[\u2009\u202f]/g, ' ');
}

/** Where the window is narrow: `Tue 13 Oct`, `12 – 18 Oct`. A month has room as it is. */
export function shortTitle(
  view: CalendarViewName,
  date: string,
  weekStart: WeekStart,
  locale: string,
): string | undefined {
  if (view === 'day')
    return formatDay(date, locale, { weekday: 'short', day: 'numeric', month: 'short' });
  if (view !== 'week') return undefined;
  const first = startOfWeek(Temporal.PlainDate.from(date), weekStart);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .formatRange(noon(first), noon(first.add({ days: 6 })))
    .replaceAll(/[\u2009\u202f]/g, ' ');
}

/** A post keeps its time of day when it is moved to another day of the month. */
export const onDay = (day: string, wallTime: string): string => `${day}${wallTime.slice(10)}`;

/**
 * The days of a span with the items that fall on each, without asking the time zone again for every item.
 * @param items oldest first.
 */
export function byDay<Item extends { scheduledAt: number | null }>(
  of: Span,
  items: readonly Item[],
  zone: string,
): { day: string; items: readonly Item[] }[] {
  const timeOf = (index: number) => items[index]?.scheduledAt ?? 0;
  let next = 0;
  while (next < items.length && timeOf(next) < of.from) next++;
  const edges = dayEdges(of, zone);
  return daysOf(of).map((day, at) => {
    const first = next;
    while (next < items.length && timeOf(next) < (edges[at + 1] ?? 0)) next++;
    return { day, items: items.slice(first, next) };
  });
}

/** The days of a span, `YYYY-MM-DD`. */
export function daysOf({ first, end }: Span): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at < Date.parse(end); at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const DAY = 86_400_000;

/** Where the days of a span begin in the zone, and where the last one ends: UTC epoch milliseconds. */
export function dayEdges(of: Span, zone: string): number[] {
  const days = daysOf(of);
  const even = [...days, of.end].map((_, at) => of.from + at * DAY);
  // Asking the zone is slow, and most spans have no change of clocks: no two come within a week.
  const isEven = even.every(
    (edge, at) => at % 7 > 0 || edge === startOfDay(days[at] ?? of.end, zone),
  );
  if (isEven && even.at(-1) === of.to) return even;
  return [...days, of.end].map((day) => startOfDay(day, zone));
}

const startOfDay = (day: string, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;

function startOfWeek(day: Temporal.PlainDate, weekStart: WeekStart): Temporal.PlainDate {
  const first = WEEK_START_DAY[weekStart] || 7;
  return day.subtract({ days: (day.dayOfWeek - first + 7) % 7 });
}

const span = (first: Temporal.PlainDate, end: Temporal.PlainDate, zone: string): Span => ({
  first: first.toString(),
  end: end.toString(),
  from: first.toZonedDateTime(zone).epochMilliseconds,
  to: end.toZonedDateTime(zone).epochMilliseconds,
});

const noon = (day: Temporal.PlainDate): number => Date.parse(`${day.toString()}T12:00:00Z`);
