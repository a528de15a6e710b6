import { type RefObject, useLayoutEffect, useState } from 'react';

/** The height of an element in px, 0 until it is measured. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return;
    setHeight(box.clientHeight);
    const observer = new ResizeObserver(() => setHeight(box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return height;
}
