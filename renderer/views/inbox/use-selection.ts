import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useEvent } from '../../ui/use-event.ts';

/**
 * The item that is shown beside the list. It stays the same one while others come and go; where it goes itself, the
 * next one takes its place.
 */
export function useSelection(items: readonly InboxItem[], scrollTo: (index: number) => void) {
  // Kept beside the state: that the next one took its place is known when it is drawn, and draws nothing again.
  const chosen = useRef<{ id: string; index: number } | null>(null);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<number | null>(null);

  const { id, index } = chosen.current ?? { id: '', index: 0 };
  // It stands where it stood, nearly always.
  const found = items[index]?.id === id ? index : items.findIndex((one) => one.id === id);
  const at = found >= 0 ? found : Math.min(index, items.length - 1);
  const item = items[at] ?? null;

  // Where the chosen one went, its place is what counts from now on.
  useEffect(() => {
    if (item) chosen.current = { id: item.id, index: at };
  }, [item, at]);

  const focusWanted = useCallback(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  }, []);
  // A row that was far away is drawn a frame or two after it was scrolled to.
  useEffect(focusWanted);

  // The same for every row, so that a change in the list draws no other row again.
  const stand = useEvent((place: number) => {
    const to = Math.max(0, Math.min(items.length - 1, place));
    const next = items[to];
    if (!next) return;
    wanted.current = to;
    chosen.current = { id: next.id, index: to };
    drawAgain();
    scrollTo(to);
  });

  return {
    list,
    at,
    item,
    stand,
    /** Puts the focus on the row that is chosen, which may be another one by then. */
    focus: () => {
      wanted.current = at;
      requestAnimationFrame(focusWanted);
    },
  };
}
