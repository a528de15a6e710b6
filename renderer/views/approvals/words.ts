import type { ApprovalAnswer } from '../../../shared/domain/approval.ts';
import type { ApprovalPack } from '../../../shared/ipc/views.ts';
import type { TimeStyle } from '../../app/preferences.ts';
import { dayAt, daysBetween, dayText } from '../calendar/time.ts';

export const ANSWER_WORD: Record<ApprovalAnswer, string> = {
  approve: 'Approved',
  change: 'Change asked for',
  comment: 'Comment',
};

export const postsText = (count: number): string =>
  count === 1 ? '1 post' : `${count.toLocaleString()} posts`;

/** How far the answers to a pack have come. */
export function progressText({ posts, answered, approved, changes }: ApprovalPack): string {
  if (answered === 0) return `No answers yet, ${postsText(posts)}`;
  const said = [
    approved > 0 && `${approved} approved`,
    changes > 0 && `${changes} ${changes === 1 ? 'change' : 'changes'}`,
    answered - approved - changes > 0 &&
      `${answered - approved - changes} ${answered - approved - changes === 1 ? 'comment' : 'comments'}`,
  ].filter(Boolean);
  return `${answered} of ${posts} answered: ${said.join(', ')}`;
}

/** Until when answers are expected; null where that does not matter any more. */
export function answerByText(
  { answerBy, closedAt, answered, posts }: ApprovalPack,
  now: number,
  { zone, locale }: Pick<TimeStyle, 'zone' | 'locale'>,
): { text: string; isLate: boolean } | null {
  if (closedAt !== null) return { text: 'Closed', isLate: false };
  if (answerBy === null || answered === posts) return null;
  const [today, day] = [dayAt(now, zone), dayAt(answerBy, zone)];
  const isLate = daysBetween(today, day) < 0;
  const told = dayText(day, today, locale);
  const word = /^(Today|Tomorrow|Yesterday)$/.test(told) ? told.toLowerCase() : told;
  return { text: isLate ? `Was due ${word}` : `Answers by ${word}`, isLate };
}
