import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, chromium, type Page } from 'playwright/test';

const INSTALLED = [
  process.env.CLIENTNEST_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

export interface PlainBrowser {
  /** What it is, for whoever reads the report. */
  name: string;
  /** Opens a file of this machine's disk, as a person does who got it by mail. */
  open(file: string): Promise<Page>;
  close(): Promise<void>;
}

/** The app that is left of Electron when all of ours is gone: a window that shows a file. */
const BARE_MAIN = `
const { app, BrowserWindow, session } = require('electron');
app.whenReady().then(() => {
  session.defaultSession.on('will-download', (_event, item) => item.setSavePath(process.env.DOWNLOADS + '/' + item.getFilename()));
  new BrowserWindow({ width: 900, height: 1000, webPreferences: { sandbox: true, contextIsolation: true } });
});
`;

/**
 * A browser that knows nothing of ClientNest: an installed Chromium, headless; where there is none, the Chromium
 * inside Electron with a bare window, no preload and nothing of ours.
 */
export async function openPlainBrowser(
  folder: string,
  scheme: 'light' | 'dark' = 'light',
): Promise<PlainBrowser> {
  const executablePath = INSTALLED.find((file) => file !== '' && existsSync(file));
  if (executablePath) {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const context = await browser.newContext({
      acceptDownloads: true,
      colorScheme: scheme,
      viewport: { width: 900, height: 1000 },
    });
    return {
      name: `Chromium ${browser.version()}`,
      async open(file) {
        const page = await context.newPage();
        await page.goto(pathToFileURL(file).href);
        return page;
      },
      close: () => browser.close(),
    };
  }
  const app = path.join(folder, 'bare-electron');
  await mkdir(app, { recursive: true });
  await writeFile(path.join(app, 'package.json'), '{"name":"bare","main":"main.js"}');
  await writeFile(path.join(app, 'main.js'), BARE_MAIN);
  const { ELECTRON_RUN_AS_NODE: _node, ...env } = process.env;
  const electron = await _electron.launch({
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${path.join(folder, 'bare')}`, app],
    colorScheme: scheme,
    env: { ...(env as Record<string, string>), DOWNLOADS: folder },
  });
  return {
    name: 'the Chromium of Electron',
    async open(file) {
      const page = await electron.firstWindow();
      await page.goto(pathToFileURL(file).href);
      return page;
    },
    close: () => electron.close(),
  };
}
