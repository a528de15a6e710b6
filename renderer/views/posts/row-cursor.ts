import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';

interface RowCursorOptions {
  /** Rows that can be stood on. */
  count: number;
  /** Brings a row into the window; a virtual list draws only those. */
  scrollTo: (index: number) => void;
}

/**
 * One row of a long list has the focus and is the only one in the tab order. Rows carry
 * `data-row={index}`; the list carries `ref` and `onKeyDown`.
 */
export function useRowCursor<Element extends HTMLElement>({ count, scrollTo }: RowCursorOptions) {
  const list = useRef<Element>(null);
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number | null>(null);

  const focusWanted = useCallback(() => {
    if (wanted.current === null) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  }, []);

  // A row that was far away is drawn a frame or two after it was scrolled to.
  useEffect(focusWanted);

  const stand = useCallback(
    (index: number) => {
      const row = Math.max(0, Math.min(count - 1, index));
      if (count === 0) return;
      wanted.current = row;
      setCurrent(row);
      scrollTo(row);
      requestAnimationFrame(focusWanted);
    },
    [count, scrollTo, focusWanted],
  );

  const at = Math.min(current, Math.max(0, count - 1));
  return {
    list,
    at,
    step: (by: number) => {
      const standsInList = list.current?.contains(document.activeElement) ?? false;
      stand(standsInList ? at + by : at);
    },
    stand,
    /** Props of a row. */
    row: (index: number) => ({
      'data-row': index,
      tabIndex: index === at ? 0 : -1,
      onFocus: () => setCurrent(index),
    }),
    onKeyDown: (event: KeyboardEvent) => {
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      stand(to);
    },
  };
}
