import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BrowserWindow, session } from 'electron';
import { closeSession } from './session.ts';

const SCHEME = 'clientnest-print';
/** What the letters inside the page take until they are drawn, in ms. */
const LETTERS_MS = 200;
let pages = 0;

/**
 * A page that stands alone, on paper. In a hidden window of a session of its own: without scripts, without a network,
 * without a disk; the page is all that it can read.
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  // Without `persist:` it lives in memory.
  const own = session.fromPartition(`print-${++pages}`);
  closeSession(own, null);
  own.protocol.registerBufferProtocol(SCHEME, (_request, respond) =>
    respond({ mimeType: 'text/html', charset: 'utf-8', data: Buffer.from(html, 'utf8') }),
  );
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(`${SCHEME}://page/`);
    await setTimeout(LETTERS_MS);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
    });
  } finally {
    window.destroy();
    own.protocol.unregisterProtocol(SCHEME);
  }
}

/** The letters of our screens, for files that must look the same elsewhere. @param built folder of the built renderer */
export async function readFont(built: string): Promise<Uint8Array | null> {
  const folder = join(built, 'assets');
  const names = await readdir(folder).catch(() => []);
  const name = names.find((one) => /^inter-latin-wght-normal.*\.woff2$/.test(one));
  return name ? readFile(join(folder, name)) : null;
}
