import { type RefCallback, useCallback, useState } from 'react';

interface Size {
  width: number;
  height: number;
}

/**
 * The size of an element in px, and the ref that measures it.
 * @param guess until it is measured; a good one saves drawing twice.
 */
export function useSize(guess: () => Size): [RefCallback<HTMLElement>, Size] {
  const [size, setSize] = useState(guess);
  const measure = useCallback((box: HTMLElement | null) => {
    if (!box) return;
    // It tells the first size too, before anything is painted.
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = box;
      setSize((known) =>
        known.width === width && known.height === height ? known : { width, height },
      );
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return [measure, size];
}
