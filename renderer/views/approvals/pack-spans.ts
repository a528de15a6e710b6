import type { PostCard } from '../../../shared/ipc/views.ts';
import type { TimeStyle } from '../../app/preferences.ts';
import { dayAt, daysBetween, formatDay } from '../calendar/time.ts';

export const SPANS = ['all', 'week', 'days30', 'month', 'next_month'] as const;
/** Which planned times a pack is about. */
export type Span = (typeof SPANS)[number];

export const SPAN_LABEL: Record<Span, string> = {
  all: 'Any time',
  week: 'The next 7 days',
  days30: 'The next 30 days',
  month: 'This month',
  next_month: 'Next month',
};

/** Whether a planned time lies in the span; what has no time is only in all of them. */
export function isIn(span: Span, at: number | null, now: number, zone: string): boolean {
  if (span === 'all') return true;
  if (at === null) return false;
  const [today, day] = [dayAt(now, zone), dayAt(at, zone)];
  const ahead = daysBetween(today, day);
  if (span === 'week') return ahead >= 0 && ahead < 7;
  if (span === 'days30') return ahead >= 0 && ahead < 30;
  const months = monthOf(day) - monthOf(today);
  return months === (span === 'month' ? 0 : 1);
}

/** Months since the year 0. */
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** “Posts for December”, or for two months; without any time, “Posts to look at”. */
export function titleFor(
  posts: readonly PostCard[],
  { zone, locale }: Pick<TimeStyle, 'zone' | 'locale'>,
): string {
  const days = posts.flatMap(({ scheduledAt }) => scheduledAt ?? []).map((at) => dayAt(at, zone));
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].sort();
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return 'Posts to look at';
  const name = (month: string) => formatDay(`${month}-01`, locale, { month: 'long' });
  return first === last ? `Posts for ${name(first)}` : `Posts for ${name(first)} to ${name(last)}`;
}
