import { useSyncExternalStore } from 'react';

export const SHELF_TABS = ['ideas', 'drafts', 'queue'] as const;
export type ShelfTab = (typeof SHELF_TABS)[number];

/** What the shelf takes from the calendar, px. */
export const SHELF_WIDTH = 272;

const OPEN = 'clientnest.shelf';
const TAB = 'clientnest.shelf.tab';

const isTab = (value: string | null): value is ShelfTab => SHELF_TABS.some((tab) => tab === value);
const storedTab = (): ShelfTab => {
  const stored = localStorage.getItem(TAB);
  return isTab(stored) ? stored : 'ideas';
};

let state = { isOpen: localStorage.getItem(OPEN) === 'open', tab: storedTab() };
const listeners = new Set<() => void>();

/** Whether the shelf stands beside the calendar, and what it shows; remembered on this computer. */
export const shelf = {
  get: () => state,
  toggle: () => shelf.set({ ...state, isOpen: !state.isOpen }),
  show: (tab: ShelfTab) => shelf.set({ isOpen: true, tab }),
  set(next: typeof state): void {
    state = next;
    localStorage.setItem(OPEN, next.isOpen ? 'open' : 'closed');
    localStorage.setItem(TAB, next.tab);
    for (const listener of [...listeners]) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const useShelf = () => useSyncExternalStore(shelf.subscribe, shelf.get, shelf.get);
