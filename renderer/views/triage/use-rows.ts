import { useEffect, useRef, useState } from 'react';
import type { Entry } from './outcomes.ts';

/** The one row that has the keyboard. It is remembered by its post: rows come and go. */
export function useRows(order: readonly Entry[]) {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  /** The row to focus once it is drawn; at first, the first one. */
  const wanted = useRef<number | null>(0);
  const found = order.findIndex(({ missed }) => missed.post.id === current);
  const at = Math.max(0, found);

  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  });

  const standOn = (index: number) => setCurrent(order[index]?.missed.post.id ?? null);
  return {
    list,
    at,
    standOn,
    /** Moves the keyboard there, as far as there are rows. */
    focus(index: number): void {
      const row = Math.max(0, Math.min(order.length - 1, index));
      wanted.current = row;
      standOn(row);
      list.current?.querySelector<HTMLElement>(`[data-row="${row}"]`)?.focus();
    },
  };
}

/** The next row that waits for the person, from there on and then from the top; null where none does. */
export function nextWaiting(order: readonly Entry[], after: number): number | null {
  const waits = (index: number) => index !== after && order[index]?.outcome === null;
  const indices = order.map((_, index) => index);
  return indices.find((index) => index > after && waits(index)) ?? indices.find(waits) ?? null;
}
