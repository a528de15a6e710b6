import { useCallback, useState, useSyncExternalStore } from 'react';

/** Under this the rail starts as icons, so that the view keeps the room. */
const NARROW = window.matchMedia('(max-width: 999px)');
const KEY = 'clientnest.rail';

const subscribe = (listener: () => void) => {
  NARROW.addEventListener('change', listener);
  return () => NARROW.removeEventListener('change', listener);
};

/**
 * The rail's state: by itself where the window is narrow, by the person's choice where it is wide.
 * In a narrow window a choice holds until the window grows again.
 */
export function useRailWidth() {
  const narrow = useSyncExternalStore(subscribe, () => NARROW.matches);
  const [wideCollapsed, setWideCollapsed] = useState(() => localStorage.getItem(KEY) === 'icons');
  const [narrowOpen, setNarrowOpen] = useState(false);
  if (!narrow && narrowOpen) setNarrowOpen(false);

  const toggle = useCallback(() => {
    if (narrow) {
      setNarrowOpen((open) => !open);
      return;
    }
    setWideCollapsed((collapsed) => {
      localStorage.setItem(KEY, collapsed ? 'full' : 'icons');
      return !collapsed;
    });
  }, [narrow]);

  return { collapsed: narrow ? !narrowOpen : wideCollapsed, toggle };
}
