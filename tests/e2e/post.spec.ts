import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { type Desk, furnish, middleOfNextMonth } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const ENV = { CLIENTNEST_TICK_SECONDS: '1' };

async function write({ call, ada, account }: Desk, text: string) {
  return call('posts.create', {
    clientId: ada.id,
    text,
    targets: account ? [{ accountId: account.id }] : [],
  });
}

async function open(page: Page, path: string) {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

const accessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`),
  ).toEqual([]);
};

test('publish now is asked once, goes out once, and its story is told', async ({ launch }) => {
  const app = await launch({ env: ENV });
  const desk = await furnish(app, pds);
  const { page } = desk;
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('Hello from the desk');
  await page.keyboard.press('Control+Shift+Enter');
  const question = page.getByRole('dialog', { name: 'Publish now?' });
  await question.getByRole('button', { name: 'Publish now' }).click();
  await expect(question).toBeHidden();

  await open(page, '/posts?tab=all');
  const row = page.getByRole('button', { name: /Hello from the desk/ });
  await expect(row).toContainText('Published', { timeout: 20_000 });
  await row.click();
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible();
  await expect(page.getByText('Sent to Bluesky, and published.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Edit' })).toBeHidden();
  await accessible(page);
  const records = await pds.records(desk.account?.remoteId ?? '');
  expect(records.map(({ value }) => value.text)).toEqual(['Hello from the desk']);
});

test('a network that is away: the post says so, and when it is tried again', async ({ launch }) => {
  const away = await startPds();
  const app = await launch({ env: ENV });
  const desk = await furnish(app, away);
  const { page, call } = desk;
  const post = await write(desk, 'Into the silence');
  await away.stop();
  await call('posts.publishNow', { id: post.id });
  await open(page, `/posts/${post.id}`);
  await expect(page.getByRole('heading', { name: /^(Going out now|Not out yet)$/ })).toBeVisible();
  await expect(page.getByText(/Tries again/).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Tried to reach Bluesky/).first()).toBeVisible();
  await accessible(page);
});

test('a scheduled post is taken back, duplicated, removed and brought back', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const post = await write(desk, 'Back and forth');
  const wallTime = `${middleOfNextMonth()}T09:00`;
  await call('posts.schedule', { id: post.id, wallTime, zone: 'Europe/Berlin' });
  await open(page, `/posts/${post.id}`);
  await expect(page.getByRole('heading', { name: /^Goes out/ })).toBeVisible();
  await accessible(page);

  await page.getByRole('button', { name: 'Back to draft' }).click();
  await expect(page.getByRole('heading', { name: 'Not scheduled yet' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: /^Goes out/ })).toBeVisible();
  expect(await call('posts.get', { id: post.id })).toMatchObject({
    status: 'scheduled',
    wallTime,
  });

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate as draft' }).click();
  const copy = page.getByRole('dialog', { name: 'Edit post' });
  await expect(copy.getByRole('textbox', { name: 'Text' })).toHaveValue('Back and forth');
  expect(page.url()).not.toContain(`compose=${post.id}`);
  await page.keyboard.press('Escape');
  await expect(copy).toBeHidden();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/posts$/);
  expect(await desk.refused('posts.get', { id: post.id })).toBe('not_found');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('posts.list', { statuses: ['scheduled'] })).posts.length)
    .toBe(1);
});

test('editing a scheduled post keeps its time unless another is chosen', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const post = await write(desk, 'Nearly right');
  const wallTime = `${middleOfNextMonth()}T09:00`;
  await call('posts.schedule', { id: post.id, wallTime, zone: 'Europe/Berlin' });
  await open(page, `/posts/${post.id}`);
  await expect(page.getByRole('heading', { name: /^Goes out/ })).toBeVisible();
  await page.keyboard.press('e');
  const sheet = page.getByRole('dialog', { name: 'Edit post' });
  await sheet.getByRole('textbox', { name: 'Text' }).fill('Right');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toBeHidden();
  expect(await call('posts.get', { id: post.id })).toMatchObject({
    text: 'Right',
    status: 'scheduled',
    wallTime,
  });
});

test('the posts stand under their tabs and are walked by key', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  await open(page, '/posts');
  await expect(page.getByRole('heading', { name: 'No drafts' })).toBeVisible();
  await accessible(page);
  for (const text of ['One', 'Two', 'Three']) await write(desk, text);
  const planned = await write(desk, 'Planned');
  await call('posts.schedule', {
    id: planned.id,
    wallTime: `${middleOfNextMonth()}T09:00`,
    zone: 'Europe/Berlin',
  });
  await expect(page.getByRole('tab', { name: 'Drafts 3' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: /Three/ })).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: /Two/ })).toBeFocused();
  await accessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Not scheduled yet' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Scheduled 1' }).click();
  await expect(page).toHaveURL(/tab=scheduled/);
  await expect(page.getByRole('button', { name: /Planned/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Nothing repeats' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'Nothing is published yet' })).toBeVisible();
});

test('a post that is gone says so', async ({ app }) => {
  const { page } = await furnish(app);
  await open(page, '/posts/0193aaaa-0000-7000-8000-000000000000');
  await expect(page.getByRole('heading', { name: 'This post is not here' })).toBeVisible();
  await accessible(page);
});
