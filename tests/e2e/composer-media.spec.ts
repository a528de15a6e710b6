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
