import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { whenText } from './time.ts';

export interface WallPlace {
  wallTime: string;
  zone: string;
}

/** Only a post that waits for its time can be taken elsewhere. */
export const isMovable = (card: Pick<PostCard, 'status'>): boolean => card.status === 'scheduled';

/**
 * Moves a scheduled post: on screen at once, then in the core; a refusal puts it back and says why,
 * success can be taken back.
 * @returns whether it was moved.
 */
export function useMovePost() {
  const queries = useQueryClient();
  const style = useTimeStyle();

  async function schedule(card: PostCard, to: WallPlace): Promise<boolean> {
    const before = showMoved(queries, card.id, to);
    const answer = await ask('posts.schedule', { id: card.id, ...to });
    if (answer.ok) return true;
    for (const [key, cards] of before) queries.setQueryData(key, cards);
    toast.failed(answer.error.message);
    return false;
  }

  return async function move(card: PostCard, to: WallPlace): Promise<boolean> {
    const from = placeOf(card, style.zone);
    if (!from || (from.wallTime === to.wallTime && from.zone === to.zone)) return false;
    if (!(await schedule(card, to))) return false;
    const { at } = resolveWallTime(to.wallTime, to.zone);
    toast.undoable(`Moved to ${whenText(at, now(), style)}`, () => void schedule(card, from));
    return true;
  };
}

function placeOf(card: PostCard, zone: string): WallPlace | null {
  if (card.wallTime === null) return null;
  return { wallTime: card.wallTime, zone: card.zone ?? zone };
}

/** Puts the post at its new time in every span that is held, and answers what was there before. */
function showMoved(queries: QueryClient, id: string, { wallTime, zone }: WallPlace) {
  const filter = { queryKey: routeKey('posts.calendar') };
  const before = queries.getQueriesData<PostCard[]>(filter);
  const scheduledAt = resolveWallTime(wallTime, zone).at;
  queries.setQueriesData<PostCard[]>(filter, (cards) =>
    cards?.map((card) => (card.id === id ? { ...card, scheduledAt, wallTime, zone } : card)),
  );
  return before;
}
