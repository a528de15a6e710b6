import { writeFile } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';

const POLL_MS = 100;
const PATIENCE_MS = 20_000;
const SETTLED = "document.documentElement.dataset.ready === 'true'";

/** Writes a picture of the window once its first view is settled, and prints where it is. */
export async function takeScreenshot(window: BrowserWindow, path: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let settled = false;
  while (!settled && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    settled = await window.webContents.executeJavaScript(SETTLED).catch(() => false);
  }
  const picture = await window.webContents.capturePage();
  await writeFile(path, picture.toPNG());
  const remark = settled ? '' : ' (the first view had not settled)';
  process.stdout.write(`Screenshot: ${path}${remark}\n`);
}
