import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answered, startCore, type TestCore } from '../../support/core.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const OVEN = join(import.meta.dirname, '../../support/fixtures/oven.mp4');
const MINUTE = 60_000;

let sandbox: OpenSandbox;
let core: TestCore;
let target: { accountId: string };
let clientId: string;

beforeEach(async () => {
  // On a clock that runs: it takes a while to process what was uploaded.
  sandbox = await openSandbox({ networks: ['mastodon'] });
  core = await startCore();
  const client = answered(await core.call('clients.create', { name: 'Bakery' }));
  clientId = client.id;
  const token = sandbox.accounts.find(({ network }) => network === 'mastodon')?.secret ?? '';
  const account = answered(
    await core.call('accounts.connect', {
      clientId,
      network: 'mastodon',
      serviceUrl: sandbox.mastodon,
      appPassword: token,
    }),
  );
  target = { accountId: account.id };
});
afterEach(async () => {
  await core.close();
  await sandbox.remove();
});

async function scheduled() {
  const oven = await core.invoke('media.importFile', { path: OVEN }, 'cli');
  const media = answered(oven) as { id: string; sha256: string };
  const post = answered(
    await core.call('posts.create', {
      clientId,
      text: 'Fresh from the oven',
      targets: [target],
      media: [{ mediaId: media.id, altText: 'Rolls in an oven' }],
    }),
  );
  answered(await core.call('posts.publishNow', { id: post.id }));
  return { postId: post.id, media };
}
async function sweep(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await core.core.services()?.schedule.sweep();
    core.clock.advance(2 * MINUTE);
  }
}
const status = async (id: string) => answered(await core.call('posts.get', { id })).status;
const received = () => sandbox.posts().filter(({ text }) => text === 'Fresh from the oven');

it('publishes a video exactly as it is on the disk, once', async () => {
  const { postId, media } = await scheduled();
  await sweep(6);
  expect(await status(postId)).toBe('published');
  expect(received()).toHaveLength(1);
  const there = readFileSync(join(sandbox.folder, 'media', media.sha256));
  expect(createHash('sha256').update(there).digest('hex')).toBe(media.sha256);
});

it.each([
  ['gone', (path: string) => rmSync(path)],
  ['another one', (path: string) => writeFileSync(path, 'another')],
])('sends nothing where the file is %s', async (_what, harm) => {
  const { postId, media } = await scheduled();
  harm(join(core.userData, 'media', media.sha256.slice(0, 2), media.sha256));
  await sweep(3);
  expect(await status(postId)).toBe('failed');
  const [delivery] = answered(await core.call('deliveries.forPost', { postId }));
  expect(delivery).toMatchObject({
    errorCode: 'not_ready',
    errorMessage: '“oven.mp4” can’t be read any more. Add it again.',
  });
  expect(received()).toEqual([]);
});
