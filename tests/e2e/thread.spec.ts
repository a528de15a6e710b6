import type { Page } from 'playwright/test';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { openPlace, openTrouble, type Trouble } from '../support/trouble.ts';

const SLOW = { timeout: 30_000 };
const LONG = [
  'We bake Stollen from the first Saturday of Advent on, and there are three kinds of it this year.',
  'The one with almonds is Ada’s grandmother’s, unchanged since 1962, and it needs three weeks to ripen.',
  'The one with poppy seeds is new: less sweet, more butter, and gone by noon on most days.',
  'Ask at the counter for a slice of each before you choose, or order until Thursday at https://example.com/stollen and pick it up on Saturday.',
].join(' ');

let trouble: Trouble | null = null;
test.beforeEach(async ({ launch }, testInfo) => {
  testInfo.setTimeout(150_000);
  trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
});
test.afterEach(() => trouble?.sandbox.remove());

const opened = (): Trouble => {
  if (!trouble) throw new Error('Nothing is open');
  return trouble;
};
const composer = (page: Page) => page.getByRole('dialog', { name: /^(New|Edit) post$/ });

/** A new post to both accounts, with a text that is too long for one of them. */
async function beginLong() {
  const { page, accounts } = opened();
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.keyboard.press('n');
  const sheet = composer(page);
  await sheet.getByRole('textbox', { name: 'Text' }).fill(LONG);
  const choice = sheet.getByRole('group', { name: 'Accounts' });
  for (const { handle } of Object.values(accounts))
    await choice.getByRole('button', { name: new RegExp(`@${handle}$`) }).click();
  return sheet;
}

test('a text that is too long goes out as a thread, with a first comment, once', async () => {
  const { page, call, sandbox } = opened();
  const sheet = await beginLong();
  const thread = sheet.getByRole('region', { name: 'Thread' });
  await expect(thread).toContainText('Too long for one post on Bluesky');
  await expect(sheet.locator('mark')).toBeVisible();
  await lookAt(opened(), 'thread-offered');

  await thread.getByRole('radio', { name: 'Numbered' }).click();
  await expect(thread).toContainText('Bluesky: 2 posts');
  await expect(sheet.locator('mark')).toBeHidden();
  const preview = sheet.getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('1/2');
  await expect(preview).toContainText(/2\d\d \/ 300/);

  await sheet.getByRole('button', { name: 'First comment', exact: true }).click();
  const comment = sheet.getByRole('textbox', { name: 'First comment' });
  await expect(comment).toBeFocused();
  await comment.fill('#stollen #advent #bakery');
  await expect(preview).toContainText('#stollen #advent #bakery');
  await lookAt(opened(), 'thread-numbered');

  await sheet.getByRole('button', { name: 'Publish now' }).click();
  await page.getByRole('dialog', { name: 'Publish now?' }).getByText('Publish now').last().click();
  await expect(sheet).toBeHidden(SLOW);
  await expect
    .poll(async () => (await call('posts.list', { statuses: ['published'] })).posts.length, SLOW)
    .toBe(1);
  const texts = (network: string) =>
    sandbox
      .posts()
      .filter((post) => post.network === network)
      .map(({ text }) => text);
  expect(texts('bluesky')).toHaveLength(3);
  expect(texts('bluesky').filter((text) => / [12]\/2$/.test(text))).toHaveLength(2);
  // There it fits into one post.
  expect(texts('mastodon').sort()).toEqual(['#stollen #advent #bakery', LONG].sort());
});

test('a first comment that is refused is missing from a published post, and is tried again alone', async () => {
  const { page, call, sandbox, accounts, ada, fault } = opened();
  const { mastodon } = accounts;
  await fault([
    {
      when: { network: 'mastodon', operation: 'POST /api/v1/statuses', nth: 2 },
      fault: { kind: 'status', status: 422, message: 'Validation failed: Text is not welcome' },
    },
  ]);
  const { id } = await call('posts.create', {
    clientId: ada.id,
    text: 'Stollen from Saturday on',
    firstComment: 'Order until Thursday',
    targets: [{ accountId: mastodon.id, text: null }],
    media: [],
  });
  await call('posts.publishNow', { id });
  await openPlace(page, `/posts/${id}`);
  const log = page.getByRole('region', { name: 'Where it stands, and what happened' });
  await expect(log).toContainText('without its first comment', SLOW);
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible();
  await expect(log).toContainText('The post is published, its first comment is not.');
  await lookAt(opened(), 'thread-without-comment');
  await log.getByRole('button', { name: 'Try the comment again' }).click();
  await expect(log).toContainText('The first comment is there as well.', SLOW);
  await expect(log.getByRole('button', { name: 'Try the comment again' })).toBeHidden();
  expect(sandbox.posts().map(({ text }) => text)).toEqual([
    ...['Stollen from Saturday on', 'Order until Thursday'],
  ]);
});

test('the choice is kept with the draft, and goes when the text fits', async () => {
  const { page, call } = opened();
  const sheet = await beginLong();
  await sheet.getByRole('radio', { name: 'Split' }).click();
  await expect(sheet.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible();
  const [card] = (await call('posts.list', {})).posts;
  const saved = () => call('posts.get', { id: card?.id ?? '' });
  await expect.poll(async () => (await saved()).threading).toBe('split');
  await sheet.getByRole('textbox', { name: 'Text' }).fill('Short again');
  await expect(sheet.getByRole('region', { name: 'Thread' })).toBeHidden();
  await expect(sheet.getByRole('complementary', { name: 'Preview' })).not.toContainText('/ 300');

  await sheet.getByRole('button', { name: 'First comment', exact: true }).click();
  await page.keyboard.type('#bread');
  await expect.poll(async () => (await saved()).firstComment).toBe('#bread');
  await sheet.getByRole('button', { name: 'Remove the first comment' }).click();
  await expect(sheet.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await expect.poll(async () => (await saved()).firstComment).toBe('');
});

test('what it costs is told before it goes out, and booked to the client', async () => {
  const { page, call, sandbox, ada } = opened();
  const person = sandbox.accounts.find(({ network }) => network === 'x');
  await call('accounts.connect', {
    clientId: ada.id,
    network: 'x',
    serviceUrl: sandbox.urls.x ?? '',
    appPassword: person?.secret ?? '',
  });
  const sheet = await beginLong();
  await expect(sheet.getByText('Publishing costs')).toBeHidden();
  await sheet
    .getByRole('group', { name: 'Accounts' })
    .getByRole('button', { name: new RegExp(`@${person?.handle}$`) })
    .click();
  await sheet.getByRole('textbox', { name: 'Text' }).fill('Stollen from Saturday on');
  const cost = sheet.getByRole('button', { name: 'Publishing costs' });
  await expect(cost).toContainText('$0.015');
  await sheet.getByRole('textbox', { name: 'Text' }).fill(LONG);
  await sheet.getByRole('radio', { name: 'Split' }).click();
  // Two parts, one of them with the link.
  await expect(cost).toContainText('$0.215');
  await cost.hover();
  await expect(page.getByRole('tooltip')).toContainText('X charges $0.015 a post');
  await page.mouse.move(500, 300, { steps: 8 });
  await expect(page.getByRole('tooltip')).toBeHidden();
  await lookAt(opened(), 'thread-cost');

  await sheet.getByRole('button', { name: 'Publish now' }).click();
  const question = page.getByRole('dialog', { name: 'Publish now?' });
  await expect(question).toContainText('It costs $0.215.');
  await question.getByRole('button', { name: 'Publish now' }).click();
  await expect(sheet).toBeHidden(SLOW);
  const published = async () => (await call('posts.list', { statuses: ['published'] })).posts;
  await expect.poll(async () => (await published()).length, SLOW).toBe(1);
  await openPlace(page, `/posts/${(await published())[0]?.id}`);
  await expect(page.getByText('· $0.215')).toBeVisible();
  await lookAt(opened(), 'thread-cost-of-post');

  await openPlace(page, `/clients/${ada.id}?section=details`);
  const costs = page.getByRole('region', { name: 'Publishing costs' });
  await expect(costs).toContainText('$0.215');
  await expect(costs).toContainText('1 post');
  await lookAt(opened(), 'thread-cost-of-client');
});
