import { useSyncExternalStore } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';

export type Selected = ReadonlyMap<string, PostCard>;

const NOTHING: Selected = new Map();

let selected: Selected = NOTHING;
/** What a range goes from, and what was selected before it began. */
let anchor: { id: string; base: Selected } | null = null;
const listeners = new Set<() => void>();

function put(next: Selected): void {
  if (next.size === 0 && selected.size === 0) return;
  selected = next.size === 0 ? NOTHING : next;
  for (const listener of [...listeners]) listener();
}

/** The posts of the calendar that are selected. Outside of React, so that a click draws only what it marks. */
export const selection = {
  get: (): Selected => selected,
  has: (id: string): boolean => selected.has(id),

  toggle(card: PostCard): void {
    const next = new Map(selected);
    if (!next.delete(card.id)) next.set(card.id, card);
    anchor = { id: card.id, base: next };
    put(next);
  },

  /**
   * Everything from where the range began to a post, and no other range.
   * @param order ids in the order in which they are seen
   * @param from where the range begins unless one is under way
   */
  extend(
    to: string,
    order: readonly string[],
    cardOf: (id: string) => PostCard | undefined,
    from = to,
  ) {
    if (!anchor || !order.includes(anchor.id)) anchor = { id: from, base: selected };
    const [a, b] = [order.indexOf(anchor.id), order.indexOf(to)];
    if (b < 0) return;
    const next = new Map(anchor.base);
    for (const id of order.slice(Math.min(a, b), Math.max(a, b) + 1)) {
      const card = cardOf(id);
      if (card) next.set(id, card);
    }
    put(next);
  },

  all(cards: readonly PostCard[]): void {
    anchor = null;
    put(new Map(cards.map((card) => [card.id, card])));
  },

  clear(): void {
    anchor = null;
    put(NOTHING);
  },

  /** Selected posts as they are now; others stay out of it. */
  renew(cards: readonly PostCard[]): void {
    const next = new Map(selected);
    for (const card of cards) if (next.has(card.id)) next.set(card.id, card);
    put(next);
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const useSelection = (): Selected =>
  useSyncExternalStore(selection.subscribe, selection.get, selection.get);

export const useIsSelected = (id: string): boolean => {
  const look = () => selected.has(id);
  return useSyncExternalStore(selection.subscribe, look, look);
};
