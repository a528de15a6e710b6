import { ipcMain } from 'electron';
import Store from 'electron-store';
import { type Placement, readPlacement } from './placement.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What this machine remembers about the window, outside the workspace: it is needed before that is open. */
export interface Preferences {
  placement(): Placement | null;
  setPlacement(placement: Placement): void;
  /** The theme as it last was, so that the first frame has the right colour. The setting is in the workspace. */
  theme(): Theme;
  setTheme(theme: Theme): void;
}

/** Opens `<userData>/window.json`. A damaged file counts as empty. */
export function openPreferences(): Preferences {
  const store = new Store<Record<string, unknown>>({
    name: 'window',
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  });
  // electron-store offers the folder's path to any page; none of ours asks.
  ipcMain.removeAllListeners('electron-store-get-data');
  return {
    placement: () => readPlacement(store.get('placement')),
    setPlacement: (placement) => store.set('placement', placement),
    theme() {
      const theme = store.get('theme');
      return theme === 'light' || theme === 'dark' ? theme : 'system';
    },
    setTheme: (theme) => store.set('theme', theme),
  };
}
