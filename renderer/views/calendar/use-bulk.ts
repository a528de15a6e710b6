import { useQueryClient } from '@tanstack/react-query';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { approvalAgain, postCount, tellDone } from './bulk-toast.ts';
import { heldCard } from './post-in.ts';
import { selection } from './selection.ts';
import { formatDay } from './time.ts';

const ids = () => [...selection.get().keys()];

/** What is done with the selected posts. Each says what came of it, and can be taken back. */
export function useBulk() {
  const queries = useQueryClient();
  const { locale } = useTimeStyle();

  /** Selected posts as the calendar has them once it was asked anew. */
  async function renew(): Promise<void> {
    await queries.refetchQueries({ queryKey: routeKey('posts.days'), type: 'active' });
    selection.renew(ids().flatMap((id): PostCard | PostCard[] => heldCard(queries, id) ?? []));
  }

  return {
    async moveTo(day: string) {
      const cards = [...selection.get().values()];
      const answer = await ask('posts.moveMany', { ids: ids(), by: { day } });
      if (!answer.ok) return toast.failed(answer.error.message);
      const name = formatDay(day, locale, { weekday: 'short', day: 'numeric', month: 'short' });
      const again = approvalAgain(cards, answer.value);
      tellDone(answer.value, (count) => `${count} moved to ${name}${again}`);
      await renew();
    },

    async label(change: { add?: string[]; remove?: string[] }, name: string) {
      const answer = await ask('posts.labelMany', { ids: ids(), ...change });
      if (!answer.ok) return toast.failed(answer.error.message);
      const verb = change.add ? 'labelled' : 'without';
      tellDone(answer.value, (count) => `${count} ${verb} “${name}”`);
      await renew();
    },

    async duplicate(client: { id: string; name: string }) {
      const answer = await ask('posts.duplicateMany', { ids: ids(), clientId: client.id });
      if (!answer.ok) return toast.failed(answer.error.message);
      tellDone(answer.value, (count) => `${count} duplicated to ${client.name} as drafts`);
    },

    async submit() {
      const answer = await ask('posts.submitMany', { ids: ids() });
      if (!answer.ok) return toast.failed(answer.error.message);
      tellDone(answer.value, (count) => `${count} submitted for review`);
      await renew();
    },

    async unplan() {
      const cards = [...selection.get().values()];
      const answer = await ask('posts.unplanMany', { ids: ids() });
      if (!answer.ok) return toast.failed(answer.error.message);
      if (answer.value.done.length > 0) selection.clear();
      const again = approvalAgain(cards, answer.value);
      tellDone(answer.value, (count) => `${count} taken off the calendar${again}`);
    },

    async remove() {
      const out = [...selection.get().values()].filter(({ status }) => status === 'published');
      const answer = await ask('posts.removeMany', { ids: ids() });
      if (!answer.ok) return toast.failed(answer.error.message);
      if (answer.value.done.length > 0) selection.clear();
      const stays = out.length === 0 ? '' : `. ${published(out.length)}`;
      tellDone(answer.value, (count) => `${count} removed${stays}`);
    },
  };
}

const published = (count: number): string =>
  count === 1
    ? 'The published one stays on its network'
    : `${postCount(count)} stay on their networks`;
