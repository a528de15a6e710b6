import type { Locator, Page } from 'playwright/test';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { openPlace, openTrouble, type Trouble } from '../support/trouble.ts';

const SLOW = { timeout: 30_000 };

let trouble: Trouble | null = null;
test.beforeEach(async ({ launch }, testInfo) => {
  testInfo.setTimeout(180_000);
  trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
});
test.afterEach(() => trouble?.sandbox.remove());

const opened = (): Trouble => {
  if (!trouble) throw new Error('Nothing is open');
  return trouble;
};
const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });
const text = (page: Page) => composer(page).getByRole('textbox', { name: /^Text/ });
const saved = (page: Page) =>
  expect(
    composer(page)
      .getByRole('status')
      .filter({ hasText: /^Saved/ }),
  ).toBeVisible(SLOW);
const preview = (page: Page) => composer(page).getByRole('complementary', { name: 'Preview' });

const look = (name: string) => lookAt(opened(), `composer-${name}`);

/** A new post to both accounts. */
async function begin() {
  const { page, accounts } = opened();
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.keyboard.press('n');
  const choice = composer(page).getByRole('group', { name: 'Accounts' });
  for (const { handle } of Object.values(accounts))
    await choice.getByRole('button', { name: new RegExp(`@${handle}$`) }).click();
  await text(page).focus();
  return page;
}

/** The id of the post that is open, once its first save has put it into the URL. */
async function openPost(page: Page): Promise<string> {
  await expect(page).toHaveURL(/compose=[0-9a-f]{8}-/, SLOW);
  return new URL(page.url()).searchParams.get('compose') ?? '';
}

const insert = (page: Page): Locator => page.getByRole('dialog', { name: 'Insert' });

async function fillLibrary() {
  const { call, ada } = opened();
  const clientId = ada.id;
  await call('library.create', {
    clientId,
    kind: 'mention',
    name: 'Harbour Books',
    content: { handles: { bluesky: 'harbour.bsky.social', mastodon: 'harbour@books.social' } },
  });
  await call('library.create', {
    clientId,
    kind: 'hashtags',
    name: 'Bread lovers',
    content: { tags: ['sourdough', 'freshbread'] },
  });
  await call('library.create', {
    clientId: null,
    kind: 'snippet',
    name: 'Opening hours',
    content: { text: 'Open Tuesday to Saturday, 7 to 18.' },
  });
  await call('library.create', {
    clientId,
    kind: 'template',
    name: 'Monday special',
    content: {
      text: 'Monday special: ',
      firstComment: 'Until we run out.',
      category: 'Offers',
      labelIds: [],
    },
  });
}

test('what is kept is put in at the caret, each network gets its own handle, and undo takes it back', async () => {
  await fillLibrary();
  const page = await begin();
  await page.keyboard.type('Coffee with');
  await composer(page).getByRole('button', { name: 'Insert' }).click();
  await expect(insert(page).getByRole('option')).not.toHaveCount(0);
  await look('insert');
  await page.keyboard.type('harbour');
  await page.keyboard.press('Enter');
  await expect(text(page)).toBeFocused();
  await expect(text(page)).toHaveValue('Coffee with @{Harbour Books}');

  // The preview has the handle of the network that it shows.
  await expect(preview(page)).toContainText('@harbour.bsky.social');
  await preview(page).getByRole('combobox', { name: 'Preview of' }).click();
  const { accounts, call } = opened();
  await page.getByRole('option', { name: `@${accounts.mastodon.handle}` }).click();
  await expect(preview(page)).toContainText('@harbour');
  await expect(preview(page)).not.toContainText('{Harbour Books}');

  // As if it were typed: one undo, and it is gone.
  await text(page).focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text(page)).toHaveValue('Coffee with');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(text(page)).toHaveValue('Coffee with @{Harbour Books}');

  // By the keyboard alone: a slash at the start of a line.
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await expect(insert(page)).toBeVisible();
  await page.keyboard.type('bread');
  await page.keyboard.press('Enter');
  await expect(text(page)).toHaveValue('Coffee with @{Harbour Books}\n#sourdough #freshbread');
  // A slash that is meant stays.
  await page.keyboard.press('Enter');
  await page.keyboard.type('/');
  await expect(insert(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text(page)).toBeFocused();
  await expect(text(page)).toHaveValue(/\n\/$/);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');

  await saved(page);
  const id = await openPost(page);
  expect((await call('posts.get', { id })).mentions).toMatchObject([{ name: 'Harbour Books' }]);
  opened().app.expectNoCspViolations();
});

test('a mention goes out as the handle that each network knows', async () => {
  await fillLibrary();
  const { publish, delivery, page } = opened();
  const post = await publish('Tea with @{Harbour Books} and @{Nobody}', ['bluesky', 'mastodon']);
  // There is none before the runner has come to it.
  for (const on of ['bluesky', 'mastodon'] as const)
    await expect
      .poll(
        () =>
          delivery(post.id, on).then(
            ({ state }) => state,
            () => null,
          ),
        SLOW,
      )
      .toBe('published');
  await openPlace(page, '/posts');
  const { sandbox } = opened();
  const posts = sandbox.posts();
  expect(posts.map((one) => one.text).sort()).toEqual([
    'Tea with @harbour.bsky.social and Nobody',
    'Tea with @harbour@books.social and Nobody',
  ]);
});

test('emoji are found by name, without a network', async () => {
  const page = await begin();
  await page.keyboard.type('Fresh bread ');
  await composer(page).getByRole('button', { name: 'Emoji' }).click();
  const search = insert(page).getByRole('searchbox', { name: 'Search emoji' });
  await expect(search).toBeFocused();
  await expect(insert(page).getByRole('gridcell').first()).toBeVisible(SLOW);
  await look('emoji');
  await page.keyboard.type('croissant');
  await expect(insert(page).getByRole('gridcell')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(text(page)).toHaveValue('Fresh bread 🥐');
  opened().app.expectNoCspViolations();
});

test('links are cleaned and tagged only when asked, and it can be taken back', async () => {
  const { call, ada } = opened();
  await call('clients.update', {
    id: ada.id,
    linkTags: { source: '{network}', medium: 'social', campaign: 'advent' },
  });
  const page = await begin();
  const dirty = 'Order at https://ada.example/stollen?size=2&utm_source=mail&fbclid=abc today';
  await text(page).fill(dirty);
  const line = composer(page).getByText('1 link carries tracking parameters.');
  await expect(line).toBeVisible();
  await look('links');
  await composer(page).getByRole('button', { name: 'Clean' }).click();
  const clean = 'Order at https://ada.example/stollen?size=2 today';
  await expect(text(page)).toHaveValue(clean);
  await composer(page).getByRole('button', { name: 'Undo' }).click();
  await expect(text(page)).toHaveValue(dirty);
  await composer(page).getByRole('button', { name: 'Clean' }).click();
  await expect(text(page)).toHaveValue(clean);

  await expect(composer(page).getByRole('button', { name: 'Add tags' })).toBeVisible({
    timeout: 15_000,
  });
  await composer(page).getByRole('button', { name: 'Add tags' }).click();
  await expect(text(page)).toHaveValue(
    'Order at https://ada.example/stollen?size=2&utm_source={network}&utm_medium=social&utm_campaign=advent today',
  );
  await saved(page);
  await expect(preview(page)).not.toContainText('{network}');
});

test('labels, a category and a template are there with the next post', async () => {
  const { call, ada } = opened();
  await call('labels.create', { clientId: ada.id, name: 'Advent' });
  const page = await begin();
  await page.keyboard.type('Stollen from Saturday on');
  await composer(page)
    .getByRole('combobox', { name: /^Labels/ })
    .click();
  await page.getByRole('option', { name: 'Advent' }).click();
  await page.keyboard.press('Escape');
  await composer(page).getByRole('combobox', { name: 'Category' }).fill('Seasonal');
  await saved(page);
  const id = await openPost(page);
  await expect.poll(async () => (await call('posts.get', { id })).category).toBe('Seasonal');
  expect((await call('posts.get', { id })).labelIds).toHaveLength(1);
  await look('details');

  await composer(page).getByRole('button', { name: 'Insert' }).click();
  await insert(page).getByRole('option', { name: 'Save the post as a template' }).click();
  await insert(page).getByRole('textbox', { name: 'Name' }).fill('Advent post');
  await look('keep');
  await insert(page).getByRole('button', { name: 'Keep it' }).click();
  await expect(insert(page)).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(composer(page)).toBeHidden();

  await page.keyboard.press('n');
  await look('template');
  await composer(page).getByRole('button', { name: 'Advent post' }).click();
  await expect(text(page)).toHaveValue('Stollen from Saturday on');
  await expect(composer(page).getByRole('combobox', { name: 'Category' })).toHaveValue('Seasonal');
});

test('what a post said stays, and can be brought back', async () => {
  const { call, ada, accounts } = opened();
  const first = await call('posts.create', {
    clientId: ada.id,
    text: 'We open at seven on Monday.',
    targets: [{ accountId: accounts.bluesky.id }],
  });
  const second = await call('posts.update', {
    id: first.id,
    expectedVersion: first.version,
    text: 'We open at eight on Monday, with fresh rolls.',
    firstComment: 'See you there',
  });
  const { page } = opened();
  await openPlace(page, `/calendar?compose=${first.id}`);
  await expect(text(page)).toHaveValue(second.text);
  await composer(page).getByRole('button', { name: 'History' }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await expect(history.locator('del', { hasText: 'seven' })).toBeVisible(SLOW);
  await expect(history.locator('ins', { hasText: 'eight' })).toBeVisible();
  await look('history');
  await history.getByRole('list', { name: 'Versions' }).getByRole('button').nth(1).click();
  await history.getByRole('button', { name: 'Bring this back' }).click();
  await expect(history.getByText('The post says that again.')).toBeVisible();
  expect((await call('posts.get', { id: first.id })).text).toBe(first.text);
  await history.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => (await call('posts.get', { id: first.id })).firstComment)
    .toBe('See you there');
  await page.keyboard.press('Escape');
  await expect(text(page)).toHaveValue(second.text);

  // And from the page of the post.
  await page.keyboard.press('Escape');
  await openPlace(page, `/posts/${first.id}`);
  await page.getByRole('button', { name: 'History' }).click();
  await expect(history).toBeVisible();
});

test('two desks, one post: both changes are kept, and only the same place is asked about', async () => {
  const { call, ada, accounts, page } = opened();
  const post = await call('posts.create', {
    clientId: ada.id,
    text: 'We open at seven on Monday. Come early for rolls.',
    targets: [{ accountId: accounts.bluesky.id }],
  });
  await openPlace(page, `/calendar?compose=${post.id}`);
  await expect(text(page)).toHaveValue(post.text);
  // Both within the pause in which nothing is saved yet.
  await text(page).fill('We open at seven on Monday. Come early for pretzels.');
  await call('posts.update', {
    id: post.id,
    expectedVersion: post.version,
    text: 'We open at eight on Monday. Come early for rolls.',
    firstComment: 'From the other desk',
  });
  const both = 'We open at eight on Monday. Come early for pretzels.';
  await expect(text(page)).toHaveValue(both);
  await expect(composer(page).getByText(/Both changes kept/)).toBeVisible();
  await look('merged');
  await expect.poll(async () => (await call('posts.get', { id: post.id })).text).toBe(both);
  expect((await call('posts.get', { id: post.id })).firstComment).toBe('From the other desk');

  const now = await call('posts.get', { id: post.id });
  await text(page).fill('We open at nine on Monday. Come early for pretzels.');
  await call('posts.update', {
    id: post.id,
    expectedVersion: now.version,
    text: 'We open at ten on Monday. Come early for pretzels.',
    category: 'Hours',
  });
  const question = page.getByRole('dialog', { name: 'This post was changed elsewhere' });
  await expect(question).toContainText('nine');
  await expect(question).toContainText('ten');
  await expect(question).toContainText('Category');
  expect((await call('posts.get', { id: post.id })).text).toContain('ten');
  await look('merge-question');
  await question.getByRole('radio', { name: 'The other one' }).click();
  await question.getByRole('button', { name: 'Go on with these' }).click();
  await expect(question).toBeHidden();
  await expect(text(page)).toHaveValue('We open at ten on Monday. Come early for pretzels.');
  expect((await call('posts.get', { id: post.id })).category).toBe('Hours');
});

test('the library is looked after in one place', async () => {
  await fillLibrary();
  const { page, call } = opened();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('library');
  await page.keyboard.press('Enter');
  const library = page.getByRole('dialog', { name: 'Library' });
  await library.getByRole('radio', { name: 'Mentions' }).click();
  await expect(library.getByText('Bluesky @harbour.bsky.social')).toBeVisible();
  await look('library');
  await library.getByRole('button', { name: 'Edit Harbour Books' }).click();
  const form = page.getByRole('dialog', { name: 'Harbour Books' });
  await look('library-form');
  await form.getByRole('textbox', { name: 'Handle on X' }).fill('@harbourbooks');
  await form.getByRole('textbox', { name: 'Name' }).fill('Harbour');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(library.getByText('X @harbourbooks')).toBeVisible();
  const [mention] = (await call('library.list', {})).filter(({ kind }) => kind === 'mention');
  expect(mention).toMatchObject({
    name: 'Harbour',
    content: { handles: { x: 'harbourbooks' }, formerly: ['Harbour Books'] },
  });

  await library.getByRole('button', { name: 'Remove Harbour' }).click();
  await expect(library.getByText('“Harbour” is removed.')).toBeVisible();
  await look('library-empty');
  await library.getByRole('button', { name: 'Undo' }).click();
  await expect(library.getByText('X @harbourbooks')).toBeVisible();
});
