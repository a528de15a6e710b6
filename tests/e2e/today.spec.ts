import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, dayAhead, furnish } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import type { Pds } from '../support/pds.ts';
import { type OpenSandbox, startSandboxPds } from '../support/sandbox.ts';
import { movableClock, openPlace } from '../support/trouble.ts';

const MAKING = { timeout: 150_000 };
const MINUTE = 60_000;

let pds: Pds & { sandbox: OpenSandbox };
test.beforeAll(async () => {
  pds = await startSandboxPds();
});
test.afterAll(() => pds.stop());

const SIZES = { 1280: [1280, 800], 900: [900, 600] } as const;

async function resize({ electron, page }: LaunchedApp, width: keyof typeof SIZES) {
  await electron.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(...(size as [number, number]));
    },
    SIZES[width] as unknown as [number, number],
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
}

/** In both themes: looked at by axe, and kept as pictures in both sizes. */
async function lookAround(app: LaunchedApp, call: Desk['call'], name: string) {
  const { page } = app;
  for (const theme of ['light', 'dark'] as const) {
    await call('settings.update', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const width of [900, 1280] as const) {
      await resize(app, width);
      await expectAccessible(page, `${name}, ${theme}, ${width}`);
      await keepPicture(page, `${name}-${theme}-${width}`);
    }
  }
}

const needs = (page: Page) => page.getByRole('list', { name: 'Needs you' }).getByRole('listitem');
const card = (page: Page, name: string) => page.getByRole('region', { name });

test('with two months of a demo, the day shows its posts, its numbers and who came to follow', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(400_000);
  const app = await launch();
  const { page } = app;
  await page.waitForSelector('html[data-ready="true"]');
  await page.getByRole('button', { name: 'Explore with a demo workspace' }).click();
  await expect(page.getByRole('grid')).toBeVisible(MAKING);
  const call = callOf(page);

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(card(page, 'Followers')).toContainText(/\+\d+ since/);
  await expect(card(page, 'AI requests today')).toContainText('AI is not set up');
  const growth = page.getByRole('figure', { name: /more followers than on/ });
  await expect(growth).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Posts do/ })).toBeVisible();
  await page.waitForTimeout(600);
  await lookAround(app, call, 'today');
  await page.getByRole('radio', { name: '90 days' }).click();
  await expect(page).toHaveURL(/days=90/);
  await page.mouse.wheel(0, 2000);
  app.expectNoCspViolations();
});

function callOf(page: Page): Desk['call'] {
  return async (name, input) => {
    const answer = await page.evaluate(
      ([route, value]) => window.clientnest.invoke(route as never, value as never),
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as never;
  };
}
