import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type { LaunchedApp } from './launch.ts';

const FOLDER = path.join(import.meta.dirname, '../../artifacts/pictures');

/** What appears has appeared by then, in ms. */
const APPEARED = 300;

/** Keeps what the page shows now as artifacts/pictures/<name>.png, also of a run that passes. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** The same of the window as it is on the screen: Playwright's own pictures do not know of a zoom. */
export async function keepWindow({ electron, page }: LaunchedApp, name: string): Promise<void> {
  await page.waitForTimeout(APPEARED);
  await mkdir(FOLDER, { recursive: true });
  const png = await electron.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  await writeFile(path.join(FOLDER, `${name}.png`), Buffer.from(png, 'base64'));
}
