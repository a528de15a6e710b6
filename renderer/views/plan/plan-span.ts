import { Temporal } from 'temporal-polyfill';
import { postsIn } from '../../../shared/domain/plan.ts';
import type { PlanProposal } from '../../../shared/ipc/views.ts';
import { visibleSpan, type WeekStart } from '../calendar/span.ts';
import { formatDay } from '../calendar/time.ts';
import { addDays, type DaySpan, monthOf } from '../posts/day-span.ts';

/** Fewer days of a month are not worth a plan of their own. */
const LEAST_LEFT = 5;

export interface SpanChoice extends DaySpan {
  id: string;
  label: string;
}

/** What is planned most: the rest of this month, the next two, and the coming thirty days. */
export function spanChoices(today: string, locale: string): SpanChoice[] {
  const here = monthOf(today);
  const next = monthOf(addDays(here.last, 1));
  const after = monthOf(addDays(next.last, 1));
  const name = (day: string) => formatDay(day, locale, { month: 'long' });
  const left = daysIn({ first: today, last: here.last });
  return [
    ...(left >= LEAST_LEFT
      ? [{ id: 'rest', label: `The rest of ${name(today)}`, first: today, last: here.last }]
      : []),
    { id: 'next', label: name(next.first), ...next },
    { id: 'after', label: name(after.first), ...after },
    {
      id: 'thirty',
      label: 'The next 30 days',
      ...{ first: addDays(today, 1), last: addDays(today, 30) },
    },
  ];
}

/** Both ends counted; 0 where the last day is before the first one. */
export const daysIn = ({ first, last }: DaySpan): number =>
  Math.max(0, Temporal.PlainDate.from(first).until(last).days + 1);

/** How many posts are asked for: no more than there are free slots. */
export const wantedIn = (span: DaySpan, perWeek: number, freeSlots: number | null): number =>
  Math.min(postsIn(daysIn(span), perWeek), freeSlots ?? Number.POSITIVE_INFINITY);

/** `1 – 31 December 2026` */
export function spanText({ first, last }: DaySpan, locale: string): string {
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  })
    .formatRange(noon(first), noon(last))
    .replaceAll(/[\u2009\u202f]/g, ' ');
}

/** The months that a span touches, `YYYY-MM`. */
export function monthsOf({ first, last }: DaySpan): string[] {
  const months: string[] = [];
  let month = Temporal.PlainYearMonth.from(first.slice(0, 7));
  const end = Temporal.PlainYearMonth.from(last.slice(0, 7));
  while (Temporal.PlainYearMonth.compare(month, end) <= 0) {
    months.push(month.toString());
    month = month.add({ months: 1 });
  }
  return months;
}

export interface PlanWeek {
  /** Its first day. */
  day: string;
  title: string;
  proposals: PlanProposal[];
}

/** Proposals by week, earliest first. */
export function weeksOf(
  proposals: readonly PlanProposal[],
  weekStart: WeekStart,
  locale: string,
): PlanWeek[] {
  const weeks = new Map<string, PlanWeek>();
  for (const proposal of proposals) {
    const day = proposal.wallTime.slice(0, 10);
    const { first, end } = visibleSpan('week', day, weekStart, 'UTC');
    const week = weeks.get(first) ?? {
      ...{ day: first, proposals: [] },
      title: shortSpan(first, addDays(end, -1), locale),
    };
    week.proposals.push(proposal);
    weeks.set(first, week);
  }
  return [...weeks.values()];
}

/** `30 Nov – 6 Dec` */
function shortSpan(first: string, last: string, locale: string): string {
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    .formatRange(noon(first), noon(last))
    .replaceAll(/[\u2009\u202f]/g, ' ');
}

const WEEKDAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday] ?? '';
