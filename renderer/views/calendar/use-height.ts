import { type RefCallback, useCallback, useState } from 'react';

/**
 * The height of an element in px, and the ref that measures it.
 * @param guess until it is measured; a good one saves drawing twice.
 */
export function useHeight(guess: () => number): [RefCallback<HTMLElement>, number] {
  const [height, setHeight] = useState(guess);
  const measure = useCallback((box: HTMLElement | null) => {
    if (!box) return;
    // It tells the first height too, before anything is painted.
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [measure, height];
}
