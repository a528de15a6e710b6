import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/ipc/views.ts';

/** Shows a theme at once. `system` leaves it to the media query, which the shell sets before the first paint. */
export function showTheme(theme: Settings['theme']): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

export function useTheme(theme: Settings['theme'] | undefined): void {
  useLayoutEffect(() => {
    if (theme) showTheme(theme);
  }, [theme]);
}

/** Whether the app is dark right now, by its own setting or the system's. */
export const useIsDark = (): boolean => useSyncExternalStore(followTheme, isDark);

const systemIsDark = () => matchMedia('(prefers-color-scheme: dark)');

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : systemIsDark().matches;
}

function followTheme(onChange: () => void): () => void {
  const system = systemIsDark();
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', onChange);
  };
}
