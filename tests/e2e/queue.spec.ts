import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish } from '../support/desk.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import type { Pds } from '../support/pds.ts';
import { type OpenSandbox, startSandboxPds } from '../support/sandbox.ts';

let pds: Pds & { sandbox: OpenSandbox };
test.beforeAll(async () => {
  pds = await startSandboxPds();
});
test.afterAll(() => pds.stop());

const ENV = { CLIENTNEST_TICK_SECONDS: '1' };
const WEEK = [1, 2, 3, 4, 5, 6, 7];

async function open(page: Page, path: string) {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** In both themes: what is grey on grey in one may be fine in the other. */
async function accessibleInBoth(desk: Desk, place: string) {
  for (const theme of ['light', 'dark'] as const) {
    await desk.call('settings.update', { theme });
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme);
    await expectAccessible(desk.page, `${place}, ${theme}`);
  }
}

/** A queue with a time on every day at twelve, and these posts in it. */
async function queue(desk: Desk, ...texts: string[]): Promise<string[]> {
  const { call, ada } = desk;
  await call('slots.set', {
    clientId: ada.id,
    slots: WEEK.map((weekday) => ({ weekday, time: '12:00' })),
  });
  const ids: string[] = [];
  for (const text of texts) {
    const id = await write(desk, text);
    await call('posts.enqueue', { id });
    ids.push(id);
  }
  return ids;
}

async function write({ call, ada, account }: Desk, text: string): Promise<string> {
  const targets = account ? [{ accountId: account.id }] : [];
  return (await call('posts.create', { clientId: ada.id, text, targets })).id;
}

const rows = (page: Page): Locator =>
  page.getByRole('list', { name: 'What goes next' }).locator('button[data-row]');
const texts = (page: Page) =>
  rows(page).evaluateAll((all) =>
    all.map((row) => /One|Two|Three|By hand/.exec(row.textContent ?? '')?.[0]),
  );

const actions = (page: Page, text: string): Locator =>
  page
    .getByRole('list', { name: 'What goes next' })
    .getByRole('listitem')
    .filter({ hasText: text })
    .getByRole('button', { name: 'Actions' });

async function furnished(launch: () => Promise<LaunchedApp>): Promise<Desk> {
  return furnish(await launch(), pds);
}

test('an empty queue teaches what it is, and its times are set by click, by typing and by key', async ({
  launch,
}) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, ada } = desk;
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(
    page.getByRole('heading', { name: 'Post at the same times each week' }),
  ).toBeVisible();
  await accessibleInBoth(desk, 'an empty queue');

  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Queue times' }).last().click();
  await page.getByRole('menuitem', { name: ada.name }).click();
  const sheet = page.getByRole('dialog', { name: `Queue times of ${ada.name}` });
  await expect(sheet.getByRole('button', { name: 'Save times' })).toBeDisabled();

  await sheet.getByRole('button', { name: 'Monday 9:00' }).click();
  await expect(sheet.getByRole('button', { name: 'Monday 9:00' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(sheet.getByRole('button', { name: 'Tuesday 12:30' })).toBeFocused();
  await page.keyboard.press('Space');
  await sheet.getByLabel('Add a time').fill('8pm');
  await page.keyboard.press('Enter');
  await expect(sheet.getByText('7 times a week')).toBeVisible();
  await sheet.getByRole('button', { name: 'Monday: copy or clear' }).click();
  await page.getByRole('menuitem', { name: 'Copy to Sunday' }).click();
  await expect(sheet.getByRole('button', { name: 'Sunday 20:00' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await accessibleInBoth(desk, 'the queue times');

  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await sheet.getByRole('button', { name: 'Save times' }).click();
  await expect(sheet).toBeHidden();
  const { slots } = await call('slots.list', { clientId: ada.id });
  expect(slots.map(({ weekday, time }) => `${weekday} ${time}`)).toEqual([
    '1 09:00',
    '1 20:00',
    '2 12:30',
    '2 20:00',
    '3 20:00',
    '4 20:00',
    '5 20:00',
    '7 09:00',
    '7 20:00',
  ]);
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('slots.list', { clientId: ada.id })).slots.length)
    .toBe(0);
});

test('other times move what waits, tell what left the queue, and are taken back whole', async ({
  launch,
}) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, ada } = desk;
  const ids = await queue(desk, 'One', 'Two');
  const before = await Promise.all(ids.map((id) => call('posts.get', { id })));
  await open(page, `/clients?times=${ada.id}`);
  const sheet = page.getByRole('dialog', { name: `Queue times of ${ada.name}` });
  await sheet.getByRole('button', { name: 'Remove 12:00 from every day' }).click();
  await sheet.getByRole('button', { name: 'Save times' }).click();
  await expect(page.getByText(/2 posts fit no time any more/).first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => {
      const after = await Promise.all(ids.map((id) => call('posts.get', { id })));
      return after.map(({ queued, scheduledAt }) => ({ queued, scheduledAt }));
    })
    .toEqual(before.map(({ scheduledAt }) => ({ queued: true, scheduledAt })));
});

test('what goes next stands by day; a post moves on, leaves and comes back to its place', async ({
  launch,
}) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, ada } = desk;
  await queue(desk, 'One', 'Two', 'Three');
  const byHand = await write(desk, 'By hand');
  await call('posts.schedule', { id: byHand, wallTime: '2031-05-06T09:00', zone: 'Europe/Berlin' });
  await open(page, '/queue');
  await expect.poll(() => texts(page)).toEqual(['One', 'Two', 'Three', 'By hand']);
  await expect(
    page.getByRole('heading', { name: /Tuesday.* 6 May 2031|Tuesday, May 6, 2031/ }),
  ).toBeVisible();
  await expect(page.getByText(/days without a post/)).toBeVisible();
  await accessibleInBoth(desk, 'the queue');

  await page.keyboard.press('j');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('l');
  await expect.poll(() => texts(page)).toEqual(['Two', 'One', 'Three', 'By hand']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => texts(page)).toEqual(['One', 'Two', 'Three', 'By hand']);

  await actions(page, 'One').click();
  await page.getByRole('menuitem', { name: 'Take out of the queue' }).click();
  await expect.poll(() => texts(page)).toEqual(['Two', 'Three', 'By hand']);
  await page.keyboard.press('Control+z');
  await expect.poll(() => texts(page)).toEqual(['One', 'Two', 'Three', 'By hand']);

  await actions(page, 'By hand').click();
  await page.getByRole('menuitem', { name: 'Move to the next free slot' }).click();
  await expect.poll(async () => (await call('posts.get', { id: byHand })).queued).toBe(true);
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await call('posts.get', { id: byHand })).wallTime)
    .toBe('2031-05-06T09:00');

  await actions(page, 'One').click();
  await page.getByRole('menuitem', { name: 'Publish now' }).click();
  await page
    .getByRole('dialog', { name: 'Publish now?' })
    .getByRole('button', { name: 'Publish now' })
    .click();
  await expect.poll(() => texts(page), { timeout: 20_000 }).toEqual(['Two', 'Three', 'By hand']);
  const records = await pds.records(desk.account?.remoteId ?? '');
  expect(records.map(({ value }) => value.text)).toEqual(['One']);

  await open(page, `/queue?client=${ada.id}`);
  await expect.poll(() => texts(page)).toEqual(['Two', 'Three', 'By hand']);
  await open(page, `/queue?client=${desk.brio.id}`);
  await expect(
    page.getByRole('heading', { name: 'Post at the same times each week' }),
  ).toBeVisible();
});

test('an account that is paused or signed out says so, and goes on from here', async ({
  launch,
}) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, account } = desk;
  const handle = `@${account?.handle}`;
  const [id = ''] = await queue(desk, 'One');
  await open(page, '/queue');
  const lane = page.getByRole('list', { name: 'Accounts' }).getByRole('listitem');
  await expect(lane).toContainText('Ready');
  await call('accounts.setEnabled', { id: account?.id ?? '', enabled: false });
  await expect(lane).toContainText('Paused');
  // The post says that it is held up, too.
  await expect(rows(page).first()).toContainText('Paused');
  await accessibleInBoth(desk, 'a paused account');
  await page.getByRole('button', { name: `Resume ${handle}` }).click();
  await expect(lane).toContainText('Ready');
  await call('posts.publishNow', { id });
  await expect
    .poll(async () => (await call('posts.get', { id })).status, { timeout: 20_000 })
    .toBe('published');

  // The network ends the session at the next call.
  const wrong = await pds.sandbox.faults.set({
    rules: [{ when: { account: account?.handle ?? '', times: 1 }, fault: { kind: 'revoke' } }],
  });
  expect(wrong).toBeNull();
  await call('posts.publishNow', { id: await write(desk, 'Two') });
  await expect(lane).toContainText('Sign in again', { timeout: 20_000 });
  await pds.sandbox.faults.clear();
  await accessibleInBoth(desk, 'an account that is signed out');
  await page.getByRole('button', { name: `Reconnect ${handle}` }).click();
  await expect(
    page.getByRole('dialog', { name: `Reconnect ${handle}` }).getByLabel(/New app password/),
  ).toBeVisible();
});

test('the composer adds to the queue and says which time that is', async ({ launch }) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, ada } = desk;
  await queue(desk, 'One');
  const [slot] = await call('slots.next', {
    clientId: ada.id,
    accountIds: [desk.account?.id ?? ''],
  });
  await open(page, `/queue?client=${ada.id}&compose=new`);
  const sheet = page.getByRole('dialog', { name: 'New post' });
  await sheet.getByRole('textbox', { name: 'Text' }).fill('Two');
  const button = sheet.getByRole('button', { name: /^Add to queue/ });
  await expect(button).toContainText('12:00');
  await accessibleInBoth(desk, 'the composer with a queue');
  await button.click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/^In the queue for/)).toBeVisible();
  await expect.poll(() => texts(page)).toEqual(['One', 'Two']);
  const { next } = await call('queue.overview', { clientId: ada.id });
  expect(next[1]).toMatchObject({ queued: true, post: { scheduledAt: slot?.at } });
  await page.keyboard.press('Control+z');
  await expect.poll(() => texts(page)).toEqual(['One']);
});

test('how late a post may go out is set for each client, with what happens then', async ({
  launch,
}) => {
  const desk = await furnished(() => launch({ env: ENV }));
  const { page, call, ada } = desk;
  await open(page, `/clients/${ada.id}?section=schedule`);
  const sheet = page.getByRole('region', { name: 'Schedule' });
  await expect(sheet.getByText(/up to 2 hours late\. After that ClientNest asks/)).toBeVisible();
  await sheet.getByLabel('When a post is late').click();
  await page.getByRole('option', { name: 'Only on time' }).click();
  await expect(sheet.getByText(/ClientNest asks you what to do with it/)).toBeVisible();
  await sheet.getByLabel('When a post is late').click();
  await page.getByRole('option', { name: 'Another time…' }).click();
  await sheet.getByLabel('Minutes late, at most').fill('ninety');
  await expect(sheet.getByText(/Write whole minutes/)).toBeVisible();
  await sheet.getByLabel('Minutes late, at most').fill('90');
  await expect(sheet.getByText(/up to 1 hour and 30 minutes late/)).toBeVisible();
  await accessibleInBoth(desk, 'how late a post may go out');
  await expect
    .poll(async () => (await call('clients.get', { id: ada.id })).latenessMinutes)
    .toBe(90);
});
