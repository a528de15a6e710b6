import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { matchesFilter } from '../../../shared/domain/post-filter.ts';
import { isPlanned } from '../../../shared/domain/post-status.ts';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';
import { withMoved } from './month-days.ts';
import { whenText } from './time.ts';

type Days = RouteOutput<'posts.days'>;

export interface WallPlace {
  wallTime: string;
  zone: string;
}

/** Only what waits for its time, or is planned for one, can be taken elsewhere. */
export const isMovable = ({ status }: Pick<PostCard, 'status'>): boolean =>
  status === 'scheduled' || isPlanned(status);

/**
 * Moves a scheduled or planned post: on screen at once, then in the core; a refusal puts it back and says why,
 * success can be taken back.
 * @returns whether it was moved.
 */
export function useMovePost() {
  const queries = useQueryClient();
  const style = useTimeStyle();

  async function schedule(card: PostCard, to: WallPlace): Promise<boolean> {
    const before = showMoved(queries, card, to);
    const { id } = card;
    // A plan stays a plan: what is not approved yet must not go out because it was moved.
    const answer = isPlanned(card.status)
      ? await ask('posts.plan', { id, at: to })
      : await ask('posts.schedule', { id, ...to });
    if (answer.ok) return true;
    for (const [key, held] of before) queries.setQueryData(key, held);
    toast.failed(answer.error.message);
    return false;
  }

  return async function move(card: PostCard, to: WallPlace): Promise<boolean> {
    const from = placeOf(card, style.zone);
    if (!from || (from.wallTime === to.wallTime && from.zone === to.zone)) return false;
    if (!(await schedule(card, to))) return false;
    const moved = movedTo(card, to);
    const when = whenText(moved.scheduledAt, now(), style);
    toast.undoable(`Moved to ${when}`, () => void schedule(moved, from));
    return true;
  };
}

function placeOf(card: PostCard, zone: string): WallPlace | null {
  if (card.wallTime === null) return null;
  return { wallTime: card.wallTime, zone: card.zone ?? zone };
}

const movedTo = (card: PostCard, { wallTime, zone }: WallPlace) => ({
  ...card,
  wallTime,
  zone,
  scheduledAt: resolveWallTime(wallTime, zone).at,
});

/** Puts the post at its new time wherever it is held, and answers what was there before. */
function showMoved(queries: QueryClient, card: PostCard, to: WallPlace): [QueryKey, unknown][] {
  const spans = { queryKey: routeKey('posts.calendar') };
  const grids = queries.getQueriesData<Days>({ queryKey: routeKey('posts.days') });
  const before = [...queries.getQueriesData<PostCard[]>(spans), ...grids];
  const moved = movedTo(card, to);
  queries.setQueriesData<PostCard[]>(spans, (cards) =>
    cards?.map((one) => (one.id === card.id ? { ...one, ...placeIn(moved) } : one)),
  );
  for (const [key, days] of grids) {
    const { edges, ...filter } = key[2] as RouteInput<'posts.days'>;
    if (!days || !matchesFilter(card, filter)) continue;
    queries.setQueryData<Days>(key, withMoved(days, edges, moved, card.scheduledAt));
  }
  return before;
}

const placeIn = ({ scheduledAt, wallTime, zone }: PostCard) => ({ scheduledAt, wallTime, zone });
