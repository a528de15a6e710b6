import { BrowserWindow, dialog } from 'electron';

/** The window that the person has in front of them; also when a dialog took its focus. */
const page = () =>
  (BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0])?.webContents;

/** A4 in the person's hand is Letter in America; the margins are the style sheet's. */
const PAPER = { margins: { marginType: 'none' }, printBackground: true } as const;

/** Prints the page as its style sheet for paper says, by the dialog of the system. */
export function printPage({ landscape }: { landscape: boolean }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const contents = page();
    if (!contents) return reject(new Error('There is no window'));
    contents.print({ landscape, ...PAPER }, (isPrinted, reason) => {
      if (isPrinted || reason === 'Print job canceled' || reason === 'cancelled')
        resolve(isPrinted);
      else reject(new Error(reason));
    });
  });
}

/** The page as a PDF, in the size that its style sheet for paper names. */
export async function pageAsPdf({ landscape }: { landscape: boolean }): Promise<Uint8Array> {
  const contents = page();
  if (!contents) throw new Error('There is no window');
  return contents.printToPDF({ landscape, printBackground: true, preferCSSPageSize: true });
}

/** Asks where a file goes; null where nothing was chosen. */
export async function chooseFile(name: string): Promise<string | null> {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const options: Electron.SaveDialogOptions = {
    defaultPath: name,
    filters: [{ name: ending === 'ics' ? 'Calendar' : ending.toUpperCase(), extensions: [ending] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const window = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  return canceled || !filePath ? null : filePath;
}
