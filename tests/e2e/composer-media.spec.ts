import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { NETWORK_IDS, type NetworkId } from '../../shared/domain/network.ts';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish } from '../support/desk.ts';
import { importMedia } from '../support/import-media.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { connectPractice } from '../support/practice-accounts.ts';
import { openPlace } from '../support/trouble.ts';

const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });
const preview = (page: Page) => composer(page).getByRole('complementary', { name: 'Preview' });

/** A picture with a sky, a hill and a sun: it shows which way up it is, and what was cut off. */
async function landscape(width: number, height: number, hue: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="hsl(${hue} 70% 78%)"/>
    <circle cx="${width * 0.72}" cy="${height * 0.3}" r="${Math.min(width, height) * 0.13}" fill="hsl(45 95% 60%)"/>
    <path d="M0 ${height} L0 ${height * 0.72} Q ${width * 0.35} ${height * 0.45} ${width * 0.6} ${height * 0.7} T ${width} ${height * 0.62} L ${width} ${height} Z" fill="hsl(${hue + 90} 40% 42%)"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer();
}

async function resize(app: LaunchedApp, width: number, height: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
    [width, height],
  );
}

const wear = async ({ call, page }: Pick<Desk, 'call' | 'page'>, theme: 'light' | 'dark') => {
  await call('settings.update', { theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
};

const TEXT = `The first Stollen of the year come out of the oven on Saturday at 7. 🎄

We bake them with butter, almonds and rum-soaked raisins, and let them rest for two weeks. Gift boxes leave on Mondays, also to Austria and Switzerland. Ask @cove.yoga how they were last year, or read the story: https://adas-bakery.com/stories/stollen-2026?ref=social

#stollen #bakery`;

const pictured: Record<NetworkId, number> = {
  x: 4,
  facebook: 5,
  instagram: 3,
  linkedin: 4,
  tiktok: 2,
  threads: 3,
  bluesky: 2,
  mastodon: 3,
};

test('a post looks like each network, in its light and in its dark', async ({ app }) => {
  test.setTimeout(240_000);
  const desk = await furnish(app);
  const accounts = await connectPractice(app, desk);
  const { page, call, ada } = desk;
  await resize(app, 1280, 1000);
  const media: string[] = [];
  for (const [index, size] of [
    [1200, 800],
    [900, 1125],
    [1000, 1000],
    [1600, 900],
    [800, 1200],
  ].entries())
    media.push(
      await importMedia(
        page,
        `picture-${index + 1}.jpg`,
        await landscape(size[0] ?? 0, size[1] ?? 0, 190 + index * 24),
      ),
    );
  for (const network of NETWORK_IDS) {
    const account = accounts.get(network);
    if (!account) throw new Error(`No account on ${network}`);
    const post = await call('posts.create', {
      clientId: ada.id,
      text: TEXT,
      threading: 'numbered',
      firstComment: 'Order by Thursday: #preorder',
      targets: [{ accountId: account.id }],
      media: media
        .slice(0, pictured[network])
        .map((mediaId, index) => ({ mediaId, altText: `A hill under the sun, ${index + 1}` })),
    });
    await openPlace(page, `/calendar?compose=${post.id}`);
    const shown = preview(page).locator('.shown');
    await expect(shown).toHaveClass(new RegExp(`shown-${network}`));
    await expect(shown.getByRole('img').first()).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await wear(desk, theme);
      await expect(shown).toHaveClass(theme === 'dark' ? /is-dark/ : /^(?!.*is-dark)/);
      await expectAccessible(page, `${network} in ${theme}`);
      await keepPicture(page, `preview-${network}-${theme}`);
    }
    await wear(desk, 'light');
    await anatomy[network](shown);
    await page.keyboard.press('Escape');
    await expect(composer(page)).toBeHidden();
  }
});

/** What is its own about each. */
const anatomy: Record<NetworkId, (shown: Locator) => Promise<void>> = {
  async x(shown) {
    await expect(shown.getByText('adas-bakery.com/stories/stollen…')).toBeVisible();
    await expect(shown.getByText(/^\d+ \/ 280$/)).toHaveCount(2);
    await expect(shown.getByText('First comment')).toBeVisible();
  },
  async facebook(shown) {
    await expect(shown.getByRole('button', { name: 'See more' })).toHaveCount(0);
    await expect(shown.getByText('says in the first comment')).toBeAttached();
  },
  async instagram(shown) {
    await expect(shown.getByText('#preorder')).toBeVisible();
    await shown.getByRole('button', { name: 'more' }).click();
    await expect(shown.getByText('#stollen')).toBeVisible();
    await shown.getByRole('button', { name: 'Next picture' }).click();
    await expect(shown.getByText('2/3')).toBeVisible();
  },
  async linkedin(shown) {
    await expect(shown.getByText('#stollen')).toBeHidden();
    await shown.getByRole('button', { name: 'more' }).click();
    await expect(shown.getByText('#stollen')).toBeVisible();
  },
  async tiktok(shown) {
    await expect(shown.getByText(/original sound/)).toBeVisible();
    await shown.getByRole('button', { name: 'more' }).click();
    await expect(shown.getByText('#bakery')).toBeVisible();
  },
  async threads(shown) {
    await expect(shown.getByRole('region', { name: 'Pictures' })).toBeVisible();
  },
  async bluesky(shown) {
    await expect(shown.getByText(/^\d+ \/ 300$/)).toHaveCount(2);
  },
  async mastodon(shown) {
    await expect(shown.getByText('adas-bakery.com/stories/stolle…')).toBeVisible();
  },
};

/** A draft with pictures for a client with accounts, open in the composer. */
async function openDraft(
  app: LaunchedApp,
  networks: readonly NetworkId[],
  sizes: readonly (readonly [number, number])[],
  text = 'Fresh from the oven',
) {
  const desk = await furnish(app);
  const accounts = await connectPractice(app, desk, networks);
  const { page, call, ada } = desk;
  const media = [];
  for (const [index, [width, height]] of sizes.entries()) {
    const bytes = await landscape(width, height, 190 + index * 40);
    media.push({ mediaId: await importMedia(page, `picture-${index + 1}.jpg`, bytes) });
  }
  const post = await call('posts.create', {
    clientId: ada.id,
    text,
    targets: [...accounts.values()].map(({ id }) => ({ accountId: id })),
    media,
  });
  await openPlace(page, `/calendar?compose=${post.id}`);
  await expect(composer(page)).toBeVisible();
  return { ...desk, accounts, post };
}

test('an image is cropped to what the network takes, with one press or with the keyboard, and goes out like that', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const { page, call, post } = await openDraft(app, ['instagram'], [[800, 1600]]);
  const item = composer(page).getByRole('region', { name: 'Images' }).getByRole('listitem').first();
  await expect(item).toContainText('Instagram: too tall, 4:5 at the tallest');
  const kept = async () => (await call('posts.get', { id: post.id })).media[0]?.crop;

  // The list of checks leads to the image.
  await page.getByRole('button', { name: /^Checks/ }).click();
  await page
    .getByRole('dialog', { name: 'Checks' })
    .getByRole('button', { name: /too tall for Instagram/ })
    .click();
  await expect(item.getByRole('button', { name: 'Crop picture-1.jpg' })).toBeFocused();

  await item.getByRole('button', { name: 'Crop to 4:5' }).click();
  await expect(item).not.toContainText('too tall');
  await expect(item).toContainText('800 × 1000');
  await expect.poll(kept).toEqual({ x: 0, y: 0.1875, width: 1, height: 0.625 });

  await item.getByRole('button', { name: 'Crop picture-1.jpg' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Crop image' });
  await expect(dialog.getByRole('img', { name: 'picture-1.jpg' })).toBeVisible();
  await expectAccessible(page, 'crop');
  await keepPicture(page, 'crop-light');
  await dialog.getByRole('radio', { name: '1:1', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Crop to 800 × 800' })).toBeVisible();
  await dialog.getByRole('group', { name: /The part that is sent/ }).focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowUp');
  await dialog.getByRole('button', { name: 'Crop to 800 × 800' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(item).toContainText('800 × 800');
  await expect.poll(async () => (await kept())?.height).toBeCloseTo(0.5, 3);
  expect((await kept())?.y).toBeLessThan(0.25);

  await item.getByRole('button', { name: 'Crop picture-1.jpg' }).click();
  await wear({ call, page }, 'dark');
  await keepPicture(page, 'crop-dark');
  await expectAccessible(page, 'crop in dark');
  await dialog.getByRole('button', { name: 'Whole image' }).click();
  await dialog.getByRole('button', { name: 'Keep the whole image' }).click();
  await expect(item).toContainText('720 × 1440');
  await expect.poll(kept).toBeNull();
});

test('images are described beside the picture, moved with the keyboard, and taken back when removed', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const { page, call, post } = await openDraft(
    app,
    ['instagram', 'x'],
    [
      [1000, 1000],
      [1500, 1000],
    ],
  );
  const items = composer(page).getByRole('region', { name: 'Images' }).getByRole('listitem');
  await expect(items).toHaveCount(2);
  await expect(items.nth(1)).toContainText('Instagram: shown cut to 1:1, like the first image');
  await items.first().getByRole('button', { name: 'Describe picture-1.jpg' }).click();
  const dialog = page.getByRole('dialog', { name: 'Describe image 1 of 2' });
  await dialog.getByRole('textbox', { name: 'Description' }).fill('A hill under a morning sun');
  await expect(dialog).toContainText('26 / 1,000 on');
  await expectAccessible(page, 'describe');
  await keepPicture(page, 'describe-light');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(items.first().getByRole('button', { name: 'Describe picture-1.jpg' })).toBeFocused();
  await expect(items.first()).not.toContainText('Not described yet');
  await expect(items.nth(1)).toContainText('Not described yet');
  await page.keyboard.press('Alt+ArrowRight');
  const order = async () =>
    (await call('posts.get', { id: post.id })).media.map(({ media, altText }) => [
      media.fileName,
      altText,
    ]);
  await expect.poll(order).toEqual([
    ['picture-2.jpg', ''],
    ['picture-1.jpg', 'A hill under a morning sun'],
  ]);
  await composer(page).getByRole('button', { name: 'Remove picture-2.jpg' }).click();
  await expect(items).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(2);
});

test('a repeat and a clash are told with the way to the other post; words from right to left stand right', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const text = 'שלום לכולם, הלחם יוצא מהתנור בשש בבוקר ביום שבת. באו מוקדם, יש רק ארבעים כיכרות';
  const { page, call, ada, accounts, post } = await openDraft(app, ['bluesky'], [], text);
  const account = accounts.get('bluesky');
  const other = await call('posts.create', {
    clientId: ada.id,
    text,
    targets: [{ accountId: account?.id ?? '' }],
  });
  await call('posts.schedule', {
    id: other.id,
    wallTime: '2030-05-06T09:05',
    zone: 'Europe/Berlin',
  });
  await call('posts.plan', {
    id: post.id,
    at: { wallTime: '2030-05-06T09:00', zone: 'Europe/Berlin' },
  });
  const area = composer(page).getByRole('textbox', { name: /^Text/ });
  await expect(area).toHaveAttribute('dir', 'auto');
  expect(await area.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  const words = preview(page).locator('.shown-text').first();
  expect(await words.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');

  await expect(page.getByRole('button', { name: /^Checks.* worth a look/ })).toBeVisible();
  await page.getByRole('button', { name: /^Checks/ }).click();
  const checks = page.getByRole('dialog', { name: 'Checks' });
  await expect(
    checks.getByRole('button', { name: /^Worth a look The same text goes out/ }),
  ).toBeVisible();
  await expectAccessible(page, 'checks');
  await keepPicture(page, 'checks-light');
  await checks.getByRole('button', { name: /The same text goes out/ }).click();
  await expect(page).toHaveURL(new RegExp(`/posts/${other.id}`));
});
