import AxeBuilder from '@axe-core/playwright';
import { dayAhead, furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type SandboxMastodon, startSandboxMastodon } from '../support/sandbox-mastodon.ts';

let server: SandboxMastodon;
test.beforeAll(async () => {
  server = await startSandboxMastodon(['mara', 'nele']);
});
test.afterAll(() => server.stop());

test('an account on Mastodon is connected by its token, and a post goes out', async ({
  launch,
}) => {
  const person = await server.person('mara');
  const { page, ada } = await furnish(await launch({ env: { CLIENTNEST_TICK_SECONDS: '1' } }));
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Connect Mastodon' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('heading', { name: 'Connect Mastodon' })).toBeVisible();
  await sheet.getByRole('radio', { name: 'With an access token' }).click();
  await sheet.getByLabel('Client').click();
  await page.getByRole('option', { name: ada.name }).click();

  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet.getByText('An address such as mastodon.social.')).toBeVisible();
  await expect(sheet.getByText('Paste an access token of this account.')).toBeVisible();
  await sheet.getByLabel('Server').fill(server.url);
  await sheet.getByLabel('Access token', { exact: true }).fill('nobody-has-this-one');
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet.getByText(/does not accept this access token/)).toBeVisible();
  await sheet.getByLabel('Access token', { exact: true }).fill(person.token);
  await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(`@mara@${server.domain}`).first()).toBeVisible();

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
    .poll(async () => (await server.statuses(person)).map(({ content }) => content), {
      timeout: 20_000,
    })
    .toEqual([expect.stringContaining('Fresh bread')]);
});

test('where the switch is on a scheduled post is handed over, and taken back by unscheduling', async ({
  launch,
}) => {
  const person = await server.person('nele');
  const { page, ada, call } = await furnish(
    await launch({ env: { CLIENTNEST_TICK_SECONDS: '1' } }),
  );
  const account = await call('accounts.connect', {
    clientId: ada.id,
    network: 'mastodon',
    serviceUrl: server.url,
    appPassword: person.token,
  });
  await page.getByRole('link', { name: 'Accounts' }).click();
  const hand = page.getByRole('switch', { name: 'Let Mastodon publish scheduled posts' });
  await expect(hand).not.toBeChecked();
  await expect(page.getByText(/It works while this computer is asleep/)).toBeVisible();
  await hand.click();
  await expect(hand).toBeChecked();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.length}`)).toEqual([]);

  const { id } = await call('posts.create', {
    clientId: ada.id,
    text: 'Bread for the holidays',
    targets: [{ accountId: account.id }],
  });
  await call('posts.schedule', { id, wallTime: `${dayAhead(3)}T09:00`, zone: 'Europe/Berlin' });
  await expect
    .poll(async () => (await server.planned(person)).map(({ params }) => params.text), {
      timeout: 40_000,
    })
    .toEqual(['Bread for the holidays']);
  await page.getByRole('link', { name: 'Posts' }).click();
  await page.getByRole('tab', { name: /Scheduled/ }).click();
  await page.getByText('Bread for the holidays').first().click();
  await expect(
    page.getByText('Handed over to Mastodon, planned there', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Back to draft' }).click();
  await expect.poll(() => server.planned(person), { timeout: 20_000 }).toEqual([]);
  await expect(page.getByText(/Taken back from Mastodon/)).toBeVisible();
});
