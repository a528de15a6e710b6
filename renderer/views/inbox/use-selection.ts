import { useCallback, useEffect, useRef, useState } from 'react';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useEvent } from '../../ui/use-event.ts';

/**
 * The item that is shown beside the list. It stays the same one while others come and go; where it goes itself, the
 * next one takes its place.
 */
export function useSelection(items: readonly InboxItem[], scrollTo: (index: number) => void) {
  const [chosen, setChosen] = useState<{ id: string; index: number } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<number | null>(null);

  const found = chosen ? items.findIndex(({ id }) => id === chosen.id) : -1;
  const at = found >= 0 ? found : Math.min(chosen?.index ?? 0, items.length - 1);
  const item = items[at] ?? null;

  // Where the chosen one went, its place is what counts from now on.
  useEffect(() => {
    if (item && chosen && item.id !== chosen.id) setChosen({ id: item.id, index: at });
    else if (item && chosen && chosen.index !== at) setChosen({ ...chosen, index: at });
    else if (item && !chosen) setChosen({ id: item.id, index: at });
  }, [item, chosen, at]);

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
  const stand = useEvent((index: number) => {
    const to = Math.max(0, Math.min(items.length - 1, index));
    const next = items[to];
    if (!next) return;
    wanted.current = to;
    setChosen({ id: next.id, index: to });
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
