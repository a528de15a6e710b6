import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import type * as Registry from '../../../electron/platforms/registry.ts';
import { BARE_CONTEXT, outgoingPost, sentPost } from '../../support/platform-call.ts';
import { buildFromPage } from './page.ts';
import { type PostcardServer, startPostcard } from './postcard-server.ts';

let folder: string;
let server: PostcardServer;
let postcard: Platform;
let all: readonly string[];

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'example-network-')));
  buildFromPage(folder);
  const registry = join(folder, 'electron/platforms/registry.ts');
  const { createPlatforms } = (await import(registry)) as typeof Registry;
  const platforms: Readonly<Record<string, Platform>> = createPlatforms({
    clock: { now: () => Date.UTC(2026, 10, 23, 9) },
    version: '0.0.0',
  });
  all = Object.keys(platforms);
  if (!platforms.postcard) throw new Error('The page does not register its network');
  postcard = platforms.postcard;
  server = await startPostcard();
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const context = (): PlatformContext => ({
  ...BARE_CONTEXT,
  serviceUrl: server.url,
  remoteId: '7',
  handle: 'ada',
  session: { token: 'a-token' },
});
const progress = { saved: null, save: async () => {} };

describe('the network of docs/adding-a-network.md', () => {
  it('has the right types', () => {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const args = [tsc, '--noEmit', '--pretty', 'false', '-p', folder];
    expect(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout).toBe('');
  }, 180_000);

  it('stands beside the others, with its capabilities, before it is loaded', () => {
    expect(all.length).toBeGreaterThan(2);
    expect(postcard.capabilities).toMatchObject({ id: 'postcard', text: { limit: 200 } });
    expect(postcard.removePost).toBeDefined();
    expect(postcard.metrics).toBeUndefined();
  });

  it('signs in with a token, and says when there is none such', async () => {
    const signIn = (appPassword: string) =>
      postcard.signIn({ serviceUrl: server.url, identifier: '', appPassword });
    expect(await signIn('a-token')).toMatchObject({
      ok: true,
      value: { account: { remoteId: '7', handle: 'ada', displayName: 'Ada', followers: null } },
    });
    expect(await signIn('another')).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
  });

  it('publishes, and removes what it published', async () => {
    const recordKey = postcard.newRecordKey(0);
    const post = outgoingPost('From the page', { recordKey });
    const result = await postcard.publish(context(), post, progress);
    expect(result).toEqual({
      ok: true,
      value: { remoteId: recordKey, remoteUrl: `https://postcard.example/ada/${recordKey}` },
    });
    expect(server.posts.get(recordKey)).toBe('From the page');
    expect(await postcard.removePost?.(context(), recordKey)).toMatchObject({ value: 'removed' });
    expect(server.posts.has(recordKey)).toBe(false);
  });

  it('finds a post whose answer was lost, and knows where there is none', async () => {
    const post = outgoingPost('Lost', { recordKey: postcard.newRecordKey(0) });
    expect(await postcard.reconcile(context(), sentPost(post))).toEqual({ ok: true, value: null });
    server.loseNext = true;
    expect(await postcard.publish(context(), post, progress)).toMatchObject({
      class: 'interrupted',
    });
    expect(await postcard.reconcile(context(), sentPost(post))).toMatchObject({
      ok: true,
      value: { remoteId: post.recordKey },
    });
    const before = server.posts.size;
    expect(await postcard.publish(context(), post, progress)).toMatchObject({ ok: true });
    expect(server.posts.size).toBe(before);
  });

  it('passes on why a post is refused', async () => {
    const post = outgoingPost('x'.repeat(201), { recordKey: postcard.newRecordKey(0) });
    expect(await postcard.publish(context(), post, progress)).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('Too long'),
    });
  });
});
