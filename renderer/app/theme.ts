import { useLayoutEffect } from 'react';
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
