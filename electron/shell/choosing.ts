import { BrowserWindow, dialog, shell } from 'electron';

/** Opens a page in the person's own browser. Rejects where the system has none. */
export const openBrowser = (url: string): Promise<void> => shell.openExternal(url);

/** Asks for a folder; null where none was chosen. */
export async function chooseFolder(): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    buttonLabel: 'Choose',
    properties: ['openDirectory', 'createDirectory'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}
