import { writeFileSync } from 'node:fs';
import type { TestInfo } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { sleepThrough, untilPowerIsHeard } from '../support/asleep.ts';
import { type Desk, furnish } from '../support/desk.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const HOUR = 3_600_000;

/** Posts that are due in an hour, and the way to sleep past it. */
async function planned(
  launch: (options: { env: Record<string, string> }) => Promise<LaunchedApp>,
  testInfo: TestInfo,
  texts: readonly string[],
) {
  const offset = testInfo.outputPath('clock-offset');
  writeFileSync(offset, '0');
  // So seldom that waking up has to do it.
  const app = await launch({
    env: { CLIENTNEST_CLOCK_OFFSET_FILE: offset, CLIENTNEST_TICK_SECONDS: '59' },
  });
  const desk = await furnish(app, pds);
  const { now } = await desk.call('app.status', {});
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { id } = await write(desk, text);
    const wallTime = new Date(now + HOUR + index * 60_000).toISOString().slice(0, 16);
    await desk.call('posts.schedule', { id, wallTime, zone: 'UTC' });
    ids.push(id);
  }
  await untilPowerIsHeard(app);
  const sleep = () => sleepThrough(app, offset, 9);
  const sheet = desk.page.getByRole('dialog', { name: 'While you were away' });
  const row = (text: string) => sheet.getByRole('listitem', { name: text });
  const status = async (id = '') => (await desk.call('posts.get', { id })).status;
  return { ...desk, ids, now, sleep, sheet, row, status };
}

const write = ({ call, ada, account }: Desk, text: string) =>
  call('posts.create', {
    clientId: ada.id,
    text,
    targets: account ? [{ accountId: account.id }] : [],
  });

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '12:00' }));

test('after a sleep each of the four choices is a key away', async ({ launch }, testInfo) => {
  const texts = ['Alpha goes now', 'Beta takes a slot', 'Gamma gets a time', 'Delta is dropped'];
  const away = await planned(launch, testInfo, texts);
  const { page, call, ada, account, ids, now, sheet, row, status } = away;
  await call('slots.set', { clientId: ada.id, slots: everyDay });
  await away.sleep();

  // It comes up by itself, and the keyboard is in it.
  await expect(sheet).toBeVisible({ timeout: 15_000 });
  await expect(sheet.getByText('4 posts came due')).toBeVisible();
  await expect(row('Alpha')).toBeFocused();
  await expect(row('Alpha')).toContainText(/Was due .+, \d hours ago/);
  for (const theme of ['light', 'dark'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `missed posts in ${theme}`);
  }

  await page.keyboard.press('p');
  await expect(row('Beta')).toBeFocused();
  await expect(row('Alpha')).toContainText('Published', { timeout: 20_000 });

  const [, slotId = '', laterId = '', droppedId = ''] = ids;
  const slot = (await call('triage.list', {})).posts[0]?.choices.next_slot;
  await expect(row('Beta').getByRole('button', { name: /^Next slot .*12:00$/ })).toBeVisible();
  await page.keyboard.press('n');
  await expect(row('Beta')).toContainText('In the queue for');
  await expect(row('Gamma')).toBeFocused();

  // Down and up again, then a time that is typed.
  await page.keyboard.press('j');
  await expect(row('Delta')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(row('Gamma')).toBeFocused();
  await page.keyboard.press('t');
  const picker = page.getByRole('dialog', { name: 'Another time' });
  await expect(picker.getByRole('grid', { name: 'Day' })).toBeVisible();
  // The day has the keyboard: its arrows are of the month, its letters of nobody.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('d');
  await picker.getByLabel('Time').fill('18:30');
  await page.keyboard.press('Enter');
  await expect(picker).toBeHidden();
  await expect(row('Gamma')).toContainText(/Scheduled for .*18:30/);

  await expect(row('Delta')).toBeFocused();
  await page.keyboard.press('d');
  await expect(row('Delta')).toContainText('Dropped');
  await page.keyboard.press('Control+z');
  await expect(row('Delta').getByRole('button', { name: 'Drop' })).toBeVisible();
  expect(await status(droppedId)).toBe('missed');
  await page.keyboard.press('d');

  // Done: it closes by itself and says what happened.
  await expect(sheet).toBeHidden({ timeout: 10_000 });
  await expect(
    page.getByText('1 published, 1 in the next slot, 1 moved, 1 dropped.', { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Needs you' })).toBeHidden();
  expect(await call('posts.get', { id: slotId })).toMatchObject({
    status: 'scheduled',
    queued: true,
    scheduledAt: slot?.at,
  });
  const later = await call('posts.get', { id: laterId });
  expect(later).toMatchObject({ status: 'scheduled', wallTime: expect.stringMatching(/T18:30$/) });
  expect(later.scheduledAt).toBeGreaterThan(now + 24 * HOUR);
  expect(await status(droppedId)).toBe('cancelled');
  const records = await pds.records(account?.remoteId ?? '');
  expect(records.map(({ value }) => value.text)).toEqual(['Alpha goes now']);
});

test('by pointer, for one or for all, and taken back', async ({ launch }, testInfo) => {
  const texts = ['First', 'Second', 'Third', 'Fourth'];
  const away = await planned(launch, testInfo, texts);
  const { page, call, ada, account, ids, sheet, row, status } = away;
  await away.sleep();
  await expect(sheet).toBeVisible({ timeout: 15_000 });

  // Without slots there is no next one, and it says why.
  await expect(row('First').getByRole('button', { name: 'Next slot' })).toBeDisabled();
  await expect(row('First')).toContainText('There is no next slot');
  await call('slots.set', { clientId: ada.id, slots: everyDay });
  await expect(row('First').getByRole('button', { name: /^Next slot/ })).toBeEnabled();

  // Later: the strip at the foot brings it back.
  await sheet.getByRole('button', { name: 'Decide later' }).click();
  await expect(sheet).toBeHidden();
  const strip = page.getByRole('button', { name: /4 posts were missed while you were away/ });
  await strip.click();
  await expect(sheet).toBeVisible();

  await row('First').getByRole('button', { name: 'Drop' }).click();
  await row('First').getByRole('button', { name: 'Undo' }).click();
  await row('Second')
    .getByRole('button', { name: /^Next slot/ })
    .click();
  await expect(row('Second')).toContainText('In the queue for');
  await row('Second').getByRole('button', { name: 'Undo' }).click();
  await expect(row('Second').getByRole('button', { name: 'Publish now' })).toBeVisible();
  await expect.poll(async () => (await call('triage.list', {})).total).toBe(4);

  const all = sheet.getByRole('group', { name: 'For all of them' });
  await all.getByRole('button', { name: 'Next slots' }).click();
  await expect(sheet.getByText('In the queue for')).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(sheet.getByText('In the queue for')).toHaveCount(0);
  await all.getByRole('button', { name: 'Pick a time…' }).click();
  const picker = page.getByRole('dialog', { name: 'Another time' });
  await picker.getByRole('button', { name: /^Tomorrow/ }).click();
  await picker.getByRole('button', { name: /^Schedule all 4 for/ }).click();
  await expect(sheet.getByText(/^Scheduled for/)).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await expect(sheet.getByText(/^Scheduled for/)).toHaveCount(0);

  await row('Third').getByRole('button', { name: 'Publish now' }).click();
  await expect(row('Third')).toContainText('Published', { timeout: 20_000 });
  await all.getByRole('button', { name: 'Publish all now…' }).click();
  const question = page.getByRole('dialog', { name: 'Publish 3 posts now?' });
  await question.getByRole('button', { name: 'Not yet' }).click();
  await row('First').getByRole('button', { name: 'Pick a time…' }).click();
  await picker.getByRole('button', { name: /^Tomorrow/ }).click();
  await picker.getByRole('button', { name: /^Schedule for/ }).click();
  await expect(row('First')).toContainText('Scheduled for');
  await all.getByRole('button', { name: 'Drop all' }).click();
  await expect(sheet).toBeHidden({ timeout: 10_000 });
  await expect(page.getByText('1 published, 1 moved, 2 dropped.', { exact: true })).toBeVisible();

  // Undo, and the sheet is back with what can be decided anew.
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(sheet).toBeVisible({ timeout: 10_000 });
  await expect(sheet.getByText('3 posts came due')).toBeVisible();
  expect(await status(ids[2])).toBe('published');
  await call('accounts.setEnabled', { id: account?.id ?? '', enabled: false });
  await expect(row('First')).toContainText('It can’t be sent as it is.');
  await expect(row('First').getByRole('button', { name: 'Publish now' })).toBeDisabled();
  await expect(row('First').getByRole('button', { name: 'Drop' })).toBeEnabled();
});

test('it waits until the composer is closed, and comes up at a start', async ({
  launch,
}, testInfo) => {
  const away = await planned(launch, testInfo, ['While writing']);
  const { page, call, sheet } = away;
  await page.keyboard.press('n');
  const composer = page.getByRole('dialog', { name: 'New post' });
  await expect(composer.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('I am writing');
  await away.sleep();
  await expect.poll(async () => (await call('triage.list', {})).total).toBe(1);
  await page.waitForTimeout(2_000);
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue('I am writing');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeVisible({ timeout: 10_000 });
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await expect(sheet).toBeVisible({ timeout: 10_000 });
});
