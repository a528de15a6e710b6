import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type {} from '../../shared/ipc/bridge.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import { expectAccessible } from '../support/accessible.ts';
import { decideOnSandbox } from '../support/consent.ts';
import { furnish } from '../support/desk.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { movableClock, openPlace } from '../support/trouble.ts';

const HOUR = 60 * 60_000;
/** The demo publishes two months of posts while it is made. */
const MAKING = { timeout: 150_000 };

test('a newcomer explores the demo: publishes, reads what people say, answers, and throws it away', async ({
  launch,
  userData,
}, testInfo) => {
  testInfo.setTimeout(560_000);
  const clock = movableClock(testInfo.outputPath('clock-offset'));
  const app = await launch({ env: clock.env });
  const { page } = app;
  const call = caller(page);
  await page.waitForSelector('html[data-ready="true"]');
  expect(existsSync(path.join(userData, 'practice'))).toBe(false);

  await page.getByRole('button', { name: 'Explore with a demo workspace' }).click();
  await expect(page.getByRole('progressbar', { name: 'Making the demo workspace' })).toBeVisible();
  await expectAccessible(page, 'the demo is being made');
  await expect(page.getByRole('grid')).toBeVisible(MAKING);
  await expect(page.getByRole('region', { name: 'Demo workspace' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await look(app, testInfo.outputDir, 'demo-calendar');
  expect(await call('posts.needsYou', {})).toEqual(
    expect.objectContaining({ missed: 0, failed: 0 }),
  );

  await openPlace(page, '/accounts');
  await expect(page.getByText('Practice', { exact: true })).toHaveCount(8);
  await look(app, testInfo.outputDir, 'demo-accounts');

  const [first = '', ...others] = await soonOut(call);
  await openPlace(page, `/posts/${first}`);
  await expect(page.getByText('Practice: nobody sees this.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('heading', { name: /^Published/ })).toBeVisible({ timeout: 45_000 });
  // Which posts people talk about is drawn by their ids: one in nine hears nothing.
  clock.set(HOUR);
  for (const id of [first, ...others]) {
    if (id !== first) {
      await call('posts.publishNow', { id });
      await expect
        .poll(async () => (await call('posts.get', { id })).status, { timeout: 45_000 })
        .toBe('published');
      clock.set(clock.now() + HOUR - Date.now());
      await openPlace(page, `/posts/${id}`);
    }
    await page.waitForTimeout(500);
    const [read] = await call('engagement.read', { postId: id });
    expect(read).toMatchObject({ gone: false, metricsProblem: null, commentsProblem: null });
    if (read?.comments?.length) break;
  }
  await page.getByRole('button', { name: /^Read @.* again$/ }).click();
  const comments = page.getByRole('region', { name: /^Comments on @/ });
  await expect(comments.getByRole('listitem').first()).toBeVisible({ timeout: 20_000 });
  await comments
    .getByRole('button', { name: /^Answer / })
    .first()
    .click();
  await page.getByLabel(/^Answer to /).fill('Thank you, see you on Saturday');
  await look(app, testInfo.outputDir, 'demo-post');
  await page.getByLabel(/^Answer to /).press('ControlOrMeta+Enter');
  await expect(comments.getByText('Thank you, see you on Saturday')).toBeVisible();

  await openPlace(page, '/calendar');
  await page.keyboard.press('n');
  const composer = page.getByRole('dialog', { name: /post/i });
  await expect(composer).toBeVisible();
  await composer.getByRole('textbox').first().fill('Two more days of winter hours.');
  const accounts = composer.getByRole('group', { name: 'Accounts' }).getByRole('button');
  if ((await accounts.first().getAttribute('aria-pressed')) !== 'true')
    await accounts.first().click();
  await expect(composer.getByRole('button', { name: /^Practice/ })).toBeVisible();
  await look(app, testInfo.outputDir, 'demo-composer');
  await page.keyboard.press('Escape');
  await expect(composer).toHaveCount(0);

  await page.getByRole('button', { name: 'Start afresh' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Brio Coffee Roasters');
  await expect(question).toContainText('you start afresh');
  await expectAccessible(page, 'the question before the demo goes');
  await question.getByRole('button', { name: 'Throw it away' }).click();
  await expect(page.getByLabel('Your name')).toBeVisible({ timeout: 20_000 });
  expect(await call('clients.list', {})).toEqual([]);
  expect(existsSync(path.join(userData, 'practice'))).toBe(false);
  app.expectNoCspViolations();
});

test('a newcomer without accounts connects practice ones from the gallery', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const app = await launch();
  const { page, call, ada } = await furnish(app);
  await app.electron.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
  });
  const asked = () =>
    app.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

  let connected = 0;
  // Comes back by a page on the web, and fetches its pictures: what is hardest for a computer of one's own.
  for (const [name, who] of [
    ['Instagram', 'ada'],
    ['X', 'ada'],
    ['Facebook', 'Sam'],
  ] as const) {
    await openPlace(page, '/accounts');
    await page.getByRole('button', { name: `Connect ${name}` }).click();
    if (name === 'Instagram') await look(app, testInfo.outputDir, 'practice-offer');
    await page.getByRole('button', { name: 'Practise without an account' }).click();
    if (name === 'Instagram') await look(app, testInfo.outputDir, 'practice-begin');
    const before = (await asked()).length;
    await page.getByRole('button', { name: `Open the practice ${name}` }).click();
    await expect.poll(async () => (await asked()).length, { timeout: 20_000 }).toBe(before + 1);
    await expect(page.getByText(`Your browser is open at the practice ${name}.`)).toBeVisible();
    if (name === 'Instagram') await look(app, testInfo.outputDir, 'practice-waiting');
    const last = await fetch(await decideOnSandbox((await asked()).at(-1) ?? '', who));
    expect(await last.text()).toContain('You can close this tab');
    if (name === 'Facebook') {
      await page.getByRole('checkbox', { name: /Ada/ }).check();
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
    }
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 });
    connected += 1;
    const accounts = await call('accounts.list', { clientId: ada.id });
    expect(accounts.map(({ practice }) => practice)).toEqual(Array(connected).fill(true));
    await expect(page.getByText('Practice', { exact: true })).toHaveCount(connected);
  }
  // A developer app of one's own is still asked for where it is for real.
  await page.getByRole('button', { name: 'Connect X' }).click();
  await expect(page.getByText('lets in only apps that are registered there')).toBeVisible();
  app.expectNoCspViolations();
});

type Call = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
) => Promise<RouteOutput<Name>>;

const caller =
  (page: Page): Call =>
  async (name, input) => {
    const answer = await page.evaluate(
      ([route, value]) => window.clientnest.invoke(route as never, value as never),
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as never;
  };

/** Scheduled posts for one network whose comments can be answered. */
async function soonOut(call: Call): Promise<string[]> {
  const { posts } = await call('posts.list', { statuses: ['scheduled'], limit: 100 });
  return posts
    .filter(({ networks: [network, ...more] }) => network === 'mastodon' && more.length === 0)
    .map(({ id }) => id);
}

const SIZES = [
  [1280, 800],
  [900, 600],
] as const;

/** Screens are kept in both sizes and themes, and looked at with axe. */
async function look({ electron, page }: LaunchedApp, folder: string, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((to) => window.clientnest.invoke('settings.update', { theme: to }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [width, height] of SIZES) {
      await electron.evaluate(
        ({ BrowserWindow }, [wide, high]) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high),
        [width, height] as const,
      );
      await page.waitForTimeout(250);
      await page.screenshot({ path: path.join(folder, `${name}-${theme}-${width}.png`) });
    }
    await expectAccessible(page, `${name}, ${theme}`);
  }
}
