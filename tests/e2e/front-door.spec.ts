import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Temporal } from 'temporal-polyfill';
import type {} from '../../shared/ipc/bridge.ts';
import { commandLine } from '../support/command-line.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { test as base, expect, type LaunchedApp } from '../support/launch.ts';
import { type Pds, type PdsAccount, startPds } from '../support/pds.ts';
import { largePhoto, sizeOf } from '../support/photo.ts';
import { facetsOf, publishedPosts } from '../support/published-record.ts';
import { filesWith } from '../support/written-files.ts';

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const ALT = 'A pile of grey gravel, seen from above';

interface Fixtures {
  pds: Pds;
  ada: PdsAccount;
  /** The clock of the core: half past nine in Berlin until it is moved on. */
  clock: { env: Record<string, string>; forward(milliseconds: number): void };
  /** The line to the server: it can be cut. */
  line: FaultProxy;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from it.
  pds: async ({}, use) => {
    const pds = await startPds();
    await use(pds);
    await pds.stop();
  },
  ada: async ({ pds }, use) => use(await pds.createAccount('ada')),
  line: async ({ pds }, use) => {
    const line = await startFaultProxy(pds.url);
    await use(line);
    await line.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from it.
  clock: async ({}, use, testInfo) => {
    const file = testInfo.outputPath('clock-offset');
    let offset = untilHalfPastNine();
    writeFileSync(file, String(offset));
    await use({
      env: { CLIENTNEST_CLOCK_OFFSET_FILE: file, CLIENTNEST_TICK_SECONDS: '1' },
      forward(milliseconds) {
        offset += milliseconds;
        writeFileSync(file, String(offset));
      },
    });
  },
});

/** A time of day far from midnight, so that "today" is today all through a test. */
function untilHalfPastNine(): number {
  const now = Temporal.Now.zonedDateTimeISO(ZONE);
  const today = now.withPlainTime('09:30:00');
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 });
  return next.epochMilliseconds - now.epochMilliseconds;
}

const calendarOf = ({ page }: LaunchedApp) => page.getByRole('main').getByRole('grid');

/** From the calendar to the page of a post. */
async function openPost({ page }: LaunchedApp, chip: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('button', { name: chip }).click();
  await page.getByRole('button', { name: 'Open post' }).click();
  await expect(page).toHaveURL(/\/posts\//);
}

test('a freelancer schedules a first post, and it is really published', async ({
  launch,
  userData,
  pds,
  ada,
  clock,
}, testInfo) => {
  test.setTimeout(180_000);
  const linden = await pds.createAccount('linden');
  const appPassword = await pds.createAppPassword(ada);
  const photo = testInfo.outputPath('gravel.jpg');
  await writeFile(photo, await largePhoto());
  const text =
    '🌱👩‍🌾 Fresh from the field: https://brio.example/menu?día=1 with @linden.test until Saturday #SlowFood';

  const app = await launch({ env: clock.env });
  const { page } = app;

  await test.step('the first run: name, zone and theme', async () => {
    await page.getByLabel('Your name').fill('Robin Ortega');
    await page.getByLabel('Time zone').click();
    await page.getByRole('combobox', { name: 'Search a city or an offset' }).fill('Berlin');
    await page.getByRole('option', { name: /Berlin/ }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'Continue' }).click();
  });

  await test.step('the first client and its account', async () => {
    await page.getByLabel('Name').fill('Brio Coffee');
    await page.getByRole('button', { name: 'Add client' }).click();
    await page.getByRole('radio', { name: 'With an app password' }).click();
    await page.getByLabel('Handle').fill(ada.handle);
    await page.getByLabel('App password', { exact: true }).fill(appPassword);
    await page.getByRole('button', { name: 'Other server' }).click();
    await page.getByLabel('Service address').fill(pds.url);
    await page.getByRole('button', { name: 'Connect' }).click();
    await expect(calendarOf(app)).toBeVisible();
  });

  await test.step('the post: text, a picture and its description', async () => {
    await page.getByRole('button', { name: 'New post' }).first().click();
    const composer = page.getByRole('dialog', { name: 'New post' });
    await expect(composer.getByRole('button', { name: `@${ada.handle}` })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await composer.getByLabel('Text', { exact: true }).fill(text);
    await composer.getByLabel('Choose images').setInputFiles(photo);
    await page.getByLabel('Description').fill(ALT);
  });

  await test.step('scheduled two minutes ahead', async () => {
    await page.getByRole('button', { name: /^(Today|Tomorrow) / }).click();
    await page.getByLabel('Time', { exact: true }).fill('9:33');
    await page.getByLabel('Time', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Schedule for Today 9:33' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await pds.records(ada.did)).toEqual([]);
    await openPost(app, /^9:33 🌱👩‍🌾 Fresh from the field.*, scheduled, Brio Coffee$/);
    await expect(page.getByRole('heading', { name: /^Goes out today 9:33/ })).toBeVisible();
  });

  await test.step('published when its time has come, with the log of it', async () => {
    clock.forward(3 * MINUTE);
    await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible();
    await expect(
      page.getByRole('list', { name: `What happened with @${ada.handle}` }),
    ).toContainText('Sent to Bluesky, and published.');
  });

  await test.step('on the server: one record, and everything in it is right', async () => {
    const posts = await publishedPosts(pds, ada);
    expect(posts).toHaveLength(1);
    const [published] = posts;
    if (!published) return;
    expect(published.text).toBe(text);
    expect(facetsOf(published)).toEqual([
      [
        'https://brio.example/menu?día=1',
        { $type: 'app.bsky.richtext.facet#link', uri: 'https://brio.example/menu?día=1' },
      ],
      ['@linden.test', { $type: 'app.bsky.richtext.facet#mention', did: linden.did }],
      ['#SlowFood', { $type: 'app.bsky.richtext.facet#tag', tag: 'SlowFood' }],
    ]);
    expect(published.images).toHaveLength(1);
    expect(published.images[0]?.alt).toBe(ALT);
    const blob = await pds.blob(ada.did, published.images[0]?.cid ?? '');
    expect(blob.length).toBeLessThanOrEqual(2_000_000);
    const { width, height } = await sizeOf(blob);
    expect(Math.max(width, height)).toBeLessThanOrEqual(2000);
    expect(width / height).toBeCloseTo(1.5, 2);
  });

  await test.step('nothing that is private lies open on the disk', async () => {
    const told = [appPassword, ada.accessJwt.split('.')[0] ?? '', 'Fresh from the field'];
    const status = await page.evaluate(() => window.clientnest.invoke('app.status', {}));
    expect(status).toMatchObject({ value: { secrets: 'keychain', runner: 'here' } });
    expect(await filesWith(userData, told)).toEqual([]);
    await app.close();
    expect(await filesWith(userData, told)).toEqual([]);
  });
  app.expectNoCspViolations();
  expect(app.pageErrors).toEqual([]);
});

test('a server that is down costs nothing: the post waits, says why, and goes out once', async ({
  launch,
  userData,
  pds,
  ada,
  line,
  clock,
}) => {
  test.setTimeout(180_000);
  const text = 'Open on Sunday, with cake https://brio.example/cake';
  const draftText = 'An idea for spring';
  const CHIP = /^9:32 Open on Sunday, with cake.*, Brio$/;
  await prepareWorkspace();

  const first = await launch({ env: clock.env });
  await expect(calendarOf(first)).toBeVisible();
  await line.down();
  clock.forward(3 * MINUTE);
  await test.step('the failure is explained on the screen', async () => {
    await openPost(first, CHIP);
    await expect(first.page.getByText('can’t be reached').first()).toBeVisible();
    await expect(first.page.getByText(/Tries again/).first()).toBeVisible();
  });
  await first.close();
  expect(await pds.records(ada.did)).toEqual([]);

  const second = await launch({ env: clock.env });
  await test.step('the draft and the post are still there after a restart', async () => {
    await openPost(second, CHIP);
    await expect(second.page.getByText('can’t be reached').first()).toBeVisible();
    await second.page.getByRole('link', { name: /^Posts/ }).click();
    await expect(second.page.getByText(draftText)).toBeVisible();
  });

  await test.step('with the server back it is published, once', async () => {
    await line.up();
    await openPost(second, CHIP);
    await expect(async () => {
      clock.forward(10 * MINUTE);
      await expect(
        second.page.getByRole('heading', { name: 'Published', exact: true }),
      ).toBeVisible({
        timeout: 3000,
      });
    }).toPass({ timeout: 60_000 });
    await expect(
      second.page.getByRole('list', { name: `What happened with @${ada.handle}` }),
    ).toContainText('Sent to Bluesky, and published.');
    clock.forward(60 * MINUTE);
    await second.page.waitForTimeout(3000);
    const posts = await publishedPosts(pds, ada);
    expect(posts).toMatchObject([{ text }]);
  });
  await second.close();
  second.expectNoCspViolations();

  /** A post that is due in two minutes, and a draft; by the command line, which shares the workspace. */
  async function prepareWorkspace(): Promise<void> {
    const cli = commandLine(clock.env, ['--user-data', userData]);
    await cli.call('profiles.save', { name: 'Robin', timeZone: ZONE });
    const client = await cli.call('clients.create', { name: 'Brio' });
    const account = await cli.call('accounts.connect', {
      clientId: client.id,
      network: 'bluesky',
      serviceUrl: line.url,
      identifier: ada.handle,
      appPassword: await pds.createAppPassword(ada),
    });
    await cli.call('posts.create', { clientId: client.id, text: draftText });
    const targets = [{ accountId: account.id }];
    const post = await cli.call('posts.create', { clientId: client.id, text, targets });
    const today = new Date((await cli.call('app.status', {})).now).toISOString().slice(0, 10);
    const wallTime = `${today}T09:32`;
    await cli.call('posts.schedule', { id: post.id, wallTime, zone: ZONE });
  }
});
