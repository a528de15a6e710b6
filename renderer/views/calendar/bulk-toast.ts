import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

type Outcome = RouteOutput<'posts.moveMany'>;

/** `1 post`, `12 posts`. */
export const postCount = (count: number): string => (count === 1 ? '1 post' : `${count} posts`);

/**
 * Says what became of many posts, with the reason of those that were refused, and offers the way back.
 * @param sentence of what was done, without a full stop: `3 posts moved`
 */
export function tellDone(
  { done, refused, undo }: Outcome,
  sentence: (count: string) => string,
): void {
  const stayed = refusedText(refused);
  if (undo === null) {
    if (stayed) toast.failed(stayed);
    else toast.say('Nothing to change: they are so already.');
    return;
  }
  const said = sentence(postCount(done.length));
  toast.undoable(stayed ? `${said}. ${stayed}` : said, () => void takeBack(undo));
}

async function takeBack(undo: string): Promise<void> {
  const answer = await ask('posts.undoMany', { undo });
  if (!answer.ok) return toast.failed(answer.error.message);
  const stayed = refusedText(answer.value.refused);
  if (stayed) toast.failed(stayed);
}

/** What was approved for another time waits for approval again: how many, after what was done; empty for none. */
export function approvalAgain(
  cards: readonly Pick<PostCard, 'id' | 'status' | 'scheduledAt'>[],
  { done }: Pick<Outcome, 'done'>,
): string {
  const moved = new Set(done);
  const count = cards.filter(
    ({ id, status, scheduledAt }) => status === 'approved' && scheduledAt !== null && moved.has(id),
  ).length;
  return count === 0 ? '' : `, ${count} ${count === 1 ? 'waits' : 'wait'} for approval again`;
}

/** How many stay as they are, and why most of them do; null where none does. */
export function refusedText(refused: Outcome['refused']): string | null {
  const reasons = new Map<string, number>();
  for (const { message } of refused) reasons.set(message, (reasons.get(message) ?? 0) + 1);
  const [most, ...others] = [...reasons].sort(([, a], [, b]) => b - a);
  if (!most) return null;
  const subject =
    refused.length === 1 ? '1 post stays as it is' : `${refused.length} posts stay as they are`;
  return `${subject}: ${lowerFirst(most[0])}${others.length > 0 ? ' Others have other reasons.' : ''}`;
}

/** A sentence after a colon. */
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? `${text.slice(0, 1).toLowerCase()}${text.slice(1)}` : text;
