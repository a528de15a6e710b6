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

export interface AroundNow {
  today: readonly PostCard[];
  tomorrow: readonly PostCard[];
  /** The first that is not over yet; null where all are. */
  nextId: string | null;
  /** Posts that are left out. */
  hidden: number;
}

/** The posts of two days around now. @param midnight between them, UTC epoch ms */
export function aroundNow(cards: readonly PostCard[], now: number, midnight: number): AroundNow {
  const index = cards.findIndex(({ scheduledAt }) => (scheduledAt ?? 0) >= now);
  const first = Math.max(0, (index < 0 ? cards.length : index) - BEFORE);
  const shown = cards.slice(first, first + BEFORE + AFTER);
  const isToday = ({ scheduledAt }: PostCard) => (scheduledAt ?? 0) < midnight;
  return {
    today: shown.filter(isToday),
    tomorrow: shown.filter((card) => !isToday(card)),
    nextId: cards[index]?.id ?? null,
    hidden: cards.length - shown.length,
  };
}
