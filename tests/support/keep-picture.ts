import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';

const FOLDER = path.join(import.meta.dirname, '../../artifacts/pictures');

/** Keeps what the page shows now as artifacts/pictures/<name>.png, also of a run that passes. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}
