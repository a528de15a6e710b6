import type { QueryClient } from '@tanstack/react-query';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { routeKey } from '../../ipc/queries.ts';

/** The post that an element stands for, or is a part of; null where it is none. */
export function postIn(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null;
  const own = target.closest<HTMLElement>('[data-chip], [data-post]');
  if (own) return own.dataset.chip ?? own.dataset.post ?? null;
  const button = target.closest('[role="button"], button');
  return button?.querySelector<HTMLElement>('[data-post]')?.dataset.post ?? null;
}

/** Ids of the posts in sight, in the order in which they are read. */
export const postsIn = (box: HTMLElement): string[] => [
  ...new Set(
    [...box.querySelectorAll<HTMLElement>('[data-post]')].map(({ dataset }) => dataset.post ?? ''),
  ),
];

/** A post by id, out of what the calendar has been answered. */
export function heldCard(queries: QueryClient, id: string): PostCard | undefined {
  const is = (card: PostCard) => card.id === id;
  const grids = queries.getQueriesData<RouteOutput<'posts.days'>>({
    queryKey: routeKey('posts.days'),
  });
  for (const [, days] of grids) {
    const found = days?.cards.find(is);
    if (found) return found;
  }
  const spans = queries.getQueriesData<PostCard[]>({ queryKey: routeKey('posts.calendar') });
  for (const [, cards] of spans) {
    const found = cards?.find(is);
    if (found) return found;
  }
  return undefined;
}
