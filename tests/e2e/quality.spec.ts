import type { Page } from 'playwright/test';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { openTrouble, type Trouble } from '../support/trouble.ts';

const SLOW = { timeout: 30_000 };
const BAD =
  'https://adas-bakery.com CHEAP BREAD TODAY 🥖🥖🥖🥖🥖 #bread #rye #wheat #oven #berlin #bakery';
const GOOD =
  'Our first Stollen of the year is out of the oven.\n\nCome by from seven on Saturday. Which one is yours? #stollen';

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
const chip = (page: Page) => composer(page).getByRole('button', { name: /^Writing: / });
const reasons = (page: Page) => page.getByRole('dialog', { name: 'Writing' });

const look = (name: string) => lookAt(opened(), `quality-${name}`);

test('a post is rated as it is written, with the next step, and by the keyboard alone', async () => {
  const { page, call, ada, accounts } = opened();
  await call('clients.update', {
    id: ada.id,
    voice: { tone: '', audience: '', language: '', use: [], avoid: ['cheap'], notes: '' },
  });
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await page.keyboard.press('n');
  await expect(chip(page)).toHaveAccessibleName('Writing: nothing to rate yet', SLOW);
  await expect(chip(page)).toBeDisabled();
  const choice = composer(page).getByRole('group', { name: 'Accounts' });
  for (const { handle } of Object.values(accounts))
    await choice.getByRole('button', { name: new RegExp(`@${handle}$`) }).click();

  await text(page).fill(BAD);
  await expect(chip(page)).toHaveAccessibleName(/^Writing: \d+ of 100, (weak|fair)$/, SLOW);
  await chip(page).focus();
  await page.keyboard.press('Enter');
  await expect(reasons(page)).toContainText('This client avoids “cheap”.');
  await expect(reasons(page)).toContainText('It begins with a link.');
  await expect(reasons(page)).toContainText('6 hashtags are many for');
  await look('weak');
  // The other network, by arrow keys.
  const before = await reasons(page).getByRole('radio', { checked: true }).getAttribute('value');
  await reasons(page).getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(reasons(page).getByRole('radio', { checked: true })).not.toHaveAttribute(
    'value',
    before ?? '',
  );
  await page.keyboard.press('Escape');
  await expect(reasons(page)).toBeHidden();
  await expect(chip(page)).toBeFocused();

  await text(page).fill(GOOD);
  await expect(chip(page)).toHaveAccessibleName(/^Writing: (9\d|100) of 100, strong$/, SLOW);
  await chip(page).click();
  await expect(reasons(page)).toContainText('It asks something, so that people answer.');
  await look('strong');
});
