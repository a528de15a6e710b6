import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { Idea, PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useClientFilter, useComposer } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { useClients } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { tellDone } from '../calendar/bulk-toast.ts';
import { whenText } from '../calendar/time.ts';
import { clientFor } from './choose-client.tsx';

/** What lies on the shelf. */
export type ShelfItem =
  | { kind: 'idea'; idea: Idea }
  /** A draft without a time, or a post that waits in the queue. */
  | { kind: 'draft' | 'queued'; card: PostCard };

/** Gives what lies on the shelf a time, and takes posts off the calendar. Each can be taken back. */
export function usePlanning() {
  const style = useTimeStyle();
  const { zone } = style;
  const { clientId } = useClientFilter();
  const clients = useClients().data ?? [];
  const composer = useComposer();

  const whenOf = (wallTime: string) => whenText(resolveWallTime(wallTime, zone).at, now(), style);
  const sayRefusal = (answer: { ok: boolean; error?: { message: string } }) => {
    if (!answer.ok && answer.error) toast.failed(answer.error.message);
  };
  const open = (id: string) => ({ label: 'Open', run: () => composer.open(id) });

  async function planIdea(idea: Idea, wallTime: string): Promise<void> {
    const whose = idea.clientId ?? (await clientFor('this idea', clientId, clients));
    if (whose === null) return;
    const answer = await ask('ideas.plan', {
      id: idea.id,
      clientId: whose,
      at: { wallTime, zone },
    });
    if (!answer.ok) return toast.failed(answer.error.message);
    const { post, idea: gone } = answer.value;
    toast.undoable(
      `Draft planned for ${whenOf(wallTime)}`,
      () =>
        void ask('ideas.unplan', { idea: gone, postId: post.id, version: post.version }).then(
          sayRefusal,
        ),
      open(post.id),
    );
  }

  async function planDraft({ id }: PostCard, wallTime: string): Promise<void> {
    const answer = await ask('posts.plan', { id, at: { wallTime, zone } });
    if (!answer.ok) return toast.failed(answer.error.message);
    toast.undoable(
      `Draft planned for ${whenOf(wallTime)}`,
      () => void ask('posts.plan', { id, at: null }).then(sayRefusal),
      open(id),
    );
  }

  async function fix({ id }: PostCard, wallTime: string): Promise<void> {
    const answer = await ask('posts.schedule', { id, wallTime, zone });
    if (!answer.ok) return toast.failed(answer.error.message);
    toast.undoable(
      `Out of the queue, for ${whenOf(wallTime)}`,
      () => void ask('posts.enqueue', { id }).then(sayRefusal),
    );
  }

  return {
    plan: (item: ShelfItem, wallTime: string): Promise<void> => {
      if (item.kind === 'idea') return planIdea(item.idea, wallTime);
      return item.kind === 'draft' ? planDraft(item.card, wallTime) : fix(item.card, wallTime);
    },

    async takeOff(cards: readonly PostCard[]): Promise<void> {
      const answer = await ask('posts.unplanMany', { ids: cards.map(({ id }) => id) });
      if (!answer.ok) return toast.failed(answer.error.message);
      tellDone(answer.value, (count) => `${count} back on the shelf as drafts`);
    },

    async removeIdea({ id }: Idea): Promise<void> {
      const answer = await ask('ideas.remove', { id });
      if (!answer.ok) return toast.failed(answer.error.message);
      const idea = answer.value;
      toast.undoable('Idea removed', () => void ask('ideas.restore', { idea }).then(sayRefusal));
    },
  };
}
