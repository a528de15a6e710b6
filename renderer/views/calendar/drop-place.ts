import { useSyncExternalStore } from 'react';

/** Where what is dragged would land. */
export interface DropPlace {
  day: string;
  /** `2026-11-24T09:00` */
  wallTime: string;
  /** Where the hours of a day are seen: the line at that time, in px of the window. */
  line?: { left: number; top: number; width: number };
}

let place: DropPlace | null = null;
const listeners = new Set<() => void>();

/** Told by whatever is dragged over the calendar; a pointer that stays on its day draws nothing. */
export const dropPlace = {
  get: (): DropPlace | null => place,
  set(next: DropPlace | null): void {
    if (place?.wallTime === next?.wallTime && place?.line?.top === next?.line?.top) return;
    place = next;
    for (const listener of [...listeners]) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};

export const useDropPlace = (): DropPlace | null =>
  useSyncExternalStore(dropPlace.subscribe, dropPlace.get, dropPlace.get);
