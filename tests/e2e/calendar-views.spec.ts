import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish, middleOfNextMonth } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const ZONE = 'Europe/Berlin';
const month = middleOfNextMonth(1).slice(0, 7);
const on = (day: number) => `${month}-${String(day).padStart(2, '0')}`;

/** A month of two clients: drafts with and without a time, in review, approved, scheduled, held. */
async function fill({ call, ada, brio, account }: Desk) {
  const launch = await call('labels.create', { name: 'Launch', colour: '#7c3aed' });
  const write = (text: string, clientId = ada.id, labelIds: string[] = []) =>
    call('posts.create', {
      clientId,
      text,
      labelIds,
      targets: account && clientId === ada.id ? [{ accountId: account.id }] : [],
    });
  const plan = (id: string, day: number, time: string) =>
    call('posts.plan', { id, at: { wallTime: `${on(day)}T${time}`, zone: ZONE } });
  const schedule = (id: string, day: number, time: string) =>
    call('posts.schedule', { id, wallTime: `${on(day)}T${time}`, zone: ZONE });

  const stollen = await write('The first stollen of the year is out of the oven', ada.id, [
    launch.id,
  ]);
  await schedule(stollen.id, 10, '09:30');
  const rye = await write('Rye, spelt or wheat? Which loaf do you take home on Saturdays?');
  await schedule(rye.id, 10, '17:00');
  const market = await write('We are at the market on Sunday, rain or shine');
  await schedule(market.id, 17, '08:00');
  const gears = await write('How to hear that your gears need love', brio.id);
  await plan(gears.id, 11, '12:15');
  const tour = await write('Sunday tour: forty kilometres, two cake stops', brio.id, [launch.id]);
  await plan(tour.id, 17, '10:00');
  await call('posts.setStage', { id: tour.id, to: 'in_review' });
  const winter = await write('Winter opening hours', ada.id);
  await plan(winter.id, 21, '09:00');
  await call('posts.setStage', { id: winter.id, to: 'approved' });
  await write('An idea: what a baker does at four in the morning');
  await call('slots.set', {
    clientId: ada.id,
    slots: [1, 3, 5].map((weekday) => ({ weekday, time: '09:30' })),
  });
  return { stollen, rye, market, gears, tour, winter, launch };
}

const show = async (page: Page, view: string, more: Record<string, string> = {}) => {
  await page.evaluate(
    ([params]) => {
      window.history.replaceState(null, '', `/calendar?${params}`);
      window.dispatchEvent(new PopStateEvent('popstate'));
    },
    [new URLSearchParams({ view, date: on(15), ...more }).toString()],
  );
};
const theme = (desk: Desk, name: 'light' | 'dark') => desk.call('settings.update', { theme: name });

/** The window gets this size, as a person drags it. */
const resize = (app: LaunchedApp, width: number, height: number) =>
  app.electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
    [width, height] as [number, number],
  );

/** Looks at a view in both themes, and holds it against the rules for all. */
async function lookAt(desk: Desk, name: string) {
  for (const look of ['dark', 'light'] as const) {
    await theme(desk, look);
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', look);
    await expectAccessible(desk.page, `${name}, ${look}`);
    await keepPicture(desk.page, look === 'light' ? name : `${name}-dark`);
  }
}

const column = (page: Page, name: string) => page.locator(`section[data-column="${name}"]`);
const card = (page: Page, text: string) => page.locator('[data-card]').filter({ hasText: text });
const chip = (page: Page, text: string) => page.getByRole('button', { name: new RegExp(text) });

/** As a hand does it: press, move in steps, let go. */
async function drag(page: Page, from: Locator, to: Locator) {
  await from.hover();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('There is nothing to drag');
  await page.mouse.move(start.x + 40, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 52, start.y + 26, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height / 2, 160), {
    steps: 12,
  });
  await page.mouse.up();
}

test('filters narrow every view, and stay through switches, reload and Back', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  const { launch } = await fill(desk);
  await show(page, 'month');
  await expect(chip(page, 'first stollen')).toBeVisible();

  // By keyboard alone.
  await page.keyboard.press('f');
  await expect(page.getByRole('menuitemcheckbox', { name: 'Bluesky' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Label' })).toContainText('Launch');
  await keepPicture(page, 'calendar-filter-menu');
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .include('[role="menu"]')
    .analyze();
  expect(violations).toEqual([]);
  const launchBox = page.getByRole('menuitemcheckbox', { name: 'Launch' });
  await page.keyboard.press('End');
  await expect(launchBox).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(launchBox).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`label=${launch.id}`));
  await expect(chip(page, 'first stollen')).toBeVisible();
  await expect(chip(page, 'Sunday tour')).toBeVisible();
  await expect(chip(page, 'Rye, spelt')).toBeHidden();
  await lookAt(desk, 'calendar-filters');

  for (const [key, shown] of [
    ['l', 'Sunday tour'],
    ['b', 'Sunday tour'],
    ['m', 'Sunday tour'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(chip(page, shown)).toBeVisible();
    await expect(chip(page, 'Rye, spelt')).toBeHidden();
  }
  await page.reload();
  await expect(chip(page, 'Sunday tour')).toBeVisible();
  await expect(chip(page, 'Rye, spelt')).toBeHidden();
  await chip(page, 'Sunday tour').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/posts\//);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`label=${launch.id}`));
  await expect(chip(page, 'Rye, spelt')).toBeHidden();

  // One chip more, one chip less; the focus stays among them, and goes back to the button in the end.
  await page.getByRole('button', { name: /^Filter/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Nothing here matches the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Failed: take this filter off' }).click();
  await expect(page.getByRole('button', { name: 'Launch: take this filter off' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused();
  await expect(chip(page, 'Rye, spelt')).toBeVisible();
  await expect(page).not.toHaveURL(/label=|status=/);
});

test('the board shows a month by status, and takes posts from one to the other', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const { gears, winter, stollen } = await fill(desk);
  await show(page, 'board');
  await expect(column(page, 'draft')).toHaveAccessibleName('Draft, 2 posts');
  await expect(column(page, 'scheduled')).toHaveAccessibleName('Scheduled, 3 posts');
  await expect(column(page, 'needs_you')).toContainText('Nothing went wrong');
  await expect(card(page, 'baker does')).toContainText('No time yet');
  await lookAt(desk, 'calendar-board');

  // A draft goes to review with its plan, and comes back.
  await drag(page, card(page, 'gears need love'), column(page, 'in_review'));
  await expect(column(page, 'in_review')).toContainText('gears need love');
  await expect
    .poll(async () => call('posts.get', { id: gears.id }))
    .toMatchObject({ status: 'in_review', wallTime: `${on(11)}T12:15` });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(column(page, 'draft')).toContainText('gears need love');

  // What can't be says why, and stays.
  await drag(page, card(page, 'first stollen'), column(page, 'published'));
  await expect(page.getByText('A post gets here by going out').first()).toBeVisible();
  await expect(column(page, 'scheduled')).toContainText('first stollen');

  // Dropped on Scheduled it is asked for its time; its plan is the proposal.
  await drag(page, card(page, 'Winter opening'), column(page, 'scheduled'));
  const when = page.getByRole('dialog', { name: 'When does it go out?' });
  await expect(when.getByRole('button', { name: /^Schedule for/ })).toContainText('9:00');
  await expectAccessible(page, 'the time of a post that was dropped');
  await keepPicture(page, 'calendar-board-schedule');
  await when.getByRole('button', { name: /^Schedule for/ }).click();
  await expect(column(page, 'scheduled')).toContainText('Winter opening');
  await page.keyboard.press('Control+z');
  await expect(column(page, 'approved')).toContainText('Winter opening');
  await expect
    .poll(async () => call('posts.get', { id: winter.id }))
    .toMatchObject({ status: 'approved', wallTime: `${on(21)}T09:00` });

  // Taken off the schedule, and put back.
  await drag(page, card(page, 'first stollen'), column(page, 'draft'));
  await expect(column(page, 'draft')).toContainText('first stollen');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => call('posts.get', { id: stollen.id }))
    .toMatchObject({ status: 'scheduled', wallTime: `${on(10)}T09:30` });

  await resize(app, 900, 600);
  await keepPicture(page, 'calendar-board-900');
});

test('the board is worked by keyboard alone', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const { gears, rye } = await fill(desk);
  await show(page, 'board');
  await expect(card(page, 'gears need love')).toBeVisible();
  await card(page, 'gears need love').focus();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, 'baker does')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(card(page, 'Sunday tour')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(card(page, 'gears need love')).toBeFocused();

  await page.keyboard.press('Alt+ArrowRight');
  await expect(column(page, 'in_review')).toContainText('gears need love');
  await expect(card(page, 'gears need love')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(column(page, 'approved')).toContainText('gears need love');
  await expect(card(page, 'gears need love')).toBeFocused();
  // Back is by way of the draft: nobody reviews it again unless asked to.
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(column(page, 'draft')).toContainText('gears need love');
  await expect.poll(async () => (await call('posts.get', { id: gears.id })).status).toBe('draft');

  await card(page, 'Rye, spelt').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('A post gets here by going out').first()).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(column(page, 'draft')).toContainText('Rye, spelt');
  await expect.poll(async () => (await call('posts.get', { id: rye.id })).status).toBe('draft');
  await expect(card(page, 'Rye, spelt')).toHaveCount(1);
  await expect(card(page, 'Rye, spelt')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/posts/${rye.id}`));
});

test('free slots stand where the queue has room, until they are taken or turned off', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call, ada } = desk;
  await fill(desk);
  const slot = page.getByRole('button', { name: /free slot of Ada/ });
  await show(page, 'month', { date: on(10) });
  await expect(slot.first()).toBeVisible();
  const inMonth = await slot.count();
  expect(inMonth).toBeGreaterThan(8);
  await lookAt(desk, 'calendar-slots');
  await show(page, 'week', { date: on(10) });
  await expect(slot.first()).toBeVisible();
  await lookAt(desk, 'calendar-slots-week');

  await slot.first().click();
  const composer = page.getByRole('dialog', { name: 'New post' });
  await expect(composer).toContainText('Ada’s Bakery');
  await expect(composer.getByRole('button', { name: /9:30/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(composer).toBeHidden();

  await show(page, 'day', { date: on(9) });
  const days = await call('slots.inSpan', {
    from: Date.parse(`${on(9)}T00:00:00+01:00`),
    to: Date.parse(`${on(10)}T00:00:00+01:00`),
    clientId: ada.id,
  });
  await expect(slot).toHaveCount(days.length);

  await show(page, 'month', { date: on(10) });
  await expect(slot.first()).toBeVisible();
  await page.getByRole('button', { name: 'More of the calendar' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Free slots' }).click();
  await page.keyboard.press('Escape');
  await expect(slot).toHaveCount(0);
  await page.reload();
  await expect(chip(page, 'first stollen')).toBeVisible();
  await expect(slot).toHaveCount(0);
});

test('holidays of the chosen countries stand at their days', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  // Where the profile lives, unless something is chosen.
  await show(page, 'month', { date: '2027-05-01' });
  const may = (day: string) => page.locator(`td[data-date="2027-05-${day}"]`);
  await expect(may('01')).toContainText('Labour Day (public holiday, DE)');
  await expect(may('09')).toContainText("Mother's Day (observance, DE)");

  await page.getByRole('button', { name: 'More of the calendar' }).click();
  await page.getByRole('menuitem', { name: 'Holidays…' }).click();
  const countries = page.getByRole('list', { name: 'Countries' });
  await expect(countries).toContainText('Germany');
  await page.getByRole('combobox', { name: 'Add a country' }).click();
  await page.keyboard.type('france');
  await page.keyboard.press('Enter');
  await expect(countries).toContainText('France');
  await page.getByRole('button', { name: 'Without the holidays of Germany' }).click();
  await expect(countries).not.toContainText('Germany');
  await lookAt(desk, 'calendar-holidays-settings');
  await page.goBack();
  await expect(may('08')).toContainText('FR');
  await expect(page.locator('td[data-date]').filter({ hasText: ', DE)' })).toHaveCount(0);
  await keepPicture(page, 'calendar-holidays');
  await expectAccessible(page, 'holidays in the month');
});

test('a plan is moved as a plan, and what is held says so', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const { gears, stollen } = await fill(desk);
  await show(page, 'month');
  const draft = chip(page, 'gears need');
  await expect(draft).toHaveAccessibleName(/^12:15 .*, draft, Brio Bikes$/);
  await draft.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect
    .poll(async () => call('posts.get', { id: gears.id }))
    .toMatchObject({ status: 'draft', wallTime: `${on(12)}T12:15` });
  await expect(page.locator(`td[data-date="${on(12)}"]`)).toContainText('gears need');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('posts.get', { id: gears.id })).wallTime)
    .toBe(`${on(11)}T12:15`);
  // A month has room for the word where a day shows its posts on two lines.
  const beside = (text: string) => chip(page, text).locator('[data-word]');
  await expect(beside('gears need')).toHaveAttribute('data-word', 'Draft');
  await call('approvals.hold', { postId: stollen.id });
  await expect(chip(page, 'first stollen')).toHaveAccessibleName(/, on hold, Ada’s Bakery$/);
  await expect(beside('first stollen')).toHaveAttribute('data-word', 'On hold');
  await lookAt(desk, 'calendar-plans-and-holds');
  await drag(page, draft, page.locator(`td[data-date="${on(14)}"]`));
  await expect
    .poll(async () => call('posts.get', { id: gears.id }))
    .toMatchObject({ status: 'draft', wallTime: `${on(14)}T12:15` });
});

test('the calendar goes to paper, to a PDF and to other calendars', async ({ app, userData }) => {
  const desk = await furnish(app, pds);
  const { page, ada } = desk;
  await fill(desk);
  const folder = path.join(userData, 'files');
  await mkdir(folder);
  await app.electron.evaluate(({ dialog, BrowserWindow }, to) => {
    dialog.showSaveDialog = (async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as { defaultPath: string };
      const name = defaultPath.split(/[\\/]/).at(-1);
      return { canceled: false, filePath: `${to}/${name}` };
    }) as never;
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('There is no window');
    contents.print = ((options: { landscape: boolean }, done: (printed: boolean) => void) => {
      Object.assign(globalThis, { printed: options });
      done(true);
    }) as never;
  }, folder);
  const pagesIn = (pdf: Buffer) =>
    pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'More of the calendar' }).click();
    await page.getByRole('menuitem', { name }).click();
  };

  await show(page, 'month', { client: ada.id });
  await expect(chip(page, 'first stollen')).toBeVisible();
  await choose('Save as PDF…');
  await expect(page.getByText(/^Saved as Ada’s Bakery, .*\.pdf\.$/)).toBeVisible();
  await show(page, 'list');
  await expect(chip(page, 'first stollen')).toBeVisible();
  await choose('Save as PDF…');
  await expect.poll(async () => (await readdir(folder)).length).toBe(2);
  for (const name of await readdir(folder)) {
    const pdf = await readFile(path.join(folder, name));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pagesIn(pdf), name).toBe(1);
    await mkdir('artifacts', { recursive: true });
    await copyFile(
      path.join(folder, name),
      path.join('artifacts', name.includes('Ada') ? 'calendar-month.pdf' : 'calendar-list.pdf'),
    );
  }

  await show(page, 'month');
  await page.keyboard.press('Control+p');
  await expect
    .poll(() => app.electron.evaluate(() => (globalThis as { printed?: unknown }).printed))
    .toMatchObject({ landscape: true });
  await expect(page.locator('.paper-sheet')).toHaveCount(0);

  await show(page, 'month', { status: 'scheduled' });
  await expect(chip(page, 'Sunday tour')).toBeHidden();
  await choose('Export .ics…');
  await expect(page.getByText(/^3 posts saved as .*\.ics\.$/)).toBeVisible();
  const [ics = ''] = (await readdir(folder)).filter((name) => name.endsWith('.ics'));
  const text = await readFile(path.join(folder, ics), 'utf8');
  expect(text.match(/BEGIN:VEVENT\r\n/g)).toHaveLength(3);
});

/** What would be on paper, as a picture: the page is made to think it is paper while it is printed. */
test('the month on paper is one clean page', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page } = desk;
  await fill(desk);
  await theme(desk, 'dark');
  await show(page, 'month');
  await expect(chip(page, 'first stollen')).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // A printer that takes its time: the sheet stays meanwhile.
    if (contents) contents.print = (() => undefined) as never;
  });
  await page.keyboard.press('Control+p');
  await expect(page.locator('.paper-sheet')).toHaveCount(1);
  await resize(app, 1110, 780);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeHidden();
  await keepPicture(page, 'calendar-print');
  const sheet = await page.locator('.paper-sheet').boundingBox();
  // 210 mm less the margins, at 96 px an inch.
  expect(sheet?.height ?? 9999).toBeLessThan(728);
});
