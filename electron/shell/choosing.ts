import { BrowserWindow, dialog, shell } from 'electron';

/** Opens a page in the person's own browser. Rejects where the system has none. */
export const openBrowser = (url: string): Promise<void> => shell.openExternal(url);

/** Asks for a folder; null where none was chosen. */
export const chooseFolder = (): Promise<string | null> =>
  chooseOne({ buttonLabel: 'Choose', properties: ['openDirectory', 'createDirectory'] });

/** Asks for a table of posts; null where none was chosen. */
export const chooseFile = (): Promise<string | null> =>
  chooseOne({
    buttonLabel: 'Read',
    properties: ['openFile'],
    filters: [
      { name: 'Tables', extensions: ['csv', 'tsv', 'tab', 'txt'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });

/** What files of an ending are called in dialogs. */
const KINDS: Record<string, string> = { csv: 'CSV', pdf: 'PDF', ics: 'Calendar' };

/** Asks where a file is to be written; null where that was called off. */
export async function chooseSave(name: string): Promise<string | null> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const options: Electron.SaveDialogOptions = {
    defaultPath: name,
    filters: [{ name: KINDS[ending] ?? ending, extensions: [ending] }],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { filePath, canceled } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  return canceled || filePath === '' ? null : filePath;
}

async function chooseOne(options: Electron.OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}
