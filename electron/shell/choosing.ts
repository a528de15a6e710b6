import { join } from 'node:path';
import { app, BrowserWindow, dialog, shell } from 'electron';
import type { SaveSuggestion } from '../core/ports.ts';

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

async function chooseOne(options: Electron.OpenDialogOptions): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow();
  const { filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return filePaths[0] ?? null;
}

/** Asks where a file is to be saved; null where the person chose not to. */
export async function chooseSaveFile({ fileName, kind }: SaveSuggestion): Promise<string | null> {
  const ending = fileName.split('.').at(-1) ?? '';
  const options: Electron.SaveDialogOptions = {
    defaultPath: join(app.getPath('documents'), fileName),
    filters: [{ name: kind, extensions: [ending] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  return filePath || null;
}
