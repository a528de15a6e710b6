import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright/test';
import type {} from '../../shared/ipc/bridge.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';

async function call<Name extends RouteName>(
  page: Page,
  name: Name,
  input: RouteInput<Name>,
): Promise<RouteOutput<Name>> {
  const answer = await page.evaluate(
    ([route, value]) => window.clientnest.invoke(route as never, value as never),
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
  return answer.value as RouteOutput<Name>;
}

/** Past the first run, with two clients and a draft. */
async function furnish({ page }: LaunchedApp) {
  await page.waitForSelector('html[data-ready="true"]');
  await call(page, 'profiles.save', { name: 'Mara', timeZone: 'Europe/Berlin' });
  const ada = await call(page, 'clients.create', { name: 'Ada’s Bakery' });
  const brio = await call(page, 'clients.create', { name: 'Brio Bikes' });
  const draft = await call(page, 'posts.create', {
    clientId: ada.id,
    text: 'Fresh sourdough from seven tomorrow.',
  });
  // The first run asks for what is there already.
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  return { page, ada, brio, draft };
}

const filter = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Filter by client' })
    .getByRole('button', { name: new RegExp(`^${name}`) });

test('the client filter holds in every view and can be set by keyboard', async ({ app }) => {
  const { page, brio } = await furnish(app);
  await page.keyboard.press('2');
  await expect(page).toHaveURL(new RegExp(`client=${brio.id}`));
  await expect(filter(page, 'Brio Bikes')).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(new RegExp(`/accounts\\?client=${brio.id}`));
  await expect(page.getByRole('heading', { name: 'Brio Bikes has no accounts yet' })).toBeVisible();
  await expect(page).toHaveTitle('Accounts · ClientNest');

  await page.keyboard.press('0');
  await expect(page).toHaveURL(/\/accounts$/);
});

test('clients are added, changed, put away and brought back', async ({ app }) => {
  const { page } = await furnish(app);
  await page.getByRole('link', { name: 'Clients' }).click();

  await page.getByRole('main').getByRole('button', { name: 'Add a client' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByLabel('Name')).toBeFocused();
  await sheet.getByLabel('Name').fill('Brio Bikes');
  await page.keyboard.press('Enter');
  await expect(sheet.getByLabel('Name')).toHaveAccessibleDescription(/./);
  await sheet.getByLabel('Name').fill('Cove Swim School');
  await sheet.getByRole('radio', { name: 'Teal' }).click();
  await sheet.getByRole('button', { name: 'Add client' }).click();
  await expect(sheet).toBeHidden();
  await expect(filter(page, 'Cove Swim School')).toBeVisible();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cove Swim School');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Posts go out before 9.');
  await page.getByRole('link', { name: 'Clients' }).click();
  const list = page.getByRole('main').getByRole('list', { name: 'Clients' });
  await expect(list.getByText('Posts go out before 9.')).toBeVisible();

  await page.getByRole('button', { name: 'More for Cove Swim School' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(filter(page, 'Cove Swim School')).toBeHidden();
  await expect(page.getByText('Cove Swim School is archived.').first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(filter(page, 'Cove Swim School')).toBeVisible();
});

test('the palette finds views, commands and the text of posts', async ({ app }) => {
  const { page, draft } = await furnish(app);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await palette.getByRole('combobox').fill('sourd');
  await expect(palette.getByRole('option', { name: /Fresh sourdough/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`/posts/${draft.id}`));

  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('go sett');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings/);

  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('nothing is called this');
  await expect(palette.getByText('Nothing found')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('shortcuts work outside of fields only, and the sheet lists them', async ({ app }) => {
  const { page } = await furnish(app);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.getByText('Go to calendar')).toBeVisible();
  // Nothing below a dialog listens.
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(/compose=/);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+,');
  await expect(page).toHaveURL(/\/settings/);
  await page.getByLabel('About you').click();
  await page.keyboard.type('none of this is a shortcut: g c n 1');
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByLabel('About you')).toHaveValue('none of this is a shortcut: g c n 1');
});

test('settings hold at once and after a restart', async ({ app, launch }) => {
  const { page } = await furnish(app);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: '5:30 PM' }).click();
  await page.getByRole('switch', { name: 'Keep running in the tray' }).click();
  await page.getByLabel('E-mail').fill('no address');
  await page.getByLabel('Name').focus();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription(/name@example.com/);
  await page.getByLabel('E-mail').fill('mara@example.com');
  await page.getByLabel('Name').focus();
  await expect
    .poll(() => call(page, 'profiles.get', {}))
    .toMatchObject({ email: 'mara@example.com' });

  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('list', { name: 'Backups' }).getByRole('listitem')).not.toHaveCount(
    0,
  );
  await app.close();

  const again = await launch();
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await call(again.page, 'settings.get', {})).toMatchObject({
    theme: 'dark',
    hourCycle: 'h12',
    keepRunning: false,
  });
});

test('a damaged workspace comes back from its last backup', async ({ app, launch, userData }) => {
  const { page, ada } = await furnish(app);
  await call(page, 'database.backup', {});
  await app.close();
  const file = path.join(userData, 'workspace.db');
  const bytes = await readFile(file);
  bytes.fill(0x5a, 4096, 4096 * 3);
  await writeFile(file, bytes);

  const again = await launch();
  await expect(again.page.getByRole('heading', { name: /be read$/ })).toBeVisible();
  await expectAccessible(again.page, 'a damaged workspace');
  await again.page.getByRole('button', { name: 'Restore this backup' }).click();
  await again.page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click();
  await expect(filter(again.page, ada.name)).toBeVisible();
  await expect(again.page).toHaveURL(/\/calendar/);
});

test('at 900 by 600 everything fits and the rail shows icons', async ({ app }) => {
  const { page } = await furnish(app);
  const width = () =>
    page.evaluate(() => document.querySelector('nav[aria-label="Views"]')?.clientWidth ?? 0);
  expect(await width()).toBeGreaterThan(180);
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setSize(900, 600),
  );
  await expect.poll(width).toBeLessThan(60);
  for (const view of ['Today', 'Calendar', 'Queue', 'Posts', 'Accounts', 'Clients', 'Settings']) {
    await page.getByRole('link', { name: view }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, view).toBe(0);
  }
  await page.keyboard.press('Control+\\');
  await expect.poll(width).toBeGreaterThan(180);
});

test('every screen of the frame passes axe, in light and in dark', async ({ app }) => {
  const { page } = await furnish(app);
  const places = [
    '/queue',
    '/accounts',
    '/accounts?connect=1',
    '/clients',
    '/clients?new=1',
    '/settings',
  ];
  for (const theme of ['light', 'dark'] as const) {
    await call(page, 'settings.update', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const place of places) {
      await page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, place);
      await expect(page.locator('h1')).toBeAttached();
      if (place.includes('?')) await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessible(page, `${place} in ${theme}`);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Search and commands' })).toBeVisible();
    await expectAccessible(page, `palette in ${theme}`);
    await page.keyboard.press('Escape');
  }
});
