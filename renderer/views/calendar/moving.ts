import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { Temporal } from 'temporal-polyfill';
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
import { approvalAgain, tellDone } from './bulk-toast.ts';
import { type Moved, withMoved } from './month-moves.ts';
import { selection } from './selection.ts';
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

  /** What it is then; null where it was refused. */
  async function take(card: PostCard, to: WallPlace): Promise<PostCard['status'] | null> {
    const before = showMoved(queries, [{ card: movedTo(card, to), was: card.scheduledAt }]);
    const { id } = card;
    // A plan stays a plan: what is not approved yet must not go out because it was moved.
    const answer = isPlanned(card.status)
      ? await ask('posts.plan', { id, at: to })
      : await ask('posts.schedule', { id, ...to });
    if (answer.ok) {
      selection.renew([movedTo(card, to)]);
      return 'post' in answer.value ? answer.value.post.status : answer.value.status;
    }
    putBack(queries, before);
    toast.failed(answer.error.message);
    return null;
  }

  return async function move(card: PostCard, to: WallPlace): Promise<boolean> {
    const from = placeOf(card, style.zone);
    if (!from || (from.wallTime === to.wallTime && from.zone === to.zone)) return false;
    const status = await take(card, to);
    if (status === null) return false;
    const moved = movedTo(card, to);
    const when = whenText(moved.scheduledAt, now(), style);
    const again =
      card.status === 'approved' && status === 'in_review' ? '. It waits for approval again' : '';
    toast.undoable(`Moved to ${when}${again}`, () => void take(moved, from));
    return true;
  };
}

/** Moves many posts by whole days, each at its own time of day. On screen at once; what is refused goes back. */
export function useMoveMany() {
  const queries = useQueryClient();
  const { zone } = useTimeStyle();

  return async function moveMany(cards: readonly PostCard[], days: number): Promise<void> {
    const moves = cards
      .filter((card) => isMovable(card) && card.scheduledAt !== null)
      .map((card) => ({ card: laterBy(card, days, zone), was: card.scheduledAt }));
    const before = showMoved(queries, moves);
    const answer = await ask('posts.moveMany', { ids: cards.map(({ id }) => id), by: { days } });
    if (!answer.ok || answer.value.refused.length > 0) {
      putBack(queries, before);
      void queries.invalidateQueries({ queryKey: routeKey('posts.days') });
      void queries.invalidateQueries({ queryKey: routeKey('posts.calendar') });
    }
    if (!answer.ok) return toast.failed(answer.error.message);
    const done = new Set(answer.value.done);
    selection.renew(moves.flatMap(({ card }) => (done.has(card.id) ? card : [])));
    const again = approvalAgain(cards, answer.value);
    tellDone(answer.value, (count) => `${count} moved by ${daysText(days)}${again}`);
  };
}

const daysText = (days: number): string => {
  const count = Math.abs(days);
  return `${count === 1 ? 'a day' : `${count} days`}${days < 0 ? ' back' : ''}`;
};

function laterBy(card: PostCard, days: number, zone: string): PostCard {
  const from = placeOf(card, zone);
  if (!from) return card;
  const wallTime = Temporal.PlainDateTime.from(from.wallTime)
    .add({ days })
    .toString({ smallestUnit: 'minute' });
  return movedTo(card, { wallTime, zone: from.zone });
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

/** Puts posts at their new times wherever they are held, and answers what was there before. */
function showMoved(queries: QueryClient, moves: readonly Moved[]): [QueryKey, unknown][] {
  const spans = { queryKey: routeKey('posts.calendar') };
  const grids = queries.getQueriesData<Days>({ queryKey: routeKey('posts.days') });
  const before = [...queries.getQueriesData<PostCard[]>(spans), ...grids];
  const places = new Map(moves.map(({ card }) => [card.id, placeIn(card)]));
  queries.setQueriesData<PostCard[]>(spans, (cards) =>
    cards?.map((one) => {
      const place = places.get(one.id);
      return place ? { ...one, ...place } : one;
    }),
  );
  for (const [key, days] of grids) {
    const { edges, ...filter } = key[2] as RouteInput<'posts.days'>;
    const own = moves.filter(({ card }) => matchesFilter(card, filter));
    if (days && own.length > 0) queries.setQueryData<Days>(key, withMoved(days, edges, own));
  }
  return before;
}

/** What `showMoved` answered, as it was. */
function putBack(queries: QueryClient, before: readonly [QueryKey, unknown][]): void {
  for (const [key, held] of before) queries.setQueryData(key, held);
}

const placeIn = ({ scheduledAt, wallTime, zone }: PostCard) => ({ scheduledAt, wallTime, zone });
