import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';

/** Whether the network lets this be liked from here. */
export const canLike = ({ network, goneAt }: InboxItem): boolean =>
  NETWORKS[network].comments.like && goneAt === null;

/** Likes an item, and takes it back when pressed again: shown at once, and put right where the network refuses. */
export function useLike(patch: (ids: readonly string[], now: readonly InboxItem[]) => void) {
  const queries = useQueryClient();
  const underWay = useRef(new Set<string>());
  return async (item: InboxItem): Promise<void> => {
    const { id, likes, likedAt, network } = item;
    if (underWay.current.has(id)) return;
    if (!canLike(item)) return toast.say(`${NETWORKS[network].name} lets apps like nothing here.`);
    const liked = likedAt === null;
    underWay.current.add(id);
    const counted = likes === null ? null : Math.max(0, likes + (liked ? 1 : -1));
    patch([id], [{ ...item, likedAt: liked ? now() : null, likes: counted }]);
    const answer = await ask('inbox.setLiked', { id, liked });
    underWay.current.delete(id);
    if (answer.ok) {
      if (answer.value.outcome === 'gone') toast.say('That is not there any more.');
      return;
    }
    // What else became of it meanwhile is main's to say.
    void queries.invalidateQueries({ queryKey: routeKey('inbox.list') });
    toast.failed(answer.error.message);
  };
}
