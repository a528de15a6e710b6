import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { type NetworkDesk, openNetworkDesk } from '../support/network-desk.ts';
import { openPlace } from '../support/trouble.ts';

let desk: NetworkDesk | null = null;
test.afterEach(() => desk?.close());

test('comments arrive, are gone through by keyboard, and are answered once', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  desk = await openNetworkDesk('facebook', launch, testInfo.outputPath('clock-offset'));
  const { page, call, connect, clock, sandbox } = desk;
  await page.getByRole('link', { name: 'Inbox' }).click();
  await expect(page.getByRole('heading', { name: 'Comments come together here' })).toBeVisible();
  await lookAt(desk, 'inbox-none');

  const account = await connect();
  // How many speak of a post is its own luck.
  let told = 0;
  while (told < 3) told += (await desk.talkedAbout(account)).comments?.length ?? 0;
  clock.set(clock.now() + 3 * 3_600_000 - Date.now());
  await openPlace(page, '/inbox');
  await page.getByRole('button', { name: 'Check for new comments' }).click();
  const rows = page.getByRole('list', { name: 'Open' }).getByRole('button');
  await expect.poll(() => rows.count()).toBeGreaterThan(2);
  const open = async () => (await call('inbox.counts', {})).open;
  const before = await open();
  expect(before).toBeGreaterThanOrEqual(told);
  await expect(page.getByRole('link', { name: /^Inbox \d+ unread$/ })).toBeVisible();

  const thread = page.getByRole('region', { name: 'Conversation' });
  const shown = () => thread.getAttribute('data-shown');
  const current = () => page.locator('[data-row][aria-current="true"]').getAttribute('data-row');
  await test.step('by keyboard', async () => {
    await rows.first().click();
    const first = await shown();
    await page.keyboard.press('j');
    await expect.poll(current).toBe('1');
    await page.keyboard.press('k');
    await expect.poll(shown).toBe(first);
    await page.keyboard.press('e');
    await expect.poll(open).toBe(before - 1);
    expect(await shown()).not.toBe(first);
    await page.keyboard.press('Control+z');
    await expect.poll(open).toBe(before);
    await page.keyboard.press('k');
    await expect.poll(shown).toBe(first);
    await page.keyboard.press('s');
    await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click();
    await expect.poll(async () => (await call('inbox.counts', {})).snoozed).toBe(1);
    await page.getByRole('radio', { name: 'Put off' }).click();
    await expect(page.getByRole('list', { name: 'Put off' }).getByRole('button')).toHaveCount(1);
    await page.keyboard.press('e');
    await expect(page.getByRole('heading', { name: 'Nothing is put off' })).toBeVisible();
    await page.getByRole('radio', { name: 'Open' }).click();
    await expect(rows).toHaveCount(before - 1);
    await rows.first().click();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Mara (you)' }).click();
    await expect(rows.first()).toContainText('Mara');
  });
  await test.step('what is read in the list of unread ones stays while it is looked at', async () => {
    await page.getByRole('button', { name: 'Only unread' }).click();
    const unread = async () => (await call('inbox.counts', {})).unread;
    await expect(page.getByRole('button', { name: 'Show read ones, too' })).toBeVisible();
    const [many, left] = [await rows.count(), await unread()];
    await expect.poll(unread).toBe(left - 1);
    await page.waitForTimeout(1500);
    expect([await rows.count(), await unread()]).toEqual([many, left - 1]);
    await page.getByRole('button', { name: 'Show read ones, too' }).click();
    await rows.first().click();
  });
  await lookAt(desk, 'inbox-some');

  await test.step('answered once, with the line cut after it was taken', async () => {
    const words = 'Thank you, we are open until six';
    const ours = () =>
      readFileSync(join(sandbox.folder, 'journal.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('"kind":"comment"') && line.includes(words)).length;
    await desk?.fault({
      when: { network: 'facebook', operation: 'POST /:id/comments', nth: 1 },
      fault: { kind: 'cut', effect: 'done' },
    });
    await rows.first().click();
    await page.keyboard.press('r');
    const box = page.getByRole('textbox', { name: /^Answer to/ });
    await expect(box).toBeFocused();
    await box.fill(words);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('did not say whether it took your answer')).toBeVisible();
    await expect(box).toHaveValue('');
    await expect(thread.getByText('Not certain')).toBeVisible();
    if (desk) await lookAt(desk, 'inbox-lost');
    clock.set(clock.now() + 60_000 - Date.now());
    await expect
      .poll(async () => Math.abs((await call('app.status', {})).now - clock.now()))
      .toBeLessThan(5000);
    // The reading of the comments may have found it by itself meanwhile.
    const again = thread.getByRole('button', { name: 'Look for it, then send' });
    if (await again.isVisible()) await again.click({ timeout: 5000 }).catch(() => {});
    await expect.poll(open).toBe(before - 2);
    expect(ours()).toBe(1);
    await expect(rows).toHaveCount(before - 2);
  });

  // Another client has no comments, and no account either.
  await openPlace(page, `/inbox?client=${desk.brio.id}`);
  await expect(page.getByText('Comments come together here')).toBeVisible();
  desk.app.expectNoCspViolations();
});

test('a mention arrives, is liked, and is answered once', async ({ launch }, testInfo) => {
  testInfo.setTimeout(240_000);
  desk = await openNetworkDesk('mastodon', launch, testInfo.outputPath('clock-offset'));
  const { page, call, connect, clock, sandbox } = desk;
  const journal = () => readFileSync(join(sandbox.folder, 'journal.jsonl'), 'utf8').split('\n');
  const account = await connect();
  await desk.talkedAbout(account);
  clock.set(clock.now() + 2 * 3_600_000 - Date.now());
  await openPlace(page, '/inbox');
  await page.getByRole('button', { name: 'Check for new comments' }).click();
  const rows = page.getByRole('list', { name: 'Open' }).getByRole('button');
  const mentions = rows.filter({ hasText: 'Mention' });
  await expect(mentions).toHaveCount(1);
  const { open: before } = await call('inbox.counts', {});
  expect((await call('inbox.list', { kind: 'mention' })).items).toMatchObject([{ readAt: null }]);

  await test.step('stands alone where the list is narrowed to mentions', async () => {
    expect(await rows.count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Mentions' }).click();
    // What the button is called may be told meanwhile, and goes first.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0, { timeout: 500 });
    }).toPass();
    await expect(rows).toHaveCount(1);
    await rows.first().click();
  });
  const beside = page.getByRole('complementary', { name: 'The mention' });
  await expect(beside.getByText('A post on Mastodon that names @')).toBeVisible();
  await expect(beside.getByRole('button', { name: 'Open on Mastodon' })).toBeVisible();

  await test.step('liked, and taken back, by one key', async () => {
    const likes = () => journal().filter((line) => line.includes('"kind":"favourite"'));
    const heart = page.getByRole('button', { name: 'Like on Mastodon' });
    await page.keyboard.press('l');
    await expect(heart).toHaveAttribute('aria-pressed', 'true');
    await expect(rows.first()).toContainText('Liked');
    await expect.poll(() => likes().length).toBe(1);
    await expect
      .poll(async () => (await call('inbox.list', { kind: 'mention' })).items[0]?.likedAt)
      .not.toBeNull();
    await page.keyboard.press('l');
    await expect(heart).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => likes().length).toBe(2);
    await heart.click();
    await expect(heart).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => likes().at(-1)?.includes('"on":true')).toBe(true);
  });
  await lookAt(desk, 'inbox-mention');

  await test.step('answered once, with the line cut after it was taken', async () => {
    const words = 'Good to hear, see you soon';
    // Also one that the network knew again by its key: it is looked for, not sent.
    const ours = () => sandbox.posts().filter(({ text }) => text.includes(words));
    await desk?.fault({
      when: { network: 'mastodon', operation: 'POST /api/v1/statuses', nth: 1 },
      fault: { kind: 'cut', effect: 'done' },
    });
    await rows.first().click();
    await page.keyboard.press('r');
    const box = page.getByRole('textbox', { name: /^Answer to/ });
    await expect(box).toBeFocused();
    await box.fill(words);
    await page.keyboard.press('Control+Enter');
    const thread = page.getByRole('region', { name: 'Conversation' });
    await expect(thread.getByText('Not certain')).toBeVisible();
    clock.set(clock.now() + 60_000 - Date.now());
    await expect
      .poll(async () => Math.abs((await call('app.status', {})).now - clock.now()))
      .toBeLessThan(5000);
    // A round may have found it by itself meanwhile.
    const again = thread.getByRole('button', { name: 'Look for it, then send' });
    if (await again.isVisible()) await again.click({ timeout: 5000 }).catch(() => {});
    await expect.poll(async () => (await call('inbox.counts', {})).open).toBe(before - 1);
    expect(ours()).toHaveLength(1);
    await expect(rows).toHaveCount(0);
  });
  await expect(page.getByRole('heading', { name: 'Nothing like that here' })).toBeVisible();
  await lookAt(desk, 'inbox-mention-none');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(rows).toHaveCount(before - 1);

  await test.step('the account says what comes of it', async () => {
    await openPlace(page, '/accounts');
    await expect(page.getByText('inbox: comments and mentions')).toBeVisible();
    if (desk) await lookAt(desk, 'inbox-accounts-inbox');
  });
  desk.app.expectNoCspViolations();
});
