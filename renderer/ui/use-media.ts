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

/** A window that is zoomed in on, for none is made so narrow: `max-roomy:` in a class. */
export const useIsNarrow = (): boolean => useMedia('(max-width: 879.98px)');
