import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { decideOnSandbox } from '../support/consent.ts';
import { type Desk, dayAhead, furnish } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import type { Pds } from '../support/pds.ts';
import { type OpenSandbox, startSandboxPds } from '../support/sandbox.ts';
import { movableClock, openPlace } from '../support/trouble.ts';

const MAKING = { timeout: 150_000 };
const MINUTE = 60_000;
const ZONE = 'Europe/Berlin';

let pds: Pds & { sandbox: OpenSandbox };
test.beforeAll(async () => {
  pds = await startSandboxPds();
});
test.afterAll(() => pds.stop());

/** @param below a card further down, of which there is a picture, too */
const lookAround = (app: LaunchedApp, call: Desk['call'], name: string, below?: string) =>
  lookAt({ app, page: app.page, call }, name, async (at) => {
    if (!below) return;
    await card(app.page, below).scrollIntoViewIfNeeded();
    await keepPicture(app.page, `${name}-below-${at}`);
    await card(app.page, 'Needs you').scrollIntoViewIfNeeded();
  });

const needs = (page: Page) => page.getByRole('list', { name: 'Needs you' }).getByRole('listitem');
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('with two months of a demo, the day shows its posts, its numbers and who came to follow', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(400_000);
  const app = await launch();
  const { page } = app;
  await page.waitForSelector('html[data-ready="true"]');
  await page.getByRole('button', { name: 'Explore with a demo workspace' }).click();
  await expect(page.getByRole('grid')).toBeVisible(MAKING);
  const call = callOf(page);

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(card(page, 'Followers')).toContainText(/\+\d+ since/);
  await expect(card(page, 'AI requests today')).toContainText('AI is not set up');
  const growth = page.getByRole('figure', { name: /more followers than on/ });
  await expect(growth).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Posts do/ })).toBeVisible();
  await page.waitForTimeout(600);
  await lookAround(app, call, 'today', 'AI use');
  await page.getByRole('radio', { name: '90 days' }).click();
  await expect(page).toHaveURL(/days=90/);
  await page.mouse.wheel(0, 2000);
  app.expectNoCspViolations();
});

test('what needs you stands first, one action a line, and goes when it is done', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  const app = await launch({ env: { CLIENTNEST_TICK_SECONDS: '1' } });
  const desk = await furnish(app, pds);
  const { page, call, ada, brio, account } = desk;
  const write = async (clientId: string, text: string) => {
    const targets = account && clientId === ada.id ? [{ accountId: account.id }] : [];
    return (await call('posts.create', { clientId, text, targets })).id;
  };

  // Brio has times and nothing in them; Ada has a plan that nobody has scheduled, and a post that was refused.
  await call('slots.set', {
    clientId: brio.id,
    slots: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, time: '12:00', accountId: null })),
  });
  const planned = await write(ada.id, 'Rye bread again from tomorrow');
  await call('posts.plan', { id: planned, at: { wallTime: `${dayAhead(1)}T09:00`, zone: ZONE } });
  await pds.sandbox.faults.set({
    rules: [
      {
        when: { account: account?.handle ?? '', times: 1 },
        fault: { kind: 'status', status: 400 },
      },
    ],
  });
  const refused = await write(ada.id, 'The oven is warm');
  await call('posts.publishNow', { id: refused });
  await expect
    .poll(async () => (await call('posts.get', { id: refused })).status, { timeout: 30_000 })
    .toBe('failed');

  await call('approvals.submit', { postIds: [await write(ada.id, 'For the client to see')] });

  await openPlace(page, '/today');
  await expect(needs(page)).toHaveCount(4);
  await expect(needs(page).nth(0)).toContainText('Did not go out');
  await expect(needs(page).nth(1)).toContainText('Planned, not scheduled: tomorrow 9:00');
  await expect(needs(page).nth(2)).toContainText('1 post waits for approval');
  await expect(needs(page).nth(3)).toContainText(/[67] gaps in the coming week/);
  await lookAround(app, call, 'today-needs-you', 'Recent posts');

  // By keyboard: the first action, the next one, and what it opens.
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: 'Retry: The oven is warm' })).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const editing = page.getByRole('dialog', { name: /post/i });
  await expect(editing.getByRole('textbox', { name: 'Text' })).toContainText('Rye bread again');
  await page.keyboard.press('Escape');
  await expect(editing).toBeHidden();

  await page.getByRole('button', { name: /^Make a pack/ }).click();
  const pack = page.getByRole('dialog', { name: 'Make a pack' });
  await expect(pack).toContainText('For the client to see');
  await page.keyboard.press('Escape');
  await expect(pack).toBeHidden();
  await openPlace(page, '/today');

  await page.getByRole('button', { name: /^Fill the gap/ }).click();
  const composer = page.getByRole('dialog', { name: 'New post' });
  await expect(composer).toContainText('Brio Bikes');
  await expect(composer).toContainText('12:00');
  await page.keyboard.press('Escape');
  await expect(composer).toBeHidden();

  await page.getByRole('button', { name: 'Retry: The oven is warm' }).click();
  await expect(needs(page)).toHaveCount(3, { timeout: 30_000 });
  await expect(needs(page).first()).toContainText('Planned, not scheduled');
  await expect(card(page, 'Today')).toContainText('The oven is warm');
  await expect(card(page, 'Today')).toContainText('1 out');
  await expect(card(page, 'Recent posts')).toContainText('The oven is warm');
  // Nobody has read its numbers, so none are shown.
  await expect(card(page, 'Recent posts').getByText('not read yet').first()).toBeAttached();

  // Another client's day is another one.
  await openPlace(page, `/today?client=${ada.id}`);
  await expect(needs(page)).toHaveCount(2);
  await openPlace(page, `/today?client=${brio.id}`);
  await expect(needs(page)).toHaveText([/gaps in the coming week/]);
  await expect(card(page, 'Recent posts')).toContainText('Nothing came out');

  // A session that is over comes before all else, and its way back is here.
  await pds.sandbox.faults.set({
    rules: [{ when: { account: account?.handle ?? '', times: 1 }, fault: { kind: 'revoke' } }],
  });
  await call('posts.publishNow', { id: await write(ada.id, 'Two') });
  await openPlace(page, '/today');
  await expect(needs(page).first()).toContainText('is signed out', { timeout: 30_000 });
  await page.getByRole('button', { name: /^Reconnect @/ }).click();
  await expect(page.getByRole('dialog', { name: /^Reconnect @/ })).toBeVisible();
  await pds.sandbox.faults.clear();
  app.expectNoCspViolations();
});

test('a look at a post keeps its numbers, and the charts are tables on demand', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const clock = movableClock(testInfo.outputPath('clock-offset'));
  const app = await launch({ env: clock.env });
  const { page, call, ada } = await furnish(app);
  await openPlace(page, '/today');
  await expect(card(page, 'Needs you')).toContainText('Nothing needs you');
  await expect(card(page, 'Content performance')).toContainText('Nothing came out in these days');
  await expect(card(page, 'Social growth')).toContainText('Connect an account');
  await expect(card(page, 'Followers')).toContainText('No network provides them yet');
  await lookAround(app, call, 'today-nothing');

  // A practice network has people who react, and numbers of how many follow.
  await app.electron.evaluate(({ shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
  });
  const begun = await call('practice.connect', { clientId: ada.id, network: 'linkedin' });
  const asked = await app.electron.evaluate(
    () => (globalThis as unknown as { asked: string[] }).asked,
  );
  const last = await decideOnSandbox(asked.at(-1) ?? '', 'da');
  await (await fetch(last)).text();
  const state = async () => (await call('accounts.authorisation', { id: begun.id })).state;
  await expect.poll(state).toMatch(/choosing|done/);
  const { choices } = await call('accounts.authorisation', { id: begun.id });
  if ((await state()) === 'choosing')
    await call('accounts.chooseAuthorised', {
      id: begun.id,
      remoteIds: [choices[0]?.remoteId ?? ''],
    });
  const [account] = await call('accounts.list', {});
  const { id } = await call('posts.create', {
    clientId: ada.id,
    text: 'The oven is warm',
    targets: [{ accountId: account?.id ?? '' }],
  });
  await call('posts.publishNow', { id });
  await expect
    .poll(async () => (await call('posts.get', { id })).status, { timeout: 45_000 })
    .toBe('published');
  clock.set(20 * MINUTE);
  await page.waitForTimeout(1200);
  await call('engagement.read', { postId: id });

  const figure = page.getByRole('figure').first();
  await expect(figure).toContainText(/engagement from 1 post/, { timeout: 20_000 });
  await figure.getByRole('button', { name: 'Show as a table' }).click();
  const table = figure.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(31);
  const [today] = await call('dashboard.recent', {});
  await expect(table.getByRole('row').last()).toContainText(`${today?.engagement}`);
  await expect(table.getByRole('row').nth(1)).toContainText('no numbers');
  await expectAccessible(page, 'the numbers as a table');
  await expect(page.getByRole('figure').nth(1)).toContainText('Growth shows from tomorrow on');
  app.expectNoCspViolations();
});

function callOf(page: Page): Desk['call'] {
  return async (name, input) => {
    const answer = await page.evaluate(
      ([route, value]) => window.clientnest.invoke(route as never, value as never),
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as never;
  };
}
