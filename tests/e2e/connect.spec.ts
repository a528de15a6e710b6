import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectAccessible } from '../support/accessible.ts';
import { decideOnSandbox } from '../support/consent.ts';
import { type Desk, furnish } from '../support/desk.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type OpenSandbox, openSandbox } from '../support/sandbox.ts';

const MINUTE = 60_000;

let sandbox: OpenSandbox;
let folder: string;
/** How far ahead the network's clock is. */
let ahead = 0;
test.beforeAll(async () => {
  sandbox = await openSandbox({ networks: ['x'], clock: { now: () => Date.now() + ahead } });
  folder = mkdtempSync(join(tmpdir(), 'clientnest-leaving-'));
});
test.afterAll(async () => {
  await sandbox.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** In the place of the system's browser and its dialog: what is asked of them. */
async function standIn({ electron }: LaunchedApp): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ shell, dialog }, chosen) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  return () => electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** An account on the sandbox's X, signed in through the browser. */
async function connectAda({ call, ada }: Desk) {
  const service = { network: 'x', serviceUrl: sandbox.x } as const;
  const [application] = sandbox.applications;
  await call('applications.save', { ...service, clientId: application?.clientId ?? '' });
  const { id, url } = await call('accounts.authorise', { ...service, clientId: ada.id });
  await (await fetch(await decideOnSandbox(url, 'ada'))).text();
  await expect.poll(async () => (await call('accounts.authorisation', { id })).state).toBe('done');
  const [account] = (await call('accounts.authorisation', { id })).accounts;
  if (!account) throw new Error('No account was connected');
  return account;
}

test('a network that wants an app of one’s own is set up step by step, and waits for the browser', async ({
  launch,
}) => {
  const app = await launch();
  const { page } = await furnish(app);
  const asked = await standIn(app);
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Connect X' }).click();
  const sheet = page.getByRole('dialog', { name: 'Connect X' });
  await expect(sheet.getByText('http://127.0.0.1:47811/callback')).toBeVisible();
  await expect(sheet.getByText('offline.access')).toBeVisible();
  await sheet.getByRole('button', { name: 'Copy address 2' }).click();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    'http://127.0.0.1:47812/callback',
  );
  await expectAccessible(page, 'an app of one’s own');
  await sheet.getByRole('button', { name: 'Save and go on' }).click();
  await expect(sheet.getByText('Paste the Client ID of your app.')).toBeVisible();
  await sheet.getByLabel('Client ID').fill('my-own-app');
  await sheet.getByRole('button', { name: 'Save and go on' }).click();

  await expect(sheet.getByText('With your app my-own-app')).toBeVisible();
  await sheet.getByRole('button', { name: 'Open the browser' }).click();
  await expect(sheet.getByText('Your browser is open at X.')).toBeVisible();
  const [opened = ''] = await asked();
  expect(new URL(opened).searchParams.get('client_id')).toBe('my-own-app');
  await sheet.getByRole('button', { name: 'Open again' }).click();
  await expect.poll(asked).toEqual([opened, opened]);
  await expectAccessible(page, 'while the browser is open');

  await sheet.getByRole('button', { name: 'The browser does not come back' }).click();
  await sheet
    .getByLabel('Address of the last page')
    .fill('http://127.0.0.1:47811/callback?state=1');
  await sheet.getByRole('button', { name: 'Go on' }).click();
  await expect(sheet.getByRole('alert')).toBeVisible();
  const state = new URL(opened).searchParams.get('state');
  const back = new URL(new URL(opened).searchParams.get('redirect_uri') ?? '');
  back.search = new URLSearchParams({ error: 'access_denied', state: state ?? '' }).toString();
  await (await fetch(back)).text();
  await expect(sheet.getByRole('button', { name: 'Start again' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Start again' }).click();
  await expect(sheet.getByRole('button', { name: 'Open the browser' })).toBeVisible();
  app.expectNoCspViolations();
});

test('an account is connected through the browser, from the gallery to the list', async ({
  launch,
}) => {
  const bluesky = await openSandbox({ networks: ['bluesky'] });
  const app = await launch();
  const { page } = await furnish(app);
  const asked = await standIn(app);
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Connect Bluesky' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Other server' }).click();
  await sheet.getByLabel('Service address').fill(bluesky.bluesky);
  await sheet.getByRole('button', { name: 'Open the browser' }).click();
  await expect(sheet.getByText('Your browser is open at Bluesky.')).toBeVisible();
  const [opened = ''] = await asked();
  await (await fetch(await decideOnSandbox(opened, 'ada'))).text();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(/^@ada.* is connected\.$/).first()).toBeVisible();
  await expect(page.getByText('Connected', { exact: true })).toBeVisible();
  app.expectNoCspViolations();
  await bluesky.remove();
});
test('an account tells how long its sign-in lasts, and signs in again in place', async ({
  launch,
}) => {
  const app = await launch();
  const desk = await furnish(app);
  const { page, call } = desk;
  const asked = await standIn(app);
  const account = await connectAda(desk);
  await page.getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByText(/sign-in renews by itself/i)).toBeVisible();
  await expectAccessible(page, 'accounts');
  await page.getByRole('button', { name: 'More for @ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign in again' }).click();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.getByText('Your browser is open at X.')).toBeVisible();
  await (await fetch(await decideOnSandbox((await asked()).at(-1) ?? '', 'ada'))).text();
  await expect(page.getByText('@ada is connected again.', { exact: true })).toBeVisible();
  await expect(page.getByText('Your browser is open at X.')).toBeHidden();
  expect((await call('accounts.list', {})).map(({ id }) => id)).toEqual([account.id]);
});

test('numbers and comments of a post that came out; an answer is there once', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  ahead = 0;
  const app = await launch({ env: { CLIENTNEST_TICK_SECONDS: '1' } });
  const desk = await furnish(app);
  const { page, call, ada } = desk;
  const account = await connectAda(desk);
  const texts = [
    'Fresh bread',
    'Fresh rolls',
    'Fresh cake',
    'Fresh rye',
    'Fresh buns',
    'Fresh pie',
  ];
  const posts: string[] = [];
  for (const text of texts) {
    const { id } = await call('posts.create', {
      clientId: ada.id,
      text,
      targets: [{ accountId: account.id }],
    });
    await call('posts.publishNow', { id });
    posts.push(id);
  }
  for (const id of posts)
    await expect
      .poll(async () => (await call('posts.get', { id })).status, { timeout: 60_000 })
      .toBe('published');
  ahead = 60 * MINUTE;
  let talked = '';
  for (const postId of posts) {
    const [read] = await call('engagement.read', { postId });
    if ((read?.comments?.length ?? 0) >= 2) talked = postId;
  }
  expect(talked, 'a post that people talk about').not.toBe('');

  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/posts/${talked}`);
  // Reading costs money on X, so it waits to be asked.
  await expect(page.getByText('X bills each look at it.')).toBeVisible();
  await page.getByRole('button', { name: 'Read numbers and comments' }).click();
  const talk = page.getByRole('region', { name: /Comments on @ada/ });
  await expect(talk.getByRole('listitem').nth(1)).toBeVisible();
  const before = await talk.getByRole('listitem').count();
  await expect(page.getByText('Views')).toBeVisible();

  const answer = talk.getByRole('button', { name: /^Answer @/ }).first();
  await answer.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^Answer to @/ })).toBeFocused();
  await page.keyboard.type('Thank you, see you on Saturday');
  await page.keyboard.press('Control+Enter');
  await expect(talk.getByRole('listitem')).toHaveCount(before + 1);
  await expect(talk.getByText('Thank you, see you on Saturday')).toHaveCount(1);
  await talk
    .getByRole('button', { name: /^Hide the comment of/ })
    .first()
    .click();
  await expect(talk.getByText('Hidden')).toBeVisible();
  await expectAccessible(page, 'numbers and comments');
  await page.getByRole('button', { name: 'Read @ada again' }).click();
  await expect(talk.getByText('Thank you, see you on Saturday')).toHaveCount(1);

  await page.getByRole('button', { name: 'Remove the post from X' }).click();
  await page.getByRole('button', { name: 'Remove from X' }).click();
  await expect(page.getByText('It is not on X any more.')).toBeVisible();
  app.expectNoCspViolations();
});

test('a client who leaves is handed over, signed out and erased from one sheet', async ({
  launch,
}) => {
  ahead = 0;
  const app = await launch();
  const desk = await furnish(app);
  const { page, call, ada, brio } = desk;
  await standIn(app);
  await connectAda(desk);
  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('button', { name: `More for ${ada.name}` }).click();
  await page.getByRole('menuitem', { name: 'Client is leaving' }).click();
  const sheet = page.getByRole('dialog', { name: `When ${ada.name} leaves` });
  await expect(sheet.getByText('The network is told to end it.')).toBeVisible();
  await expectAccessible(page, 'a client who leaves');
  await sheet.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(sheet.getByText(new RegExp(`files in ${folder}`))).toBeVisible();
  await sheet.getByRole('button', { name: 'Sign out 1 account' }).click();
  await expect(sheet.getByRole('button', { name: /^Sign out/ })).toBeHidden();
  const erase = sheet.getByRole('button', { name: 'Erase for good' });
  await expect(erase).toBeDisabled();
  await sheet.getByLabel(`Type “${ada.name}” to erase it`).fill(ada.name);
  await erase.click();
  await expect(sheet).toBeHidden();
  await expect
    .poll(async () => (await call('clients.list', { archived: true })).map(({ id }) => id))
    .toEqual([brio.id]);
});
