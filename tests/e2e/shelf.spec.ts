import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { furnish, middleOfNextMonth } from '../support/desk.ts';
import { noise } from '../support/images.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';

const day = (page: Page, date: string) => page.locator(`td[data-date="${date}"]`);
const shelf = (page: Page) => page.getByRole('complementary', { name: 'Shelf' });

async function drag(page: Page, from: Locator, to: Locator) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('There is nothing to drag');
  await page.mouse.move(start.x + 30, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y + start.height / 2 + 8, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}

const [TENTH, TWELFTH] = [10, 12].map((date) => middleOfNextMonth(date));

test('an idea is written down, dragged onto a day, taken back, and planned by keyboard', async ({
  app,
}) => {
  const { page, call, ada } = await furnish(app);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await expect(shelf(page)).toContainText('Write down what could become a post');
  await expectAccessible(page, 'An empty shelf');
  await keepPicture(page, 'calendar-shelf-empty');

  await shelf(page).getByRole('button', { name: 'Client: any' }).click();
  await page.getByRole('menuitem', { name: 'Ada’s Bakery' }).click();
  await shelf(page)
    .getByRole('textbox', { name: 'Add an idea for Ada’s Bakery' })
    .fill('How we bake rye');
  await page.keyboard.press('Enter');
  await shelf(page).getByRole('textbox').fill('A day with the apprentice');
  await page.keyboard.press('Enter');
  const rye = shelf(page).getByRole('button', { name: /How we bake rye/ });
  await expect(rye).toBeVisible();
  for (const theme of ['dark', 'light'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `The shelf of ideas, ${theme}`);
    await keepPicture(page, `calendar-shelf-ideas-${theme}`);
  }

  await drag(page, rye, day(page, TENTH ?? ''));
  await expect(
    day(page, TENTH ?? '').getByRole('button', { name: /How we bake rye/ }),
  ).toBeVisible();
  await expect(rye).toBeHidden();
  const [draft] = (await call('posts.list', { clientId: ada.id })).posts;
  expect(draft).toMatchObject({ status: 'draft', wallTime: `${TENTH}T09:00` });

  await page.keyboard.press('Control+z');
  await expect(rye).toBeVisible();
  await expect(day(page, TENTH ?? '').getByRole('button', { name: /rye/ })).toBeHidden();

  await rye.focus();
  await page.keyboard.press('p');
  const plan = page.getByRole('dialog', { name: 'Plan for' });
  await plan.getByRole('button', { name: 'Next month' }).click();
  await plan
    .getByRole('button', { name: /\b12\b/ })
    .first()
    .click();
  await plan.getByRole('textbox', { name: 'Time' }).fill('18:45');
  await page.keyboard.press('Tab');
  await plan.getByRole('button', { name: /^Plan for/ }).click();
  await expect(
    day(page, TWELFTH ?? '').getByRole('button', { name: /18:45 How we bake/ }),
  ).toBeVisible();

  await page.reload();
  await expect(shelf(page).getByRole('button', { name: /apprentice/ })).toBeVisible();
});

test('a draft goes onto the calendar and back, and ideas keep the order they are put in', async ({
  app,
}) => {
  const { page, call, ada } = await furnish(app);
  const draft = await call('posts.create', { clientId: ada.id, text: 'Stollen is back' });
  for (const text of ['One', 'Two', 'Three'])
    await call('ideas.create', { clientId: ada.id, text });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('i');
  await shelf(page)
    .getByRole('button', { name: /^Three/ })
    .focus();
  await page.keyboard.press('Alt+ArrowDown');
  const ideas = shelf(page).getByRole('list', { name: 'Ideas' }).locator('[data-roving]');
  await expect(ideas).toHaveText([/^Two/, /^Three/, /^One/]);

  await shelf(page).getByRole('radio', { name: 'Drafts' }).click();
  const waiting = shelf(page).getByRole('button', { name: /Stollen is back/ });
  await keepPicture(page, 'calendar-shelf-drafts');
  await expectAccessible(page, 'The shelf of drafts');
  await drag(page, waiting, day(page, TENTH ?? ''));
  const planned = day(page, TENTH ?? '').getByRole('button', { name: /Stollen is back/ });
  await expect(planned).toBeVisible();
  await expect(waiting).toBeHidden();
  expect((await call('posts.get', { id: draft.id })).wallTime).toBe(`${TENTH}T09:00`);

  await drag(page, planned, shelf(page));
  await expect(waiting).toBeVisible();
  await expect(planned).toBeHidden();
  expect((await call('posts.get', { id: draft.id })).scheduledAt).toBeNull();
  await page.keyboard.press('Control+z');
  await expect(planned).toBeVisible();
});

test('files and text that are dropped or pasted on a day become a planned draft', async ({
  app,
}) => {
  const { page, call, ada } = await furnish(app);
  await page.keyboard.press('ArrowRight');
  const file = async (name: string, width: number) => ({
    name,
    type: 'image/png',
    base64: (await noise(width, width).png().toBuffer()).toString('base64'),
  });
  const files = [await file('loaf.png', 60), await file('oven.png', 40)];
  const target = day(page, TENTH ?? '');
  const carry = (what: { files?: typeof files; text?: string }) =>
    page.evaluateHandle(({ files = [], text }) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      if (text) data.setData('text/plain', text);
      return data;
    }, what);

  const dataTransfer = await carry({ files });
  await target.dispatchEvent('dragover', { dataTransfer });
  await expect(target.getByText('9:00', { exact: true })).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer });
  await page.getByRole('dialog', { name: 'For which client is this draft?' }).waitFor();
  await expectAccessible(page, 'Whose draft it is');
  await page.getByRole('button', { name: 'Ada’s Bakery' }).click();
  await expect(page.getByText(/^Draft for Ada’s Bakery/).first()).toBeVisible();
  await expect(target.getByRole('button', { name: /No text yet/ })).toBeVisible();
  const [made] = (await call('posts.list', { clientId: ada.id })).posts;
  expect(made).toMatchObject({ mediaCount: 2, wallTime: `${TENTH}T09:00`, status: 'draft' });
  await page.keyboard.press('Control+z');
  await expect(target.getByRole('button', { name: /No text yet/ })).toBeHidden();

  await page
    .getByRole('list', { name: 'Filter by client' })
    .getByRole('button', { name: 'Ada’s Bakery', exact: true })
    .click();
  await day(page, TWELFTH ?? '').focus();
  const text = await carry({ text: 'We are open on Sunday' });
  await page.evaluate((clipboardData) => {
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  }, text);
  await expect(
    day(page, TWELFTH ?? '').getByRole('button', { name: /9:00 We are open on Sunday/ }),
  ).toBeVisible();
});
