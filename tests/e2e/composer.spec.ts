import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { furnish, middleOfNextMonth } from '../support/desk.ts';
import { flat } from '../support/images.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });
const text = (page: Page) => composer(page).getByRole('textbox', { name: /^Text/ });
const saved = (page: Page) => expect(composer(page).getByRole('status')).toHaveText(/^Saved/);

/** N, and the words can come. */
async function begin(page: Page): Promise<void> {
  await page.keyboard.press('n');
  await expect(text(page)).toBeFocused();
}

/** The id of the post that is open, once its first save has put it into the URL. */
async function openPost(page: Page): Promise<string> {
  await expect(page).toHaveURL(/compose=[0-9a-f]{8}-/);
  return new URL(page.url()).searchParams.get('compose') ?? '';
}

const accessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`),
  ).toEqual([]);
};

test('what is written is saved by itself, outlives Esc, and is one draft', async ({ app }) => {
  const { page, call } = await furnish(app, pds);
  await begin(page);
  await accessible(page);
  await page.keyboard.type('Fresh bread from six');
  await saved(page);
  const id = await openPost(page);
  await page.keyboard.type(' in the morning');
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();
  await expect
    .poll(async () => (await call('posts.get', { id })).text)
    .toBe('Fresh bread from six in the morning');
  expect((await call('posts.list', {})).posts).toHaveLength(1);

  await page.getByRole('link', { name: 'Posts' }).click();
  await page.getByRole('button', { name: /Fresh bread/ }).focus();
  await page.keyboard.press('e');
  await expect(text(page)).toHaveValue('Fresh bread from six in the morning');
});

test('words that were typed right before the window closed are there again', async ({
  app,
  launch,
}) => {
  const { page, call } = await furnish(app, pds);
  await begin(page);
  await page.keyboard.type('First');
  await saved(page);
  const id = await openPost(page);
  await page.keyboard.type(' and last words');
  await app.close();
  const again = await launch();
  await again.page.waitForSelector('html[data-ready="true"]');
  const kept = await again.page.evaluate(
    (post) => window.clientnest.invoke('posts.get', { id: post }),
    id,
  );
  expect(kept).toMatchObject({ ok: true, value: { text: 'First and last words' } });
  expect(call).toBeDefined();
});

test('a draft in which nothing stayed is not kept', async ({ app }) => {
  const { page, call } = await furnish(app, pds);
  await begin(page);
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();
  await begin(page);
  await page.keyboard.type('x');
  await saved(page);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await call('posts.list', {})).posts.length).toBe(0);
});

test('what does not fit is marked, counted, and stops the schedule', async ({ app }) => {
  const { page, call } = await furnish(app, pds);
  await begin(page);
  await text(page).fill('é'.repeat(290));
  await expect(composer(page).getByText('10 left')).toBeVisible();
  await text(page).fill(`${'é'.repeat(300)} too long`);
  await expect(composer(page).getByText('9 too long')).toBeVisible();
  await expect(composer(page).locator('mark')).toHaveText(' too long');
  await accessible(page);

  await page.keyboard.press('Control+Enter');
  const checks = page.getByRole('dialog', { name: 'Checks' });
  await expect(checks.getByRole('button', { name: /Shorten the text .* by 9/ })).toBeVisible();
  await accessible(page);
  await checks.getByRole('button', { name: /Shorten/ }).click();
  await expect(text(page)).toBeFocused();
  expect((await call('posts.list', { statuses: ['scheduled'] })).posts).toEqual([]);
});

test('a post is scheduled by keyboard for the day that was clicked, and back with Ctrl and Z', async ({
  app,
}) => {
  const { page, call } = await furnish(app, pds);
  const date = middleOfNextMonth();
  await page.evaluate((at) => {
    history.pushState({}, '', `/calendar?compose=new&at=${at}T09:00`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, date);
  await expect(text(page)).toBeFocused();
  await page.keyboard.type('Stollen, from the second Saturday on');
  const primary = composer(page).getByRole('button', { name: /^Schedule for/ });
  await expect(primary).toHaveText(/ 9:00$/);

  await composer(page)
    .getByRole('button', { name: /9:00.*Berlin/ })
    .click();
  const when = page.getByRole('dialog', { name: 'When' });
  await accessible(page);
  await page.keyboard.press('ArrowRight');
  await when.getByLabel('Time').fill('1030');
  await page.keyboard.press('Enter');
  await expect(primary).toHaveText(/ 10:30$/);

  await text(page).focus();
  await page.keyboard.press('Control+Enter');
  await expect(composer(page)).toBeHidden();
  await expect(page.getByText(/^Scheduled for/).first()).toBeVisible();
  const [planned] = (await call('posts.list', { statuses: ['scheduled'] })).posts;
  expect(planned?.wallTime).toBe(`${middleOfNextMonth(16)}T10:30`);
  expect(planned?.zone).toBe('Europe/Berlin');

  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('posts.list', { statuses: ['draft'] })).posts.length)
    .toBe(1);
});

test('images are added, described, put in order and taken off', async ({ app }) => {
  const { page, call } = await furnish(app, pds);
  await begin(page);
  await page.keyboard.type('Two pictures');
  const picture = async (name: string, width: number) => ({
    name,
    mimeType: 'image/png',
    buffer: await flat(width, 300).png().toBuffer(),
  });
  await composer(page)
    .getByLabel('Choose images')
    .setInputFiles([await picture('loaf.png', 400), await picture('oven.png', 2600)]);
  const items = composer(page).getByRole('region', { name: 'Images' }).getByRole('listitem');
  await expect(items).toHaveCount(2);
  await expect(items.nth(1)).toContainText('2000 × 231');
  await expect(items.first()).toContainText('Not described yet');
  await items.first().getByLabel('Description').fill('A loaf on a wooden table');
  await expect(items.first()).not.toContainText('Not described yet');
  await accessible(page);

  await items.first().getByLabel('Description').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await saved(page);
  const id = await openPost(page);
  await expect
    .poll(async () =>
      (await call('posts.get', { id })).media.map(({ media, altText }) => [
        media.fileName,
        altText,
      ]),
    )
    .toEqual([
      ['oven.png', ''],
      ['loaf.png', 'A loaf on a wooden table'],
    ]);

  await composer(page).getByRole('button', { name: 'Remove oven.png' }).click();
  await expect(items).toHaveCount(1);
  await expect(composer(page).getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(items).toHaveCount(2);
  await expect(composer(page)).toBeVisible();
});

test('a file that is no image is refused in words', async ({ app }) => {
  const { page } = await furnish(app, pds);
  await begin(page);
  await composer(page)
    .getByLabel('Choose images')
    .setInputFiles({ name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.getByText(/fake\.png/).first()).toBeVisible();
  await expect(composer(page).getByRole('region', { name: 'Images' })).toBeHidden();
});

test('an account gets words of its own, and follows the main text again', async ({ app }) => {
  const { page, call, ada, account } = await furnish(app, pds);
  const second = await pds.createAccount('oven');
  await call('accounts.connect', {
    clientId: ada.id,
    network: 'bluesky',
    serviceUrl: pds.url,
    identifier: second.handle,
    appPassword: await pds.createAppPassword(second),
  });
  // A composer that knows one account alone has chosen it already.
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await begin(page);
  await page.keyboard.type('For everybody');
  const accounts = composer(page).getByRole('group', { name: 'Accounts' });
  await accounts.getByRole('button', { name: /@desk/ }).click();
  await accounts.getByRole('button', { name: /@oven/ }).click();
  const tabs = composer(page).getByRole('tablist', { name: 'Versions of the text' });
  await tabs.getByRole('tab', { name: /@oven/ }).click();
  await expect(text(page)).toHaveAttribute('readonly', '');
  await composer(page).getByRole('button', { name: 'Write its own version' }).click();
  await text(page).fill('From the oven itself');
  await accessible(page);
  await saved(page);
  const id = await openPost(page);
  const versions = async () =>
    (await call('posts.get', { id })).targets.map((target) => [target.handle, target.text]);
  await expect.poll(versions).toEqual([
    [account?.handle, null],
    [second.handle, 'From the oven itself'],
  ]);
  await expect(composer(page).getByRole('complementary', { name: 'Preview' })).toContainText(
    'From the oven itself',
  );
  await composer(page).getByRole('button', { name: 'Follow the main text' }).click();
  await expect(text(page)).toHaveValue('For everybody');
  await expect.poll(versions).toEqual([
    [account?.handle, null],
    [second.handle, null],
  ]);
});

test('a post that was changed elsewhere is never overwritten unseen', async ({ app }) => {
  const { page, call, ada } = await furnish(app, pds);
  const post = await call('posts.create', { clientId: ada.id, text: 'As it was' });
  await page.evaluate((id) => {
    history.pushState({}, '', `/calendar?compose=${id}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, post.id);
  await expect(text(page)).toHaveValue('As it was');

  // Both within the pause in which nothing is saved yet.
  await text(page).fill('Mine');
  await call('posts.update', { id: post.id, expectedVersion: post.version, text: 'Theirs' });
  const question = page.getByRole('dialog', { name: 'This post was changed elsewhere' });
  await expect(question).toContainText('Mine');
  await expect(question).toContainText('Theirs');
  expect((await call('posts.get', { id: post.id })).text).toBe('Theirs');
  await accessible(page);

  await question.getByRole('button', { name: 'Keep both' }).click();
  await expect(question).toBeHidden();
  await expect(text(page)).toHaveValue('Theirs');
  const { posts } = await call('posts.list', {});
  expect(posts.map(({ excerpt }) => excerpt).sort()).toEqual(['Mine', 'Theirs']);

  // What is saved elsewhere while nothing is written here is simply shown.
  const { version } = await call('posts.get', { id: post.id });
  await call('posts.update', { id: post.id, expectedVersion: version, text: 'Theirs, later' });
  await expect(text(page)).toHaveValue('Theirs, later');
});

test('a new post can be given to another client and keeps its words', async ({ app }) => {
  const { page, call, brio } = await furnish(app, pds);
  await begin(page);
  await page.keyboard.type('Whose was this again');
  await saved(page);
  await composer(page).getByRole('combobox', { name: 'Client' }).click();
  await page.getByRole('option', { name: 'Brio Bikes' }).click();
  await expect(text(page)).toHaveValue('Whose was this again');
  await expect
    .poll(async () => (await call('posts.list', {})).posts.map(({ clientId }) => clientId))
    .toEqual([brio.id]);
});

test('the preview shows the post as the network does, and is a switch in a small window', async ({
  app,
}) => {
  const { page } = await furnish(app, pds);
  await begin(page);
  await page.keyboard.type('Ask @ada.test about #stollen at https://example.com/list.');
  const preview = composer(page).getByRole('complementary', { name: 'Preview' });
  for (const word of ['@ada.test', '#stollen', 'https://example.com/list'])
    await expect(preview.getByText(word, { exact: true })).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600),
  );
  await expect(preview).toBeHidden();
  await composer(page).getByRole('button', { name: 'Preview' }).click();
  await expect(preview).toBeVisible();
  await expect(text(page)).toBeHidden();
  await accessible(page);
  await composer(page).getByRole('button', { name: 'Write' }).click();
  await expect(text(page)).toBeVisible();
});
