import { appendFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../support/command-line.ts';
import { PIXEL } from '../../support/dots.ts';
import { type SandboxProcess, spawnSandbox } from '../../support/sandbox-process.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let folder: string;
let running: SandboxProcess | null;
beforeEach(() => {
  folder = temporaryFolder();
  running = null;
});
afterEach(async () => {
  await running?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const start = async (...options: string[]) => {
  running = await spawnSandbox(folder, ...options);
  return running;
};
const end = async (signal: NodeJS.Signals) => {
  const code = await running?.end(signal);
  running = null;
  return code;
};

const post = ({ urls, accounts }: SandboxProcess, key: string, over: object = {}) =>
  fetch(`${urls.mastodon}/api/v1/statuses`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accounts.find(({ network }) => network === 'mastodon')?.secret}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ status: `post ${key}`, ...over }),
  });

describe('a sandbox of its own process', () => {
  it.each([
    ['written', []],
    ['flushed to the disk', ['--durable']],
  ])('has every post that it answered for after it was killed: %s', async (_, options) => {
    const first = await start(...options);
    const answered: string[] = [];
    let sent = 0;
    const writers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const key = String(++sent);
        const response = await post(first, key).catch(() => null);
        const done = await response?.json().catch(() => null);
        if (!done) return;
        answered.push(key);
      }
    });
    // In the middle of it, however slow the machine is.
    await vi.waitUntil(() => answered.length > 20, { timeout: 20_000 });
    await end('SIGKILL');
    await Promise.all(writers);
    // As if the end had come in the middle of a line.
    appendFileSync(join(folder, 'journal.jsonl'), '{"type":"post","at":17');

    const second = await start(...options);
    expect(second.urls).toEqual(first.urls);
    expect(second.accounts).toEqual(first.accounts);
    const kept = await second.posts();
    const keys = kept.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(answered.filter((key) => !keys.includes(key))).toEqual([]);
    // At most the calls that were under way are there without an answer.
    expect(keys.length - answered.length).toBeLessThanOrEqual(8);
    expect((await (await post(second, answered[0] ?? '')).json()).id).toBe(
      kept.find(({ key }) => key === answered[0])?.remoteId,
    );
    await post(second, 'after');
    expect(
      (await second.posts()).slice(keys.length).map(({ key, origin }) => [key, origin]),
    ).toEqual([
      [answered[0], 'repeated'],
      ['after', 'created'],
    ]);
  });

  it('remembers sessions, records, pictures and faults on Bluesky', async () => {
    const first = await start();
    const ada = first.accounts.find(({ network }) => network === 'bluesky');
    const call = (name: string, body: unknown, token?: string, type = 'application/json') =>
      fetch(`${first.urls.bluesky}/xrpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) },
        body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
      });
    const signIn = { identifier: ada?.handle, password: ada?.secret };
    const session = await (await call('com.atproto.server.createSession', signIn)).json();
    const { blob } = await (
      await call('com.atproto.repo.uploadBlob', PIXEL, session.accessJwt, 'image/png')
    ).json();
    await fetch(first.faultsUrl, {
      method: 'PUT',
      body: JSON.stringify({
        rules: [{ when: { nth: 1 }, fault: { kind: 'cut', effect: 'done' } }],
      }),
    });
    const record = {
      $type: 'app.bsky.feed.post',
      text: 'egg',
      createdAt: '2026-11-22T09:00:00.000Z',
      embed: { $type: 'app.bsky.embed.images', images: [{ alt: '', image: blob }] },
    };
    const place = { repo: session.did, collection: 'app.bsky.feed.post', rkey: '3mkaaaaaaaa2a' };
    const put = () => call('com.atproto.repo.putRecord', { ...place, record }, session.accessJwt);
    await expect(put()).rejects.toThrow();
    await end('SIGKILL');

    const second = await start();
    expect(await second.played()).toMatchObject([
      {
        kind: 'cut',
        effect: 'done',
        account: ada?.handle,
        operation: 'com.atproto.repo.putRecord',
      },
    ]);
    expect((await put()).status).toBe(200);
    expect((await second.posts()).map(({ origin, media }) => [origin, media.length])).toEqual([
      ['created', 1],
      ['repeated', 1],
    ]);
    const file = `com.atproto.sync.getBlob?did=${session.did}&cid=${blob.ref.$link}`;
    const bytes = await (await fetch(`${second.urls.bluesky}/xrpc/${file}`)).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(PIXEL);
    const renewed = await call('com.atproto.server.refreshSession', {}, session.refreshJwt);
    expect(renewed.status).toBe(200);
    const spent = await call('com.atproto.server.refreshSession', {}, session.refreshJwt);
    expect(await spent.json()).toMatchObject({ error: 'ExpiredToken' });
  });

  it('ends in good order when it is told to, and its folder is one sandbox’s', async () => {
    await start();
    const { run } = commandLine({});
    const again = await run(['sandbox', '--folder', folder]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('runs on')]);
    expect(await end('SIGTERM')).toBe(0);
  });

  it('is a command, with a help of its own', async () => {
    const { run } = commandLine({});
    expect(await run(['sandbox', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--folder DIR'),
      stderr: '',
    });
    expect(await run(['sandbox'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('--folder DIR'),
    });
  });
});
