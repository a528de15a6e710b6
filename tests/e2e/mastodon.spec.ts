import { furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type Mastodon, startMastodon } from '../support/mastodon.ts';

let server: Mastodon;
test.beforeAll(async () => {
  server = await startMastodon();
});
test.afterAll(() => server.stop());

test('an account on Mastodon is connected by its token, and a post goes out', async ({
  launch,
}) => {
  const person = await server.createPerson();
  const { page, ada } = await furnish(await launch({ env: { CLIENTNEST_TICK_SECONDS: '1' } }));
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Connect Bluesky' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'Mastodon' }).click();
  await expect(sheet.getByRole('heading', { name: 'Connect Mastodon' })).toBeVisible();
  await sheet.getByLabel('Client').click();
  await page.getByRole('option', { name: ada.name }).click();

  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet.getByText('An address such as mastodon.social.')).toBeVisible();
  await expect(sheet.getByText('Paste an access token of this account.')).toBeVisible();
  await sheet.getByLabel('Server').fill(server.url);
  await sheet.getByLabel('Access token').fill('nobody-has-this-one');
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet.getByText(/does not accept this access token/)).toBeVisible();
  await sheet.getByLabel('Access token').fill(person.token);
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(`@${person.username}@${server.domain}`).first()).toBeVisible();

  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused();
  const link = 'https://example.com/the-menu-of-the-whole-week';
  await page.keyboard.type(`Fresh bread ${link}`);
  // A link counts 23, however long it is.
  await expect(page.getByText('35 / 500')).toBeVisible();
  await page.keyboard.press('Control+Shift+Enter');
  await page
    .getByRole('dialog', { name: 'Publish now?' })
    .getByRole('button', { name: 'Publish now' })
    .click();
  await expect
    .poll(() => server.statuses(person).map(({ content }) => content), { timeout: 20_000 })
    .toEqual([expect.stringContaining('Fresh bread')]);
});
