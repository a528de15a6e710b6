import type { MonthOfWork } from '../../../shared/ipc/views.ts';
import { durationText } from './duration.ts';

/** `6 of 12`, or `6` where nothing is promised. */
export const postsText = ({ published, promised }: MonthOfWork['posts']): string =>
  promised === null
    ? published.toLocaleString()
    : `${published.toLocaleString()} of ${promised.toLocaleString()}`;

/** `2 h 30 min of 10 h` */
export const timeText = ({ worked, promised }: MonthOfWork['minutes']): string =>
  promised === null ? durationText(worked) : `${durationText(worked)} of ${durationText(promised)}`;

/** What is still to do in this month: `4 scheduled, 2 more to plan`. */
export function postsLeft({ published, scheduled, promised }: MonthOfWork['posts']): string {
  const missing = promised === null ? 0 : promised - published - scheduled;
  const coming = scheduled > 0 ? `${scheduled.toLocaleString()} scheduled` : '';
  if (missing > 0)
    return [coming, `${missing.toLocaleString()} more to plan`].filter(Boolean).join(', ');
  if (promised === null) return coming || 'Nothing is scheduled.';
  if (missing < 0)
    return [coming, `${(-missing).toLocaleString()} more than promised`].filter(Boolean).join(', ');
  return scheduled > 0 ? `${coming}, as promised` : 'All that was promised is out';
}

/** What is left of the time: `7 h 30 min left`. */
export function timeLeft({ worked, promised }: MonthOfWork['minutes']): string {
  if (promised === null) return '';
  if (worked > promised) return `${durationText(worked - promised)} more than promised`;
  return worked === promised ? 'All of it is used' : `${durationText(promised - worked)} left`;
}

/** `November 2026` */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
