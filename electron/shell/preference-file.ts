import { ipcMain } from 'electron';
import Store from 'electron-store';

/** Opens `<userData>/<name>.json` for writing: the file is written whole or not at all. */
export function openPreferenceFile(name: string): { set(key: string, value: unknown): void } {
  const store = new Store<Record<string, unknown>>({
    name,
    clearInvalidConfig: true,
    accessPropertiesByDotNotation: false,
  });
  // electron-store offers the folder's path to any page; none of ours asks.
  ipcMain.removeAllListeners('electron-store-get-data');
  return store;
}
