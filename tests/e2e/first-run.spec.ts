import type {} from '../../shared/ipc/bridge.ts';
import { expectAccessible } from '../support/accessible.ts';
import { withoutKeyring } from '../support/keyring.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

const ready = ({ page }: LaunchedApp) =>
  expect(page.locator('html')).toHaveAttribute('data-ready', 'true');

const invoke = ({ page }: LaunchedApp, name: 'profiles.get' | 'settings.get' | 'app.status') =>
  page.evaluate((route) => window.clientnest.invoke(route, {}), name);

test.describe('on a machine with a keychain', () => {
  let pds: Pds;
  test.beforeAll(async () => {
    pds = await startPds();
  });
  test.afterAll(() => pds.stop());

  test('name, zone and theme, a client, an account, and the calendar is there', async ({
    app,
    launch,
  }) => {
    const account = await pds.createAccount('ada');
    const appPassword = await pds.createAppPassword(account);
    const { page } = app;
    await ready(app);

    await expectAccessible(page, 'first run');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByLabel('Your name')).toHaveAccessibleDescription(/call you/);
    await page.getByLabel('Your name').fill('Mara Lindqvist');
    await page.getByLabel('Time zone').click();
    await page.getByPlaceholder('Search a city or an offset').fill('new y');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Time zone')).toContainText('New York');
    await page.getByRole('radio', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'Continue' }).click();

    await expectAccessible(page, 'first client, in dark');
    await page.getByLabel('Name').fill('Ada’s Bakery');
    await page.getByRole('radio', { name: 'Rose' }).click();
    await page.getByRole('button', { name: 'Add client' }).click();

    await expect(page.getByRole('heading', { name: 'Connect Bluesky' })).toBeVisible();
    await page.getByRole('radio', { name: 'With an app password' }).click();
    await page.getByLabel('Handle').fill(`@${account.handle}`);
    await page.getByLabel('App password', { exact: true }).fill('wrong-wrong-wrong-wrong');
    await page.getByRole('button', { name: 'Other server' }).click();
    await page.getByLabel('Service address').fill(pds.url);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(/does not accept/);
    await expectAccessible(page, 'a refused sign-in, in dark');

    await page.getByLabel('App password', { exact: true }).fill(appPassword);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page).toHaveURL(/\/calendar/);
    await expect(page.getByRole('grid')).toBeVisible();

    expect(await invoke(app, 'profiles.get')).toMatchObject({
      value: { name: 'Mara Lindqvist', timeZone: 'America/New_York' },
    });
    expect(await invoke(app, 'settings.get')).toMatchObject({ value: { theme: 'dark' } });
    await page.getByRole('link', { name: 'Accounts' }).click();
    await expect(page.getByText(`@${account.handle} on 127.0.0.1`)).toBeVisible();
    await expect(page.getByText('Connected', { exact: true })).toBeVisible();
    app.expectNoCspViolations();
    await app.close();

    const again = await launch();
    await ready(again);
    await expect(again.page).toHaveURL(/\/calendar/);
    await expect(again.page.getByRole('button', { name: 'Ada’s Bakery' })).toBeVisible();
  });

  test('client and account may wait', async ({ app }) => {
    const { page } = app;
    await page.getByLabel('Your name').fill('Mara');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(page).toHaveURL(/\/calendar/);
    await expect(page.getByRole('button', { name: 'All clients' })).toBeVisible();
  });

  test('an account that cannot be reached is explained, and nothing typed is lost', async ({
    app,
  }) => {
    const { page } = app;
    await page.getByLabel('Your name').fill('Mara');
    await page.keyboard.press('Enter');
    await page.getByLabel('Name').fill('Brio');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'With an app password' }).click();
    await page.getByLabel('Handle').fill('brio.example.com');
    await page.getByLabel('App password', { exact: true }).fill('aaaa-bbbb-cccc-dddd');
    await page.getByRole('button', { name: 'Other server' }).click();
    await page.getByLabel('Service address').fill('no address at all');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Service address')).toHaveAccessibleDescription(/such as/);

    await page.getByLabel('Service address').fill('http://127.0.0.1:1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await expect(page.getByLabel('Handle')).toHaveValue('brio.example.com');
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(page).toHaveURL(/\/calendar/);
  });
});

test('without a keychain a passphrase is chosen, and asked for from then on', async ({
  launch,
}) => {
  const passphrase = 'copper lantern sings tomorrow';
  const first = await launch({ env: withoutKeyring });
  const { page } = first;
  await ready(first);
  await expect(page.getByRole('heading', { name: 'Choose a passphrase' })).toBeVisible();
  await expect(page.getByText('Nobody can recover it')).toBeVisible();

  await expectAccessible(page, 'choosing a passphrase');
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('too short');
  await page.getByRole('button', { name: 'Protect the workspace' }).click();
  await expect(field).toHaveAccessibleDescription(/3 more/);
  await field.fill(passphrase);
  await expect(page.getByRole('meter')).toHaveAttribute('aria-valuetext', 'Strong');
  await page.getByLabel('The same again').fill(`${passphrase}?`);
  await page.getByRole('button', { name: 'Protect the workspace' }).click();
  await expect(page.getByLabel('The same again')).toHaveAccessibleDescription(/not the same/);
  await page.getByLabel('The same again').fill(passphrase);
  await page.getByRole('button', { name: 'Protect the workspace' }).click();

  await page.getByLabel('Your name').fill('Mara');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page).toHaveURL(/\/calendar/);
  first.expectNoCspViolations();
  await first.close();

  const second = await launch({ env: withoutKeyring });
  await ready(second);
  await expect(second.page.getByRole('heading', { name: 'Unlock' })).toBeVisible();
  const locked = second.page.getByLabel('Passphrase', { exact: true });
  await locked.fill('copper lantern sings yesterday');
  await second.page.keyboard.press('Enter');
  await expect(locked).toHaveAccessibleDescription(/passphrase/);
  await expect(locked).toBeFocused();
  await expectAccessible(second.page, 'a wrong passphrase');
  await locked.fill(passphrase);
  await second.page.keyboard.press('Enter');
  await expect(second.page).toHaveURL(/\/calendar/);
  expect(await invoke(second, 'app.status')).toMatchObject({
    value: { state: 'ready', secrets: 'passphrase' },
  });
});
