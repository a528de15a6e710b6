import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';

type Days = RouteOutput<'posts.days'>;

/** A post as it will be; without a time it leaves the calendar. */
export interface Moved {
  card: PostCard;
  /** Its time until now; an answer that holds the post knows better. */
  was: number | null;
}

/**
 * The answer of `posts.days` with posts at other times: out of the days they were on, into those they go to.
 * One pass for all of them, so that a thousand move like one.
 */
export function withMoved(days: Days, edges: readonly number[], moves: readonly Moved[]): Days {
  const moving = new Map(moves.map((move) => [move.card.id, move]));
  const held = new Map<string, PostCard>();
  const counts = [...days.counts];
  const seen = new Array<number>(counts.length).fill(0);
  /** The last one that is held of each day: behind it there may be others that are not. */
  const last: (PostCard | undefined)[] = [];
  const cards: PostCard[] = [];
  for (const card of days.cards) {
    const day = dayIndex(edges, card.scheduledAt);
    if (day >= 0) {
      seen[day] = (seen[day] ?? 0) + 1;
      last[day] = card;
    }
    if (moving.has(card.id)) held.set(card.id, card);
    else cards.push(card);
  }
  const hasAll = counts.map((count, day) => count === seen[day]);
  const before = cards.length;
  for (const { card, was } of moving.values()) {
    const known = held.get(card.id);
    const leaves = dayIndex(edges, known ? known.scheduledAt : was);
    const enters = dayIndex(edges, card.scheduledAt);
    if (leaves >= 0) counts[leaves] = Math.max(0, (counts[leaves] ?? 0) - 1);
    if (enters < 0) continue;
    counts[enters] = (counts[enters] ?? 0) + 1;
    const end = last[enters];
    // Behind the last one that is held it is counted only.
    if (hasAll[enters] || (end && inOrder(card, end) < 0)) cards.push(card);
  }
  return { counts, cards: cards.length === before ? cards : cards.sort(inOrder) };
}

/** The day that an instant is on; -1 where it is on none. */
function dayIndex(edges: readonly number[], at: number | null): number {
  if (at === null || at < (edges[0] ?? 0) || at >= (edges.at(-1) ?? 0)) return -1;
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** As the database sorts. */
function inOrder(a: PostCard, b: PostCard): number {
  const byTime = (a.scheduledAt ?? 0) - (b.scheduledAt ?? 0);
  return byTime || (a.id < b.id ? -1 : 1);
}
