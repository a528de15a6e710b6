import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish, middleOfNextMonth } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';

/** Drafts that are planned: they need no account, and stand on the calendar like what is scheduled. */
async function plan({ call, ada }: Desk, text: string, wallTime: string, clientId = ada.id) {
  const post = await call('posts.create', { clientId, text });
  await call('posts.plan', { id: post.id, at: { wallTime, zone: 'Europe/Berlin' } });
  return post;
}
const day = (page: Page, date: string) => page.locator(`td[data-date="${date}"]`);
const chip = (page: Page, text: string) =>
  page.getByRole('grid').getByRole('button', { name: new RegExp(text) });
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected posts' });
const wallTimes = ({ call }: Desk, posts: { id: string }[]) =>
  Promise.all(posts.map(async ({ id }) => (await call('posts.get', { id })).wallTime));

async function drag(page: Page, from: Locator, to: Locator) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('There is nothing to drag');
  await page.mouse.move(start.x + 30, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + start.height / 2 + 8, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}

const [FIRST, SECOND, THIRD] = [10, 11, 12].map((date) => middleOfNextMonth(date));

test('posts are selected by click, and dragged, labelled and deleted together, each with the way back', async ({
  app,
}) => {
  const desk = await furnish(app);
  const { page, call, ada } = desk;
  const posts = [
    await plan(desk, 'Rye on Monday', `${FIRST}T09:00`),
    await plan(desk, 'Stollen', `${SECOND}T17:30`),
    await plan(desk, 'Opening hours', `${THIRD}T08:15`),
  ];
  const label = await call('labels.create', { clientId: ada.id, name: 'Advent' });
  await page.keyboard.press('ArrowRight');
  await chip(page, 'Rye on Monday').click({ modifiers: ['ControlOrMeta'] });
  await chip(page, 'Opening hours').click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('3 selected');
  await expect(page.getByRole('status').filter({ hasText: '3 posts selected' })).toBeAttached();
  await expect(chip(page, 'Stollen')).toHaveAccessibleName(/, selected$/);
  await chip(page, 'Opening hours').click({ modifiers: ['ControlOrMeta'] });
  await expect(bar(page)).toContainText('2 selected');

  for (const theme of ['dark', 'light'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `The selection, ${theme}`);
    await keepPicture(page, `calendar-selection-${theme}`);
  }

  await drag(page, chip(page, 'Rye on Monday'), day(page, middleOfNextMonth(17)));
  await expect(day(page, middleOfNextMonth(18)).getByText('Stollen')).toBeVisible();
  expect(await wallTimes(desk, posts)).toEqual([
    `${middleOfNextMonth(17)}T09:00`,
    `${middleOfNextMonth(18)}T17:30`,
    `${THIRD}T08:15`,
  ]);
  await page.keyboard.press('Control+z');
  await expect(day(page, SECOND ?? '').getByText('Stollen')).toBeVisible();

  await bar(page).getByRole('button', { name: 'Label' }).click();
  await page.getByRole('option', { name: 'Advent' }).click();
  await expect
    .poll(async () => (await call('posts.get', { id: posts[0]?.id ?? '' })).labelIds)
    .toEqual([label.id]);
  await expect(page.getByText('2 posts labelled “Advent”').first()).toBeVisible();

  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(bar(page)).toBeHidden();
  await expect(chip(page, 'Stollen')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(chip(page, 'Stollen')).toBeVisible();
});

test('a selection is made, moved, submitted and duplicated by keyboard alone', async ({ app }) => {
  const desk = await furnish(app);
  const { page, call, brio } = desk;
  const posts = [
    await plan(desk, 'Rye on Monday', `${FIRST}T09:00`),
    await plan(desk, 'Stollen', `${SECOND}T17:30`),
    await plan(desk, 'Opening hours', `${THIRD}T08:15`),
  ];
  await page.keyboard.press('ArrowRight');
  await chip(page, 'Rye on Monday').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(bar(page)).toContainText('2 selected');
  await expect(chip(page, 'Stollen')).toBeFocused();

  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(() => wallTimes(desk, posts))
    .toEqual([
      `${middleOfNextMonth(17)}T09:00`,
      `${middleOfNextMonth(18)}T17:30`,
      `${THIRD}T08:15`,
    ]);
  await expect(chip(page, 'Stollen')).toBeFocused();

  await page.keyboard.press('Shift+S');
  await expect(page.getByText('2 posts submitted for review').first()).toBeVisible();
  expect((await call('posts.get', { id: posts[0]?.id ?? '' })).status).toBe('in_review');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('posts.get', { id: posts[0]?.id ?? '' })).status)
    .toBe('draft');

  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText('3 selected');
  await bar(page).getByRole('button', { name: 'Duplicate to' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Brio Bikes' }).press('Enter');
  await expect(page.getByText('3 posts duplicated to Brio Bikes as drafts').first()).toBeVisible();
  const copies = await call('posts.list', { clientId: brio.id });
  expect(copies.posts.map(({ excerpt, wallTime }) => [excerpt, wallTime]).sort()).toEqual([
    ['Opening hours', `${THIRD}T08:15`],
    ['Rye on Monday', `${middleOfNextMonth(17)}T09:00`],
    ['Stollen', `${middleOfNextMonth(18)}T17:30`],
  ]);

  // While it fades, Escape is the menu's.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
});

test('what could not be moved is said, with the reason', async ({ app }) => {
  const desk = await furnish(app);
  const { page } = desk;
  const posts = [
    await plan(desk, 'Far ahead', `${THIRD}T09:00`),
    await plan(desk, 'Nearer', `${FIRST}T09:00`),
  ];
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+a');
  await bar(page).getByRole('button', { name: 'Move' }).click();
  const move = page.getByRole('dialog', { name: 'Move the selected posts' });
  await expectAccessible(page, 'Where the selection goes');
  await move.getByRole('button', { name: 'A week on' }).click();
  await expect(page.getByText('2 posts moved by 7 days').first()).toBeVisible();
  expect(await wallTimes(desk, posts)).toEqual([
    `${middleOfNextMonth(19)}T09:00`,
    `${middleOfNextMonth(17)}T09:00`,
  ]);
  await page.evaluate(
    (id) => window.clientnest.invoke('posts.remove' as never, { id } as never),
    posts[0]?.id ?? '',
  );
  await bar(page).getByRole('button', { name: 'Move' }).click();
  await move.getByRole('button', { name: 'A day on' }).click();
  await expect(
    page
      .getByText(/1 post moved by a day. 1 post stays as it is: this post is not here any more/)
      .first(),
  ).toBeVisible();
});

test('posts of the week and of the list are selected as well', async ({ app }) => {
  const desk = await furnish(app);
  const { page } = desk;
  await plan(desk, 'Rye', `${FIRST}T09:00`);
  await plan(desk, 'Stollen', `${FIRST}T12:00`);
  await page.keyboard.press('ArrowRight');
  await expect(chip(page, 'Rye')).toBeVisible();
  await page.keyboard.press('l');
  const list = page.getByRole('list', { name: 'Posts of this month' });
  await list.getByRole('button', { name: /Rye/ }).click({ modifiers: ['ControlOrMeta'] });
  await expect(bar(page)).toContainText('1 selected');
  await list.getByRole('button', { name: /Stollen/ }).focus();
  await page.keyboard.press('x');
  await expect(bar(page)).toContainText('2 selected');
  await page.keyboard.press('Escape');
});
