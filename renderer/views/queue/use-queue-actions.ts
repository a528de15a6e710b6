import type { UpcomingPost } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';

/** What can be done with a post that waits. Each move can be taken back, to the same place of the queue. */
export function useQueueActions() {
  const style = useTimeStyle();

  /** Puts a post where it was: in its place of the queue, or at its fixed time. */
  async function putBack({ post, queued }: UpcomingPost): Promise<void> {
    if (post.scheduledAt === null || post.wallTime === null) return;
    const answer = queued
      ? await ask('posts.enqueue', { id: post.id, before: post.scheduledAt })
      : await ask('posts.schedule', {
          id: post.id,
          wallTime: post.wallTime,
          zone: post.zone ?? style.zone,
        });
    if (!answer.ok) toast.failed(answer.error.message);
  }

  /** Into the next free slot, or to another place of the queue. */
  async function enqueue(entry: UpcomingPost, before?: number): Promise<void> {
    const answer = await ask('posts.enqueue', {
      id: entry.post.id,
      ...(before !== undefined && { before }),
    });
    if (!answer.ok) return toast.failed(answer.error.message);
    const at = answer.value.post.scheduledAt ?? now();
    toast.undoable(`Moved to ${whenText(at, now(), style)}.`, () => void putBack(entry));
  }

  async function takeOut(entry: UpcomingPost): Promise<void> {
    const answer = await ask('posts.unschedule', { id: entry.post.id });
    if (!answer.ok) return toast.failed(answer.error.message);
    const text = entry.queued
      ? 'Taken out of the queue. It is a draft now.'
      : 'Back to draft. Its time is free.';
    toast.undoable(text, () => void putBack(entry));
  }

  async function publishNow({ post }: UpcomingPost): Promise<void> {
    const answer = await ask('posts.publishNow', { id: post.id });
    if (answer.ok) toast.say('Publishing now.');
    else toast.failed(answer.error.message);
  }

  return { enqueue, takeOut, publishNow };
}
