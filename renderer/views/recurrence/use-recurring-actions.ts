import type { Recurrence } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

/** Ends and resumes, tells how it went, and offers to take an end back. */
export function useRecurringActions() {
  async function resume({ id }: Pick<Recurrence, 'id'>): Promise<void> {
    const answer = await ask('recurrences.resume', { id });
    if (!answer.ok) return toast.failed(answer.error.message);
    const { upcoming } = answer.value;
    toast.done(
      `It comes again: ${upcoming} ${upcoming === 1 ? 'post is' : 'posts are'} scheduled.`,
    );
  }

  async function end(recurrence: Recurrence, upcoming: 'keep' | 'remove'): Promise<void> {
    const answer = await ask('recurrences.end', { id: recurrence.id, upcoming });
    if (!answer.ok) return toast.failed(answer.error.message);
    const { removed } = answer.value;
    const what =
      removed > 0
        ? ` ${removed} scheduled ${removed === 1 ? 'post was' : 'posts were'} removed.`
        : '';
    toast.undoable(`The recurring post has ended.${what}`, () => void resume(recurrence));
  }

  return { end, resume };
}
