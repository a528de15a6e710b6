import { decideOnSandbox } from '../../support/consent.ts';
import { expect, test } from '../../support/launch.ts';
import { type NetworkDesk, openNetworkDesk } from '../../support/network-desk.ts';

let desk: NetworkDesk | null = null;
test.afterEach(() => desk?.close());

test('X by the screen: the gallery, an app of one’s own, the browser, a post, its numbers, an answer', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  desk = await openNetworkDesk('x', launch, testInfo.outputPath('clock-offset'));
  const { page, ada, call, sandbox, received, talkedAbout } = desk;
  const [application] = sandbox.applications;
  const atSandbox = (page: string) => {
    const { pathname, search } = new URL(page);
    return new URL(pathname + search, sandbox.x).href;
  };
  // The screen knows only the real X: in the place of its hosts, the sandbox.
  await desk.app.electron.evaluate((_, origin) => {
    const { fetch: real } = globalThis;
    globalThis.fetch = (to, init) => {
      const { hostname, pathname, search } = new URL(to instanceof Request ? to.url : to);
      const isX = hostname === 'x.com' || hostname === 'api.x.com';
      return real(isX ? new URL(pathname + search, origin) : to, init);
    };
  }, sandbox.x);

  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Connect X' }).click();
  const sheet = page.getByRole('dialog', { name: 'Connect X' });
  await sheet.getByLabel('Client', { exact: true }).click();
  await page.getByRole('option', { name: ada.name }).click();
  await sheet.getByLabel('Client ID').fill(application?.clientId ?? '');
  await sheet.getByRole('button', { name: 'Save and go on' }).click();
  await sheet.getByRole('button', { name: 'Open the browser' }).click();
  await expect(sheet.getByText('Your browser is open at X.')).toBeVisible();
  const [opened = ''] = await desk.asked();
  expect(new URL(opened).origin).toBe('https://x.com');
  await (await fetch(await decideOnSandbox(atSandbox(opened), 'ada'))).text();
  await expect(page.getByText('@ada is connected.', { exact: true })).toBeVisible();
  await expect(sheet).toBeHidden();

  await page.keyboard.press('n');
  const composer = page.getByRole('dialog', { name: 'New post' });
  await expect(composer.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('Fresh rye, until it is gone');
  await page.keyboard.press('Control+Shift+Enter');
  const question = page.getByRole('dialog', { name: 'Publish now?' });
  await expect(question).toContainText('It costs $0.015.');
  await question.getByRole('button', { name: 'Publish now' }).click();
  await expect(question).toBeHidden();
  await expect.poll(() => received().length, { timeout: 30_000 }).toBe(1);
  expect(received()[0]).toMatchObject({ account: 'ada', text: 'Fresh rye, until it is gone' });

  const [account] = await call('accounts.list', {});
  if (!account) throw new Error('Nothing is connected');
  await talkedAbout(account);
  await page.getByRole('link', { name: 'Posts' }).click();
  await page.getByRole('tab', { name: /^All/ }).click();
  await page
    .getByRole('button', { name: /^.*Loaf number/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Read numbers and comments' }).click();
  await expect(page.getByText('Views')).toBeVisible();
  const talk = page.getByRole('region', { name: 'Comments on @ada' });
  const before = await talk.getByRole('listitem').count();
  expect(before).toBeGreaterThan(0);
  await talk
    .getByRole('button', { name: /^Answer @/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /^Answer to @/ }).fill('Until noon, usually');
  await page.keyboard.press('Control+Enter');
  await expect(talk.getByRole('listitem')).toHaveCount(before + 1);
  await page.getByRole('button', { name: 'Read @ada again' }).click();
  await expect(talk.getByText('Until noon, usually')).toHaveCount(1);
  expect(received().filter(({ text }) => text.includes('Until noon, usually'))).toHaveLength(1);
  desk.app.expectNoCspViolations();
});
