import type { PostCard } from '../../../shared/ipc/views.ts';

/** So many posts before and after now are drawn; a day of hundreds is read on the calendar. */
const BEFORE = 20;
const AFTER = 60;

/** How many of a day’s posts are out, and how many go out by themselves yet. */
export const sumUp = (cards: readonly PostCard[]): { out: number; ahead: number } => ({
  out: cards.filter(({ status }) => status === 'published').length,
  ahead: cards.filter(
    ({ status, held }) => !held && (status === 'scheduled' || status === 'publishing'),
  ).length,
});

/** The posts around now, and which of those shown is the first that is not over; -1 where all are. */
export function aroundNow(
  cards: readonly PostCard[],
  now: number,
): { shown: readonly PostCard[]; hidden: number; next: number } {
  const index = cards.findIndex(({ scheduledAt }) => (scheduledAt ?? 0) >= now);
  const first = Math.max(0, (index < 0 ? cards.length : index) - BEFORE);
  const shown = cards.slice(first, first + BEFORE + AFTER);
  return { shown, hidden: cards.length - shown.length, next: index < 0 ? -1 : index - first };
}
