import { writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import { commandLine, type Runner } from '../../support/command-line.ts';
import { hasKeyring, withoutKeyring } from '../../support/keyring.ts';
import { type Pds, type PdsAccount, startPds } from '../../support/pds.ts';
import { largePhoto, sizeOf } from '../../support/photo.ts';
import { facetsOf, publishedPosts } from '../../support/published-record.ts';
import { temporaryFolder } from '../../support/workspace.ts';
import { filesWith } from '../../support/written-files.ts';

const ZONE = 'Europe/Berlin';
const PASSPHRASE = 'quiet desk, loud street';
const TEXT =
  '🌱👩‍🌾 Grüße vom Markt: https://brio.example/menu?día=1 mit @linden.test — bis Samstag #SlowFood';
const ALT = 'Grauer Kies, von oben gesehen';
const MINUTE = 60_000;

let pds: Pds;
let ada: PdsAccount;
let linden: PdsAccount;
let photo: Buffer;

beforeAll(async () => {
  pds = await startPds();
  [ada, linden] = [await pds.createAccount('ada'), await pds.createAccount('linden')];
  photo = await largePhoto();
}, 60_000);
afterAll(() => pds?.stop());

let folder: string;
let runner: Runner | null = null;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  if (runner?.process.exitCode === null) runner.process.kill('SIGKILL');
  runner = null;
  await rm(folder, { recursive: true, force: true });
});

/** From an empty folder to a record on a real server, by the command line alone. */
async function publishOnePost(
  account: PdsAccount,
  appPassword: string,
  env: Record<string, string>,
  options: string[],
): Promise<void> {
  const userData = join(folder, 'workspace');
  const offset = join(folder, 'clock-offset');
  const image = join(folder, 'gravel.jpg');
  await writeFile(image, photo);
  const cli = commandLine(
    { ...env, CLIENTNEST_CLOCK_OFFSET_FILE: offset, CLIENTNEST_TICK_SECONDS: '1' },
    ['--user-data', userData, ...options],
  );
  const already = (await pds.records(account.did)).length;

  const profile = await cli.call('profiles.save', { name: 'Robin', timeZone: ZONE });
  expect(profile).toMatchObject({ name: 'Robin', timeZone: ZONE });
  const client = await cli.call('clients.create', { name: 'Brio' });
  const connected = await cli.call('accounts.connect', {
    clientId: client.id,
    network: 'bluesky',
    serviceUrl: pds.url,
    identifier: account.handle,
    appPassword,
  });
  expect(connected).toMatchObject({ status: 'connected', remoteId: account.did });
  const media = await cli.call('media.importFile', { path: image });
  expect(media).toMatchObject({ width: 3000, height: 2000, bytes: photo.length });
  const post = await cli.call('posts.create', {
    clientId: client.id,
    text: TEXT,
    targets: [{ accountId: connected.id }],
    media: [{ mediaId: media.id, altText: ALT }],
  });
  expect(await cli.call('posts.check', { id: post.id })).toEqual([]);
  const { now } = await cli.call('app.status', {});
  const wallTime = wallTimeAt(now + 2 * MINUTE, ZONE);
  const scheduled = await cli.call('posts.schedule', { id: post.id, wallTime, zone: ZONE });
  expect(scheduled).toMatchObject({ shift: 'none', post: { status: 'scheduled', wallTime } });

  runner = cli.serve();
  await runner.until(({ event, runner: where }) => event === 'ready' && where === 'here');
  // Its time has not come: a few sweeps change nothing.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(await pds.records(account.did)).toHaveLength(already);
  writeFileSync(offset, String(3 * MINUTE));
  await runner.until(({ event, status }) => event === 'post.changed' && status === 'published');
  // It goes on running, and finds nothing more to do.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const served = await runner.stop('SIGTERM');
  expect(served).toMatchObject({ code: 0, stderr: '' });

  const deliveries = await cli.call('deliveries.forPost', { postId: post.id });
  expect(deliveries).toMatchObject([
    { state: 'published', handle: account.handle, attempts: [{ state: 'published' }] },
  ]);

  const posts = await publishedPosts(pds, account);
  expect(posts).toHaveLength(already + 1);
  const [published] = posts;
  if (!published) throw new Error('Nothing was published');
  expect(published.text).toBe(TEXT);
  expect(facetsOf(published)).toEqual([
    [
      'https://brio.example/menu?día=1',
      { $type: 'app.bsky.richtext.facet#link', uri: 'https://brio.example/menu?día=1' },
    ],
    ['@linden.test', { $type: 'app.bsky.richtext.facet#mention', did: linden.did }],
    ['#SlowFood', { $type: 'app.bsky.richtext.facet#tag', tag: 'SlowFood' }],
  ]);
  expect(published.images).toHaveLength(1);
  const [sent] = published.images;
  expect(sent).toMatchObject({ alt: ALT });
  expect(sent?.ratio).toBeCloseTo(1.5, 2);
  const blob = await pds.blob(account.did, sent?.cid ?? '');
  expect(blob.length).toBeLessThanOrEqual(2_000_000);
  const size = await sizeOf(blob);
  expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(2000);
  expect(size.width / size.height).toBeCloseTo(1.5, 2);

  const secrets = [appPassword, PASSPHRASE, account.accessJwt.split('.')[0] ?? ''];
  expect(await filesWith(userData, [...secrets, 'Grüße vom Markt', 'brio.example'])).toEqual([]);
}

describe('from an empty folder to a published record, by the command line alone', () => {
  it('keeps its keys in the keychain', async ({ skip }) => {
    if (!(await hasKeyring())) skip('There is no keychain here: run it with `npm test`.');
    await publishOnePost(ada, await pds.createAppPassword(ada, 'keychain'), {}, []);
  }, 120_000);

  it('seals them with a passphrase where there is no keychain', async () => {
    const env = { ...withoutKeyring, CLIENTNEST_NO_KEYCHAIN: '1', NEST_PASSPHRASE: PASSPHRASE };
    const appPassword = await pds.createAppPassword(ada, 'passphrase');
    await publishOnePost(ada, appPassword, env, ['--passphrase-env', 'NEST_PASSPHRASE']);
  }, 120_000);
});
