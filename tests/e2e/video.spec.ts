import { appendFileSync, copyFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';

/** Seven seconds of H.264, 480 × 270. */
const OVEN = path.join(import.meta.dirname, '../support/fixtures/oven.mp4');

const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });
const items = (page: Page) =>
  composer(page).getByRole('region', { name: 'Images and videos' }).getByRole('listitem');

async function begin(page: Page): Promise<void> {
  await page.keyboard.press('n');
  await expect(composer(page).getByRole('textbox', { name: /^Text/ })).toBeFocused();
}

test('a video is taken in, with a picture of it, its length and its size', async ({ app }) => {
  const { page, call } = await furnish(app);
  await begin(page);
  await page.keyboard.type('Fresh from the oven');
  await composer(page).getByLabel('Choose images or a video').setInputFiles(OVEN);
  const item = items(page).first();
  await expect(item).toContainText('0:07');
  await expect(item).toContainText('480 × 270, 29 kB');
  const picture = item.getByRole('img');
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBe(320);
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview.getByText('0:07')).toBeVisible();
  await expectAccessible(page, 'the screen');

  await expect(page).toHaveURL(/compose=[0-9a-f]{8}-/);
  const id = new URL(page.url()).searchParams.get('compose') ?? '';
  const media = async () => (await call('posts.get', { id })).media;
  await expect
    .poll(async () => (await media())[0]?.media)
    .toMatchObject({
      fileName: 'oven.mp4',
      mimeType: 'video/mp4',
      width: 480,
      height: 270,
      durationMs: 7000,
    });
  await composer(page).getByRole('button', { name: 'Remove oven.mp4' }).click();
  await expect(items(page)).toHaveCount(0);
  await expect.poll(media).toEqual([]);
});

test('what is no video is refused in words', async ({ app }) => {
  const { page } = await furnish(app);
  await begin(page);
  const pick = composer(page).getByLabel('Choose images or a video');
  const clip = (content: string) => ({
    name: 'clip.mp4',
    mimeType: 'video/mp4',
    buffer: Buffer.from(content, 'latin1'),
  });
  await pick.setInputFiles(clip('%PDF-1.7'));
  await expect(page.getByText('“clip.mp4” is a PDF.').first()).toBeVisible();
  await pick.setInputFiles(clip('\0\0\0\x10ftypisom\0\0\0\0'));
  await expect(page.getByText('“clip.mp4” can’t be read').first()).toBeVisible();
  await pick.setInputFiles(clip(''));
  await expect(page.getByText('“clip.mp4” is empty').first()).toBeVisible();
  await expect(items(page)).toHaveCount(0);
});

test('a large one says how far it is, and can be stopped', async ({ app, userData }) => {
  const { page } = await furnish(app);
  const film = path.join(userData, 'film.mp4');
  const size = 900 * 1024 * 1024;
  const space = Buffer.alloc(8);
  space.write('free', 4, 'latin1');
  copyFileSync(OVEN, film);
  space.writeUInt32BE(size - statSync(OVEN).size);
  appendFileSync(film, space);
  truncateSync(film, size);
  await begin(page);
  await composer(page).getByLabel('Choose images or a video').setInputFiles(film);
  const stop = composer(page).getByRole('button', { name: 'Stop adding film.mp4' });
  await expect(composer(page).getByRole('progressbar', { name: 'Adding film.mp4' })).toBeVisible();
  await stop.click();
  await expect(items(page)).toHaveCount(0);
  await expect.poll(() => readdirSync(path.join(userData, 'media/incoming'))).toEqual([]);
});
