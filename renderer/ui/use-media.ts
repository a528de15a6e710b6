import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, followed as it changes. For what differs by more than its looks; looks are CSS's. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** The breakpoints of app.css, px. */
const BREAKPOINTS = { roomy: 880, wide: 1000 } as const;

/** `max-wide:` and `max-roomy:` in a class. */
export const useIsBelow = (breakpoint: keyof typeof BREAKPOINTS): boolean =>
  useMedia(`(max-width: ${BREAKPOINTS[breakpoint] - 0.02}px)`);

/** A window that is zoomed in on, for none is made so narrow. */
export const useIsNarrow = (): boolean => useIsBelow('roomy');
