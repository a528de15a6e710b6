import type { TimeStyle } from '../../app/preferences.ts';
import { dayAt, formatDay } from '../calendar/time.ts';

/** The days of a chart in words: short ones under the axis, full ones in the table. */
export function chartDays(edges: readonly number[], { zone, locale }: TimeStyle) {
  const days = edges.slice(0, -1).map((at) => dayAt(at, zone));
  const short = days.map((day) => formatDay(day, locale, { day: 'numeric', month: 'short' }));
  return {
    labels: short,
    titles: days.map((day) =>
      formatDay(day, locale, { weekday: 'short', day: 'numeric', month: 'short' }),
    ),
    /** `24 Oct – 23 Nov` */
    span: `${short[0] ?? ''} – ${short.at(-1) ?? ''}`,
  };
}
