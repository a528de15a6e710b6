import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { type Desk, dayAhead, furnish, middleOfNextMonth } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

async function plan({ call, ada, account }: Desk, text: string, wallTime: string) {
  const post = await call('posts.create', {
    clientId: ada.id,
    text,
    targets: account ? [{ accountId: account.id }] : [],
  });
  await call('posts.schedule', { id: post.id, wallTime, zone: 'Europe/Berlin' });
  return post;
}

const chip = (page: Page, text: string) => page.getByRole('button', { name: new RegExp(text) });
const day = (page: Page, date: string) => page.locator(`td[data-date="${date}"]`);

/** As a hand does it: press, move in steps, let go. */
async function drag(page: Page, from: Locator, to: Locator) {
  await dragOver(page, from, to);
  await page.mouse.up();
}

/** The same, still held. */
async function dragOver(page: Page, from: Locator, to: Locator) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('There is nothing to drag');
  await page.mouse.move(start.x + 30, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + start.height / 2 + 8, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
}

const accessible = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`),
  ).toEqual([]);
};

test('an empty calendar says what comes next', async ({ app }) => {
  const { page } = await furnish(app);
  await expect(page.getByRole('heading', { name: 'Connect an account' })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Write a draft' }).click();
  await expect(page).toHaveURL(/compose=new/);
});

test('a planned post stands on its day, is looked at in place and opened by keyboard', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const date = middleOfNextMonth();
  const post = await plan(desk, 'The first stollen of the year', `${date}T09:30`);
  await page.keyboard.press('ArrowRight');

  const stollen = day(page, date).getByRole('button', { name: /first stollen/ });
  await expect(stollen).toHaveAccessibleName(
    '9:30 The first stollen of the year, scheduled, Ada’s Bakery',
  );
  await accessible(page);

  await stollen.click();
  const look = page.getByRole('dialog', { name: 'Post' });
  await expect(look).toContainText(desk.account?.handle ?? '');
  await expect(look).toContainText('Scheduled');
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
  await expect(stollen).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/posts/${post.id}`));
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/calendar/);
});

test('a post that is dragged keeps its time of day, and goes back with Ctrl and Z', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const [from, to] = [middleOfNextMonth(15), middleOfNextMonth(17)];
  const post = await plan(desk, 'Moved by hand', `${from}T09:30`);
  await page.keyboard.press('ArrowRight');
  await expect(day(page, from).getByRole('button', { name: /Moved by hand/ })).toBeVisible();

  await drag(page, chip(page, 'Moved by hand'), day(page, to));
  await expect(page.getByText(/^Moved to/).first()).toBeVisible();
  await expect(day(page, to).getByRole('button', { name: /Moved by hand/ })).toBeVisible();
  expect(await call('posts.get', { id: post.id })).toMatchObject({
    wallTime: `${to}T09:30`,
    zone: 'Europe/Berlin',
  });

  await page.keyboard.press('Control+z');
  await expect(day(page, from).getByRole('button', { name: /Moved by hand/ })).toBeVisible();
  await expect
    .poll(async () => (await call('posts.get', { id: post.id })).wallTime)
    .toBe(`${from}T09:30`);
});

test('a drag shows when the post would be due, and Escape calls it off', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const [from, to] = [middleOfNextMonth(15), middleOfNextMonth(17)];
  const post = await plan(desk, 'Stays here', `${from}T09:30`);
  await page.keyboard.press('ArrowRight');
  const stays = day(page, from).getByRole('button', { name: /Stays here/ });
  await dragOver(page, stays, day(page, to));
  await expect(day(page, to).getByText('9:30', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(day(page, to).getByText('9:30', { exact: true })).toBeHidden();
  await page.mouse.up();
  await expect(stays).toBeVisible();
  expect((await call('posts.get', { id: post.id })).wallTime).toBe(`${from}T09:30`);
});

test('a move that is refused is taken back, with the reason', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const [from, to] = [middleOfNextMonth(15), middleOfNextMonth(17)];
  const post = await plan(desk, 'Fits', `${from}T09:30`);
  const { version } = await call('posts.get', { id: post.id });
  await call('posts.update', {
    id: post.id,
    expectedVersion: version,
    text: `Too long ${'x'.repeat(300)}`,
  });
  await page.keyboard.press('ArrowRight');
  await expect(day(page, from).getByRole('button', { name: /Too long/ })).toBeVisible();

  await drag(page, chip(page, 'Too long'), day(page, to));
  await expect(page.getByText(/300 characters/).first()).toBeVisible();
  await expect(day(page, from).getByRole('button', { name: /Too long/ })).toBeVisible();
  expect((await call('posts.get', { id: post.id })).wallTime).toBe(`${from}T09:30`);
});

test('a post is moved without a pointer, and keeps the focus', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const [from, to] = [middleOfNextMonth(15), middleOfNextMonth(16)];
  const post = await plan(desk, 'Moved by key', `${from}T09:30`);
  await page.keyboard.press('ArrowRight');
  await day(page, from)
    .getByRole('button', { name: /Moved by key/ })
    .focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(day(page, to).getByRole('button', { name: /Moved by key/ })).toBeFocused();
  await expect
    .poll(async () => (await call('posts.get', { id: post.id })).wallTime)
    .toBe(`${to}T09:30`);
});

test('the month is one stop for Tab, and arrow keys go through its days and posts', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const [first, second] = [middleOfNextMonth(15), middleOfNextMonth(16)];
  await plan(desk, 'Early', `${first}T09:00`);
  await plan(desk, 'Late', `${first}T18:00`);
  await page.keyboard.press('ArrowRight');
  const early = day(page, first).getByRole('button', { name: /Early/ });
  const late = day(page, first).getByRole('button', { name: /Late/ });
  await expect(late).toBeVisible();

  await page.getByRole('button', { name: 'Search and commands' }).focus();
  await page.keyboard.press('Tab');
  await expect(day(page, `${first.slice(0, 8)}01`)).toBeFocused();
  await day(page, first).focus();
  await page.keyboard.press('ArrowDown');
  await expect(early).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(late).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(day(page, second)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(day(page, first)).toBeFocused();
  await page.keyboard.press('ArrowDown');

  // Out and in again: the focus is back on the post.
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Search and commands' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(early).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('PageUp');
  await expect(day(page, dayAhead(0))).toBeVisible();
  await expect(page.locator('td:focus')).toHaveAttribute('data-date', /-15$/);
  await page.keyboard.press('PageDown');
  await expect(day(page, first)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`compose=new.*at=${first}T09`));
});

/** Opens the day of a post and takes it an hour down, still held. An hour is two slots of 26 px. */
async function holdAnHourLater({ page }: Desk, date: string, text: string): Promise<void> {
  await page.evaluate((at) => {
    history.pushState({}, '', `/calendar?view=day&date=${at}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, date);
  const moved = chip(page, text);
  await moved.scrollIntoViewIfNeeded();
  // The day scrolls to the working hours once it is measured.
  let box = await moved.boundingBox();
  await expect
    .poll(async () => {
      const before = box?.y;
      box = await moved.boundingBox();
      return box !== null && box.y === before;
    })
    .toBe(true);
  if (!box) throw new Error('The post is not in sight');
  await page.mouse.move(box.x + 60, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + 60, box.y + 8 + 52, { steps: 8 });
}

test('in the week a post is dragged to another time of the day', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const date = middleOfNextMonth();
  const post = await plan(desk, 'To another hour', `${date}T15:00`);
  await holdAnHourLater(desk, date, 'To another hour');
  await page.mouse.up();
  await expect(page.getByText(/^Moved to/).first()).toBeVisible();
  expect((await call('posts.get', { id: post.id })).wallTime).toBe(`${date}T16:00`);
});

test('what comes in during a drag does not lose it, and a refusal still puts it back', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const date = middleOfNextMonth();
  const post = await plan(desk, 'To another hour', `${date}T15:00`);
  await holdAnHourLater(desk, date, 'To another hour');
  await plan(desk, 'Came in meanwhile', `${date}T18:00`);
  await expect(chip(page, 'Came in meanwhile')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText(/^Moved to/).first()).toBeVisible();
  expect((await call('posts.get', { id: post.id })).wallTime).toBe(`${date}T16:00`);
  await expect(chip(page, 'To another hour')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(chip(page, '15:00 To another hour')).toBeVisible();

  const { version } = await call('posts.get', { id: post.id });
  const text = `Too long ${'x'.repeat(300)}`;
  await call('posts.update', { id: post.id, expectedVersion: version, text });
  await expect(chip(page, 'Too long')).toBeVisible();
  await holdAnHourLater(desk, date, 'Too long');
  await plan(desk, 'Came in as well', `${date}T19:00`);
  await expect(chip(page, 'Came in as well')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText(/300 characters/).first()).toBeVisible();
  await expect(chip(page, '15:00 Too long')).toBeVisible();
  await expect(chip(page, 'Too long')).toHaveCount(1);
  expect((await call('posts.get', { id: post.id })).wallTime).toBe(`${date}T15:00`);
});

test('views and spans change by key, live in the URL, and outlast a reload', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const today = dayAhead(0);
  const view = (name: string) => page.getByRole('radio', { name, exact: true });
  await page.keyboard.press('w');
  await expect(page).toHaveURL(/view=week/);
  await expect(view('Week')).toBeChecked();
  await accessible(page);
  await page.keyboard.press('d');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`view=day.*date=${dayAhead(1)}`));
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`date=${dayAhead(-1)}`));
  await page.reload();
  await expect(view('Day')).toBeChecked();
  await page.keyboard.press('t');
  await expect(page).toHaveURL(new RegExp(`date=${today}`));
  // The whole day is told in the smallest window, too.
  const size = (width: number, height: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(...to),
      [width, height] as [number, number],
    );
  await size(900, 600);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(/ \d+$|^\S+ \d+ /, { useInnerText: true });
  await expect
    .poll(() => title.evaluate((node) => node.scrollWidth - node.clientWidth))
    .toBeLessThanOrEqual(0);
  await size(1280, 800);
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { name: 'Nothing in this month yet' })).toBeVisible();
  await page.keyboard.press('m');
  await expect(day(page, today)).toHaveAttribute('aria-current', 'date');
});

test('a click on a day begins a post for it', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const date = middleOfNextMonth();
  await page.keyboard.press('ArrowRight');
  await expect(day(page, date)).toBeVisible();
  await day(page, date).click({ position: { x: 70, y: 80 } });
  await expect(page).toHaveURL(new RegExp(`compose=new.*at=${date}T09`));
  await expect(page.getByRole('button', { name: /^Schedule for .* 9:00$/ })).toBeVisible();
});

test('a full day folds, opens in place, and the list has them all', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const date = middleOfNextMonth();
  for (let hour = 8; hour < 18; hour++)
    await plan(desk, `Number ${hour}`, `${date}T${String(hour).padStart(2, '0')}:00`);
  await page.keyboard.press('ArrowRight');

  const more = day(page, date).getByRole('button', { name: /more/ });
  await more.click();
  const open = page.getByRole('dialog');
  await expect(open.getByRole('button', { name: /Number 17/ })).toBeVisible();
  await expect(open.getByRole('button', { name: /, scheduled, / })).toHaveCount(10);
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(open).toBeHidden();
  await expect(more).toBeFocused();

  await page.keyboard.press('l');
  const list = page.getByRole('list', { name: 'Posts of this month' });
  await expect(list.getByRole('heading')).toContainText('10 posts');
  await list.getByRole('button', { name: /Number 8/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button', { name: /Number 9/ })).toBeFocused();
  await accessible(page);

  // The list of the day steps aside for what is dragged out of it: the next day lies under it.
  await page.keyboard.press('m');
  await more.click();
  const next = day(page, middleOfNextMonth(16));
  await drag(page, open.getByRole('button', { name: /Number 17/ }), next);
  await expect(next.getByRole('button', { name: /Number 17/ })).toBeVisible();
  await expect(open).toBeHidden();
});

test('the client filter holds for the calendar', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  await plan(desk, 'Only for Ada', `${middleOfNextMonth()}T09:00`);
  await page.keyboard.press('ArrowRight');
  await expect(chip(page, 'Only for Ada')).toBeVisible();
  await page.keyboard.press('2');
  await expect(chip(page, 'Only for Ada')).toBeHidden();
  await page.keyboard.press('1');
  await expect(chip(page, 'Only for Ada')).toBeVisible();
});
