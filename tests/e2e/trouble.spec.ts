import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/launch.ts';
import { openTrouble, type Trouble, uploadsIn } from '../support/trouble.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SLOW = { timeout: 30_000 };

const PUT = 'com.atproto.repo.putRecord';
const STATUS = 'POST /api/v1/statuses';
const UPLOAD = 'POST /api/v2/media';
const READS = 'GET /api/v1/accounts/:id/statuses';

let trouble: Trouble | null = null;
test.beforeEach(async ({ launch }, testInfo) => {
  testInfo.setTimeout(150_000);
  trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
});
test.afterEach(() => trouble?.sandbox.remove());

const opened = (): Trouble => {
  if (!trouble) throw new Error('Nothing is open');
  return trouble;
};
const created = () =>
  opened()
    .sandbox.posts()
    .filter(({ origin }) => origin === 'created');
const timeline = (page: Page, on: 'bluesky' | 'mastodon') =>
  page.getByRole('list', { name: `What happened with @${opened().accounts[on].handle}` });

/** The page as it is now, in both themes. */
async function accessible(place: string) {
  const { page, call } = opened();
  for (const theme of ['dark', 'light'] as const) {
    await call('settings.update', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expectAccessible(page, `${place} in ${theme}`);
  }
}

test('the answer is lost after the network took it: found, published once, and told so', async () => {
  const { page, call, fault, publish } = opened();
  await fault([
    { when: { operation: PUT, nth: 1 }, fault: { kind: 'cut', effect: 'done' } },
    { when: { operation: STATUS, nth: 1 }, fault: { kind: 'cut', effect: 'done' } },
  ]);
  const { id } = await publish('Taken, and not told', ['bluesky', 'mastodon']);
  await expect(page.getByRole('heading', { name: 'Published to 2 accounts' })).toBeVisible(SLOW);
  expect(
    created()
      .map(({ network }) => network)
      .sort(),
  ).toEqual(['bluesky', 'mastodon']);
  expect(opened().sandbox.posts()).toHaveLength(2);
  for (const delivery of await call('deliveries.forPost', { postId: id }))
    expect(delivery.attempts.map(({ responseClass }) => responseClass)).toEqual([
      'interrupted',
      'found',
    ]);

  for (const [index, network] of (['bluesky', 'mastodon'] as const).entries()) {
    await page.getByRole('button', { name: 'Show log' }).first().click();
    const log = timeline(page, network);
    const name = index === 0 ? 'Bluesky' : 'Mastodon';
    await expect(log).toContainText(`Sent to ${name}, but no answer came back.`);
    await expect(log).toContainText(
      `Asked ${name} whether it arrived: it did, and was not sent again.`,
    );
    await log.getByText('Details').first().click();
    await expect(log).toContainText('interrupted: may have been received');
    await expect(log).toContainText('idempotent');
  }
  await accessible('a post that was found');
});

test('a network that is away for an hour: the post waits, says so, and is out once when it is back', async () => {
  const { page, clock, fault, publish, delivery } = opened();
  await fault([{ when: { network: 'mastodon' }, fault: { kind: 'refuse' } }]);
  const { id } = await publish('Into the silence', ['mastodon']);
  const log = timeline(page, 'mastodon');
  await expect(log).toContainText('Tried to reach Mastodon. Nothing was sent.', SLOW);
  await expect(page.getByRole('heading', { name: 'Not out yet' })).toBeVisible(SLOW);
  await expect(log.getByRole('timer').first()).toHaveText(/^in \d+ s$|^now$/, SLOW);
  await expect(page.getByRole('button', { name: 'Call off' })).toBeVisible();
  await accessible('a post that waits');

  // So far that every wait is over, again and again, as an hour brings it.
  for (let minute = 6; minute <= 60; minute += 6) {
    const { attempts, nextAttemptAt } = await delivery(id, 'mastodon');
    clock.set(minute * MINUTE);
    if (nextAttemptAt !== null && nextAttemptAt <= clock.now())
      await expect
        .poll(async () => (await delivery(id, 'mastodon')).attempts.length, SLOW)
        .toBeGreaterThan(attempts.length);
  }
  expect(created()).toEqual([]);
  expect((await delivery(id, 'mastodon')).state).toBe('prepared');

  await fault([]);
  // No wait is longer than half an hour.
  clock.set(HOUR + 31 * MINUTE);
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible(SLOW);
  expect(created().map(({ text }) => text)).toEqual(['Into the silence']);
  expect(opened().sandbox.posts()).toHaveLength(1);
});

test('quitting in the middle of an upload asks nothing, and goes on from there at the next start', async ({
  launch,
}) => {
  const { app, clock, sandbox, fault, publish } = opened();
  await fault([{ when: { operation: UPLOAD, nth: 3 }, fault: { kind: 'drip', ms: 60_000 } }]);
  const { id } = await publish('Four pictures', ['mastodon'], 4);
  await expect.poll(() => uploadsIn(sandbox).length, SLOW).toBe(3);
  const dialogs: string[] = [];
  app.page.on('dialog', (dialog) => dialogs.push(dialog.message()));
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(dialogs).toEqual([]);
  expect(app.process.exitCode).toBe(0);
  expect(created()).toEqual([]);

  await fault([]);
  clock.set(HOUR / 2);
  const again = await launch({ env: clock.env });
  await again.page.waitForSelector('html[data-ready="true"]');
  await expect.poll(() => created().length, SLOW).toBe(1);
  const uploads = uploadsIn(sandbox);
  const [first, second, third, thirdAgain, fourth] = uploads;
  // What the third became was never told, so it alone is uploaded again.
  expect(uploads).toHaveLength(5);
  expect(thirdAgain?.sha256).toBe(third?.sha256);
  expect(new Set(uploads.map(({ sha256 }) => sha256)).size).toBe(4);
  const [post] = created();
  expect(post?.media).toEqual([first, second, third, fourth].map((upload) => upload?.sha256));
  await expect
    .poll(() =>
      again.page.evaluate(async (postId) => {
        const answer = await window.clientnest.invoke('posts.get', { id: postId });
        return answer.ok ? answer.value.status : answer.error.code;
      }, id),
    )
    .toBe('published');
  expect(sandbox.posts()).toHaveLength(1);
});

test('a post that the network refuses is tried again from the screen, or called off and taken back', async () => {
  const { page, fault, publish, delivery } = opened();
  await fault([{ when: { operation: STATUS, nth: 1 }, fault: { kind: 'status', status: 422 } }]);
  const { id } = await publish('Second time lucky', ['mastodon']);
  await expect(page.getByRole('heading', { name: 'Not published' })).toBeVisible(SLOW);
  await expect(timeline(page, 'mastodon')).toContainText('Sent to Mastodon, which refused it.');
  await accessible('a post that failed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible(SLOW);
  await expect(timeline(page, 'mastodon')).toContainText('You had it sent again.');
  expect((await delivery(id, 'mastodon')).attempts.at(-1)?.responseClass).toBe('ok');

  await fault([{ when: { network: 'bluesky' }, fault: { kind: 'refuse' } }]);
  await publish('Never mind', ['bluesky']);
  await page.getByRole('button', { name: 'Call off' }).click(SLOW);
  await expect(page.getByRole('heading', { name: 'Called off' })).toBeVisible(SLOW);
  await accessible('a post that was called off');
  await fault([]);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible(SLOW);
  expect(created().map(({ text }) => text)).toEqual(['Second time lucky', 'Never mind']);
});

/** Sent, the answer lost, and never an answer to a look until ClientNest stops by itself. */
async function inDoubt(text: string, taken: boolean) {
  const { page, clock, fault, publish } = opened();
  await fault([
    {
      when: { operation: STATUS, nth: 1 },
      fault: { kind: 'cut', effect: taken ? 'done' : 'none' },
    },
    { when: { operation: READS }, fault: { kind: 'cut' } },
  ]);
  const { id } = await publish(text, ['mastodon']);
  const log = timeline(page, 'mastodon');
  await expect(log).toContainText('Asked Mastodon whether it arrived, and got no answer', SLOW);
  // A day, and not in one leap: a clock that is set proves nothing.
  const asked = page.getByRole('heading', { name: 'Please check whether it arrived' });
  await expect
    .poll(
      async () => {
        clock.set(clock.now() - Date.now() + 2.5 * HOUR);
        return asked.isVisible();
      },
      { intervals: [2_000], timeout: 90_000 },
    )
    .toBe(true);
  await fault([]);
  return id;
}

test('it can’t be told whether the network has a post: it is there, and its link is kept', async () => {
  const { page, sandbox, delivery } = opened();
  const id = await inDoubt('Is it there?', true);
  await accessible('a post to be checked');
  const [there] = created();
  const link = page.getByLabel('Link to the post');
  await link.fill(`${sandbox.mastodon}/@eve/123`);
  await page.getByRole('button', { name: 'Mark as published' }).click();
  await expect(page.getByText(/^This post is of @eve, not of @ada/)).toBeVisible();
  await accessible('a link that is wrong');
  await link.fill(`${sandbox.mastodon}/@ada/${there?.remoteId}`);
  await page.getByRole('button', { name: 'Mark as published' }).click();
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible(SLOW);
  await expect(timeline(page, 'mastodon')).toContainText('You found it there');
  expect(await delivery(id, 'mastodon')).toMatchObject({
    remoteId: there?.remoteId,
    remoteUrl: `${sandbox.mastodon}/@ada/${there?.remoteId}`,
  });
  expect(sandbox.posts()).toHaveLength(1);
});

test('it can’t be told whether the network has a post: it is not there, and is published as new', async () => {
  const { page, sandbox } = opened();
  await inDoubt('It is lost', false);
  expect(created()).toEqual([]);
  await expect(page.getByText(/If it is there after all, it will be there twice/)).toBeVisible();
  await page.getByRole('button', { name: 'Publish as new' }).click();
  await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible(SLOW);
  await expect(timeline(page, 'mastodon')).toContainText('You did not find it there');
  expect(sandbox.posts().map(({ text }) => text)).toEqual(['It is lost']);
});
