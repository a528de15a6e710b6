import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { askForReason, holdAgain } from './hold-reason.ts';

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count.toLocaleString()} ${many}`;

/** Review and hold from anywhere: each tells how it went and can be taken back. */
export function useReviewActions() {
  async function submit(postIds: readonly string[]): Promise<string[]> {
    const answer = await ask('approvals.submit', { postIds: [...postIds] });
    if (!answer.ok) {
      toast.failed(answer.error.message);
      return [];
    }
    const { done, refused } = answer.value;
    if (done.length > 0)
      toast.undoable(
        counted(done.length, 'Submitted for review', 'posts submitted for review'),
        () => void quietly('approvals.withdraw', done),
      );
    if (refused[0]) toast.failed(refused[0].message);
    return done;
  }

  async function withdraw(postIds: readonly string[]): Promise<void> {
    const answer = await ask('approvals.withdraw', { postIds: [...postIds] });
    if (!answer.ok) return toast.failed(answer.error.message);
    const { done, refused } = answer.value;
    if (done.length > 0)
      toast.undoable(
        counted(done.length, 'Back to draft', 'posts are drafts again'),
        () => void quietly('approvals.submit', done),
      );
    if (refused[0]) toast.failed(refused[0].message);
  }

  async function quietly(
    route: 'approvals.submit' | 'approvals.withdraw',
    postIds: string[],
  ): Promise<void> {
    const answer = await ask(route, { postIds });
    if (!answer.ok) toast.failed(answer.error.message);
    else if (answer.value.refused[0]) toast.failed(answer.value.refused[0].message);
  }

  async function hold(postId: string): Promise<void> {
    const answer = await ask('approvals.hold', { postId });
    if (!answer.ok) return toast.failed(answer.error.message);
    toast.undoable('On hold: nothing of it is sent', () => void release(postId, true), {
      label: 'Add a reason',
      run: () => askForReason(postId),
    });
  }

  async function release(postId: string, quiet = false): Promise<void> {
    const answer = await ask('approvals.release', { postId });
    if (!answer.ok) return toast.failed(answer.error.message);
    if (!quiet) toast.undoable('Released: it goes out at its time', () => void holdAgain(postId));
  }

  return { submit, withdraw, hold, release };
}
