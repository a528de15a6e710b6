import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { furnish } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';
import { networkSwitch } from '../support/network-switch.ts';
import { type Pds, startPds } from '../support/pds.ts';
import { largePhoto } from '../support/photo.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

async function openBySearch(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill(text);
  await page.getByRole('option', { name: text }).first().click();
  await expect(page).toHaveURL(/\/posts\//);
}

test('with no network at all the app starts, every view opens, work is kept, and posts go out once it is back', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  const network = networkSwitch(testInfo.outputPath('no-network'));
  const options = {
    ...network.launch,
    env: { ...network.launch.env, CLIENTNEST_TICK_SECONDS: '1' },
  };
  const before = await launch(options);
  const { account } = await furnish(before, pds);
  if (!account) throw new Error('There is no account');
  await before.close();

  await network.off();
  const app = await launch(options);
  await network.off(app);
  const { page } = app;
  await page.waitForSelector('html[data-ready="true"]');
  const refused = await app.electron.evaluate(
    async (_, url) => fetch(url).then(String, ({ cause }) => cause.code),
    pds.url,
  );
  expect(refused).toBe('ENETUNREACH');

  await test.step('every view opens', async () => {
    const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    expect(await views.count()).toBeGreaterThan(5);
    for (const view of await views.all()) {
      await view.click();
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
      await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
    }
    await page.getByRole('link', { name: 'Calendar' }).click();
    for (const view of await page
      .getByRole('radiogroup', { name: 'Calendar view' })
      .getByRole('radio')
      .all()) {
      await view.click();
      await expect(view).toBeChecked();
    }
    await page.getByRole('radio', { name: 'Month' }).click();
    await expect(page.getByRole('button', { name: /Offline/ })).toBeVisible();
    await expectAccessible(page, 'the calendar, offline');
    await keepPicture(page, 'offline-calendar');
  });

  const text = 'Written on a train without a signal';
  const photo = testInfo.outputPath('photo.jpg');
  await writeFile(photo, await largePhoto());
  await test.step('a draft with a picture is kept, found and scheduled', async () => {
    await page.keyboard.press('n');
    const composer = page.getByRole('dialog', { name: /post$/ });
    await composer.getByLabel('Text', { exact: true }).fill(text);
    await composer.getByLabel('Choose images').setInputFiles(photo);
    await page.getByLabel('Description').fill('Fields behind a window');
    await expect(composer.getByText(/^Saved \d/)).toBeVisible();
    await expectAccessible(page, 'the composer, offline');
    await page.keyboard.press('Escape');
    await expect(composer).toBeHidden();
    await openBySearch(page, text);
  });

  await test.step('what needs a network says so, and costs nothing', async () => {
    await page.getByRole('button', { name: 'Publish now' }).click();
    await expect(page.getByText(/can’t be reached/).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/Tries again/).first()).toBeVisible();
    await keepPicture(page, 'offline-post');
    expect(await pds.records(account.remoteId)).toEqual([]);
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Connect Bluesky' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: 'With an app password' }).click();
    await sheet.getByLabel('Handle').fill('somebody.example');
    await sheet.getByLabel('App password', { exact: true }).fill('aaaa-bbbb-cccc-dddd');
    await sheet.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(sheet.getByRole('alert')).toContainText(/network|reach/i);
    await expect(sheet.getByLabel('Handle')).toHaveValue('somebody.example');
    await page.keyboard.press('Escape');
  });

  await test.step('with the network back it goes out, once', async () => {
    await network.on(app);
    await openBySearch(page, text);
    await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible({
      timeout: 120_000,
    });
    expect(await pds.records(account.remoteId)).toHaveLength(1);
  });
  expect(app.pageErrors).toEqual([]);
  app.expectNoCspViolations();
});
