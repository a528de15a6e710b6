import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * The row that is stood on: the same one wherever it moves to, and where it goes, the one in its place. The keyboard is
 * put on it where a key led there.
 */
export function useStanding(ids: readonly string[]) {
  const [chosen, setChosen] = useState({ id: ids[0] ?? '', index: 0 });
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef(true);
  const found = ids.indexOf(chosen.id);
  const at = found >= 0 ? found : Math.max(0, Math.min(chosen.index, ids.length - 1));
  useEffect(() => {
    if (!wanted.current) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-row="${at}"]`);
    if (!row) return;
    wanted.current = false;
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  });
  const stand = useCallback(
    (index: number, withFocus = true) => {
      const to = Math.max(0, Math.min(ids.length - 1, index));
      const id = ids[to];
      if (id === undefined) return;
      wanted.current = withFocus;
      setChosen({ id, index: to });
    },
    [ids],
  );
  return {
    at,
    list,
    stand,
    /** With the next drawing, when the row is there again. */
    focus: useCallback(() => {
      wanted.current = true;
    }, []),
  };
}
