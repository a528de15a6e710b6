import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { dayAhead, furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

/** The first such weekday that is a day ahead at least; 1 is Monday. */
function weekdayAhead(weekday: number): string {
  for (let days = 1; ; days++) {
    const day = dayAhead(days);
    if ((new Date(`${day}T12:00Z`).getUTCDay() || 7) === weekday) return day;
  }
}

async function open(page: Page, path: string) {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

test('a post is made to come again, changed, ended and taken back', async ({ launch }) => {
  const app = await launch();
  const { page, call, ada, account } = await furnish(app, pds);
  const monday = weekdayAhead(1);
  await open(page, `/calendar?compose=new&at=${monday}T09:00`);
  const composer = page.getByRole('dialog', { name: 'New post' });
  const text = page.getByRole('textbox', { name: 'Text' });
  await expect(text).toBeFocused();
  await page.keyboard.type('Bread of the week');
  await page.getByRole('button', { name: /9:00 Berlin/ }).click();
  await page.getByRole('button', { name: 'Repeat…' }).click();

  const dialog = page.getByRole('dialog', { name: 'Repeat this post' });
  await expect(dialog.getByText('Every Monday at 9:00')).toBeVisible();
  await dialog.getByRole('button', { name: 'Thursday' }).click();
  await expect(dialog.getByText('Every Monday and Thursday at 9:00')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Custom' }).click();
  const rule = dialog.getByLabel('Rule');
  await expect(rule).toHaveValue('FREQ=WEEKLY;BYDAY=MO,TH');
  await rule.fill('FREQ=HOURLY');
  await expect(dialog.getByRole('status')).toContainText(/\.$/);
  await expect(dialog.getByRole('button', { name: 'Repeat the post' })).toBeDisabled();
  await rule.fill('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25,27');
  await dialog.getByRole('combobox', { name: 'Skip public holidays' }).click();
  await page.keyboard.type('germany');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/25.*Christmas Day/).first()).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Region' }).click();
  await page.keyboard.type('bayern');
  await page.keyboard.press('Enter');
  for (const theme of ['light', 'dark'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `repeat in ${theme}`);
  }

  await dialog.getByRole('radio', { name: 'Monthly' }).click();
  await dialog.getByRole('combobox', { name: 'On', exact: true }).click();
  await page.getByRole('option', { name: 'The last day of the month' }).click();
  await expect(dialog.getByText('Every month on the last day at 9:00')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Weekly' }).click();
  await dialog.getByRole('combobox', { name: 'Ends' }).click();
  await page.getByRole('option', { name: 'After a number of posts' }).click();
  await dialog.getByLabel('How many').fill('4');
  await expect(dialog.getByText('Every Monday and Thursday at 9:00, 4 times')).toBeVisible();
  await dialog.getByRole('button', { name: 'Repeat the post' }).click();
  await expect(composer).toBeHidden();
  await expect(page.getByText(/^The post repeats\. The next one goes out/)).toBeVisible();
  const [made] = await call('recurrences.list', { clientId: ada.id });
  expect(made).toMatchObject({
    rule: 'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4',
    startsAt: `${monday}T09:00`,
    zone: 'Europe/Berlin',
    skipHolidaysOf: 'DE-BY',
    content: { text: 'Bread of the week', targets: [{ accountId: account?.id, text: null }] },
  });
  const id = made?.id ?? '';

  // Each says on the calendar, in lists and on its page that it is one of several.
  const { posts } = await call('posts.list', { statuses: ['scheduled'] });
  expect(posts.every(({ repeats }) => repeats)).toBe(true);
  const first = posts.find(({ wallTime }) => wallTime === `${monday}T09:00`);
  await open(page, `/calendar?view=day&date=${monday}`);
  await expect(page.getByRole('button', { name: /repeats: Bread of the week/ })).toBeVisible();
  await open(page, `/posts/${first?.id}`);
  const part = page.getByRole('link', { name: 'every Monday and Thursday at 9:00, 4 times' });
  await expect(part).toBeVisible();
  await page.keyboard.press('e');
  const editor = page.getByRole('dialog', { name: 'Edit post' });
  await expect(editor.getByText(/This is a post of its own/)).toBeVisible();
  await editor.getByRole('textbox', { name: 'Text' }).fill('Bread of this week only');
  await editor.getByRole('button', { name: 'Done' }).click();
  await expect(editor).toBeHidden();
  await part.click();

  // The recurring post itself: what nobody touched follows it.
  const recurring = page.getByRole('dialog', { name: 'Recurring post' });
  await expect(recurring.getByRole('radio', { name: 'Weekly' })).toBeChecked();
  for (const theme of ['dark', 'light'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `a recurring post in ${theme}`);
  }
  await recurring.getByRole('textbox', { name: 'Text' }).fill('Loaf of the week');
  const time = recurring.getByLabel('Time');
  await time.fill('10:30');
  await time.blur();
  await expect(recurring.getByText('Every Monday and Thursday at 10:30, 4 times')).toBeVisible();
  await recurring.getByRole('button', { name: 'Save' }).click();
  await expect(recurring).toBeHidden();
  expect((await call('posts.get', { id: first?.id ?? '' })).text).toBe('Bread of this week only');
  const texts = async () =>
    (await call('posts.list', { statuses: ['scheduled'] })).posts
      .map(({ excerpt, wallTime }) => `${excerpt} ${wallTime?.slice(11)}`)
      .sort();
  const changed = await texts();
  expect(changed.filter((one) => one === 'Loaf of the week 10:30').length).toBeGreaterThan(1);

  const row = page.getByRole('listitem').filter({ hasText: 'Loaf of the week' });
  await expect(page.getByRole('tab', { name: 'Repeating 1' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(row).toContainText('every Monday and Thursday at 10:30, 4 times');
  for (const theme of ['light', 'dark'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `recurring posts in ${theme}`);
  }
  await row.getByRole('button', { name: 'End it' }).click();
  const question = page.getByRole('dialog', { name: 'End this recurring post?' });
  for (const theme of ['dark', 'light'] as const) {
    await call('settings.update', { theme });
    await expectAccessible(page, `ending a recurring post in ${theme}`);
  }
  await question.getByRole('button', { name: /^End and remove \d posts$/ }).click();
  await expect(page.getByRole('heading', { name: 'Nothing repeats' })).toBeVisible();
  expect(await texts()).toEqual([]);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(row).toBeVisible();
  await expect.poll(texts).toEqual(changed);

  await row.getByRole('button', { name: 'End it' }).click();
  await question.getByRole('button', { name: /^End, keep/ }).click();
  await expect(row).toBeHidden();
  expect(await texts()).toEqual(changed);
  await page.getByRole('button', { name: 'Show 1 that ended' }).click();
  await row.getByRole('button', { name: 'Start again' }).click();
  await expect(row.getByRole('button', { name: 'End it' })).toBeVisible();
  expect(await call('recurrences.list', { clientId: ada.id })).toMatchObject([
    { id, endedAt: null },
  ]);
  app.expectNoCspViolations();
});
