import type { Page } from 'playwright/test';
import { type Desk, furnish } from '../support/desk.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { goTo } from '../support/places.ts';
import { expectRoom } from '../support/room.ts';

const look = (app: LaunchedApp, { page, call }: Desk, name: string) =>
  lookAt({ app, page, call }, `prompts-${name}`, (at) => expectRoom(page, `${name}, ${at}`));

const asked = (page: Page) => page.getByRole('textbox', { name: 'What it is asked' });
const tab = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const keep = (page: Page, name = 'Keep as a new version') => page.getByRole('button', { name });

test('a prompt is written, looked at, kept, compared and taken back, for all clients and for one', async ({
  app,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  const desk = await furnish(app);
  const { page, call, ada } = desk;
  await call('clients.update', {
    id: ada.id,
    voice: {
      ...{ tone: 'Warm and plain', audience: 'Neighbours', language: 'en-GB', notes: '' },
      ...{ use: ['sourdough'], avoid: ['cheap'] },
    },
  });
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page.getByRole('heading', { name: 'Studio' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'New posts' })).toBeVisible();
  await expect(keep(page)).toBeDisabled();
  await look(app, desk, 'write');

  // A mistake is told where it is, and nothing of it is lost by a look at another prompt.
  await asked(page).fill('Write about {{topik}} within {{limits}}');
  await expect(page.getByRole('alert')).toContainText('There is no {{topik}} here.');
  await expect(keep(page)).toBeDisabled();
  await page.getByRole('button', { name: /^Answers/ }).click();
  await expect(asked(page)).toHaveValue(/different answers/);
  await page.getByRole('button', { name: /^New posts/ }).click();
  await expect(asked(page)).toHaveValue('Write about {{topik}} within {{limits}}');
  await look(app, desk, 'mistake');
  await asked(page).fill('Write within {{limits}} about ');
  await asked(page).press('End');
  await page.getByRole('button', { name: /^Insert \{\{topic\}\}/ }).click();
  await expect(asked(page)).toHaveValue('Write within {{limits}} about {{topic}}');
  await page.getByRole('textbox', { name: 'What is different, for you' }).fill('Short');
  // Nor by a look at another view.
  await goTo(page, '/queue');
  await goTo(page, '/studio');
  await expect(asked(page)).toHaveValue('Write within {{limits}} about {{topic}}');
  await expect(page.getByRole('textbox', { name: 'What is different, for you' })).toHaveValue(
    'Short',
  );
  await keep(page).click();
  await expect(
    page.getByText('Version 2 is kept, and used from now on.', { exact: true }),
  ).toBeVisible();
  await expect(keep(page)).toBeDisabled();
  await expect(page.getByRole('button', { name: /^New posts/ })).toContainText('Version 2');

  await tab(page, 'Versions').click();
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('Short');
  await expect(page.locator('ins').first()).toBeVisible();
  await look(app, desk, 'versions');

  // For one client: with its voice.
  await goTo(page, `/studio?client=${ada.id}`);
  await expect(page.getByText('Ada’s Bakery uses the prompt of all clients')).toBeVisible();
  await tab(page, 'Preview').click();
  await expect(page.getByText('Words never to use: “cheap”')).toBeVisible();
  await expect(page.getByText('Our first Stollen of the year')).toBeVisible();
  await look(app, desk, 'preview');
  await tab(page, 'Write').click();
  await asked(page).press('Control+End');
  await asked(page).pressSequentially(' for {{client}}');
  await keep(page, 'Keep for Ada’s Bakery').click();
  await expect(page.getByRole('button', { name: /^New posts/ })).toContainText('Own version 1');
  await page.getByRole('button', { name: 'Back to that of all clients' }).click();
  await expect(page.getByText('Ada’s Bakery uses the prompt of all clients')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Ada’s Bakery has its own: version 1.')).toBeVisible();
  app.expectNoCspViolations();
});
