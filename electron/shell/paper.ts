import { BrowserWindow } from 'electron';

/** The window that the person has in front of them; also when a dialog took its focus. */
const page = () =>
  (BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0])?.webContents;

/** Prints the page as its style sheet for paper says, by the dialog of the system. */
export function printPage({ landscape }: { landscape: boolean }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const contents = page();
    if (!contents) return reject(new Error('There is no window'));
    contents.print({ landscape, printBackground: true }, (isPrinted, reason) => {
      if (isPrinted || reason === 'Print job canceled' || reason === 'cancelled')
        resolve(isPrinted);
      else reject(new Error(reason));
    });
  });
}

/** The page as a PDF. */
export async function pageAsPdf(options: {
  landscape: boolean;
  size: 'a4' | 'letter';
}): Promise<Uint8Array> {
  const contents = page();
  if (!contents) throw new Error('There is no window');
  return contents.printToPDF({
    landscape: options.landscape,
    pageSize: options.size === 'a4' ? 'A4' : 'Letter',
    printBackground: true,
    // Inches; a printer has its own, so the style sheet says nothing of them.
    margins: { top: 0.35, bottom: 0.35, left: 0.35, right: 0.35 },
  });
}
