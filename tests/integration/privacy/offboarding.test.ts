import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../shared/ipc/views.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';

let test: TestCore;
let folder: string;
let bakery: Client;
let florist: Client;
let chosen: string | null;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-export-'));
  chosen = folder;
  test = await startCore({ ports: { chooseFolder: async () => chosen } });
  answered(await test.call('profiles.save', { name: 'Robin', timeZone: 'Europe/Berlin' }));
  bakery = answered(await test.call('clients.create', { name: 'Bäckerei: "Korn/Mehl"' }));
  florist = answered(await test.call('clients.create', { name: 'Florist' }));
});
afterEach(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});

const raw = () => {
  const services = test.core.services();
  if (!services) throw new Error('The workspace is not open');
  return services.database.raw;
};
let last = 0;
function plantAccount({ id: clientId }: Client, handle: string): string {
  const id = `019ab000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
  raw()
    .prepare(
      `INSERT INTO accounts (id, client_id, network, service_url, remote_id, handle, display_name, status, created_at, updated_at)
       VALUES (?, ?, 'bluesky', 'https://bsky.social', ?, ?, ?, 'connected', 1, 1)`,
    )
    .run(id, clientId, `did:plc:${handle}`, handle, handle);
  return id;
}
const newPost = async (client: Client, text: string, more: object = {}) =>
  answered(await test.call('posts.create', { clientId: client.id, text, ...more }));
function publish(postId: string, accountId: string): void {
  const id = `019ab000-0000-7000-9000-${String(++last).padStart(12, '0')}`;
  raw()
    .prepare(
      `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, remote_id, remote_url, published_at, created_at, updated_at)
       VALUES (?, ?, ?, 'published', 'f', 'k', 'at://1', 'https://bsky.app/profile/x/post/1', 1790000000000, 1, 1)`,
    )
    .run(id, postId, accountId);
  raw()
    .prepare(
      `INSERT INTO publishing_costs (id, delivery_id, client_id, micro_usd, booked_at)
       SELECT ?, ?, client_id, 15000, 1 FROM posts WHERE id = ?`,
    )
    .run(`cost-${id}`, id, postId);
  raw().prepare("UPDATE posts SET status = 'published' WHERE id = ?").run(postId);
}
const rowsOf = (client: Client): number => {
  const tables = raw()
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all() as string[];
  return tables.filter((table) =>
    JSON.stringify(raw().prepare(`SELECT * FROM "${table}"`).all()).includes(client.id),
  ).length;
};

describe('handing over what was made', () => {
  it('writes posts, deliveries and links as tables and as JSON, into a folder of its own', async () => {
    const account = plantAccount(bakery, 'korn.test');
    const out = await newPost(bakery, '=HYPERLINK("x"), "fresh"\nbread', {
      targets: [{ accountId: account }],
    });
    publish(out.id, account);
    await newPost(bakery, 'A draft – ünïcode 🍞');
    await newPost(florist, 'Not theirs');
    const exported = answered(await test.call('offboarding.export', { clientId: bakery.id }));
    expect(exported.folder.startsWith(folder)).toBe(true);
    expect(exported.files.map(({ name }) => name)).toEqual([
      ...[
        'posts.json',
        'posts.csv',
        'deliveries.json',
        'deliveries.csv',
        'links.json',
        'links.csv',
      ],
    ]);
    const read = (name: string) => readFileSync(join(exported.folder, name), 'utf8');
    for (const { name, bytes } of exported.files) expect(Buffer.byteLength(read(name))).toBe(bytes);
    const posts = JSON.parse(read('posts.json'));
    expect(posts).toHaveLength(2);
    expect(posts).toContainEqual(
      expect.objectContaining({
        text: '=HYPERLINK("x"), "fresh"\nbread',
        targets: [{ network: 'bluesky', handle: 'korn.test', text: null }],
      }),
    );
    expect(JSON.parse(read('links.json'))).toEqual([
      {
        publishedAt: '2026-09-21T14:13:20.000Z',
        ...{ network: 'bluesky', handle: 'korn.test', url: 'https://bsky.app/profile/x/post/1' },
        text: '=HYPERLINK("x"), "fresh"\nbread',
      },
    ]);
    expect(read('posts.csv')).toMatch(/^\ufeffid,status,/);
    expect(read('posts.csv')).toContain(`"'=HYPERLINK(""x""), ""fresh""\nbread"`);
    expect(read('posts.csv')).not.toContain('Not theirs');

    const again = answered(await test.call('offboarding.export', { clientId: bakery.id }));
    expect(again.folder).toBe(`${exported.folder} (2)`);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('writes nothing where no folder was chosen, or none that can be written to', async () => {
    chosen = null;
    const input = { clientId: bakery.id };
    expect(await test.call('offboarding.export', input)).toMatchObject({
      error: { code: 'cancelled' },
    });
    for (const bad of ['/nowhere', '/dev/null', '.', 'a\0b'])
      expect(
        await test.invoke('offboarding.exportTo', { ...input, folder: bad }, 'cli'),
      ).toMatchObject({
        error: { code: 'unwritable' },
      });
    expect(await test.call('offboarding.exportTo', { ...input, folder })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('erasing', () => {
  it('leaves nothing of the client, and everything of the others', async () => {
    const [account, other] = [
      plantAccount(bakery, 'korn.test'),
      plantAccount(florist, 'rose.test'),
    ];
    const keep = async (fileName: string, background: string) => {
      const picture = sharp({ create: { width: 9, height: 9, channels: 3, background } });
      const bytes = new Uint8Array(await picture.png().toBuffer());
      const media = test.core.services()?.media;
      if (!media) throw new Error('The workspace is not open');
      return answered(await media.importBytes(fileName, bytes));
    };
    const [own, shared] = [await keep('own.png', 'red'), await keep('shared.png', 'blue')];
    const both = [own, shared].map(({ id }) => ({ mediaId: id, altText: '' }));
    const sent = await newPost(bakery, 'Published', {
      targets: [{ accountId: account }],
      media: both,
    });
    publish(sent.id, account);
    await newPost(bakery, 'A draft', { targets: [{ accountId: account }] });
    const theirs = await newPost(florist, 'Roses', {
      targets: [{ accountId: other }],
      media: [{ mediaId: shared.id, altText: '' }],
    });
    const looked = answered(await test.call('offboarding.look', { clientId: bakery.id }));
    expect(looked).toEqual({
      ...{ clientId: bakery.id, name: bakery.name, posts: 2, underWay: 0, deliveries: 1, media: 1 },
      accounts: [
        { accountId: account, network: 'bluesky', handle: 'korn.test', revocation: 'signed_out' },
      ],
    });
    expect(
      await test.call('offboarding.erase', { clientId: bakery.id, name: 'bakery' }),
    ).toMatchObject({
      error: { code: 'wrong_name' },
    });
    const erased = answered(
      await test.call('offboarding.erase', { clientId: bakery.id, name: bakery.name }),
    );
    expect(erased).toEqual({ clientId: bakery.id, backups: expect.any(Number) });
    expect(rowsOf(bakery)).toBe(0);
    const mediaFile = (hash: string) => join(test.userData, 'media', hash.slice(0, 2), hash);
    expect(existsSync(mediaFile(own.sha256))).toBe(false);
    expect(existsSync(mediaFile(shared.sha256))).toBe(true);
    expect(answered(await test.call('posts.get', { id: theirs.id })).media).toHaveLength(1);
    expect(answered(await test.call('posts.search', { query: 'Published' }))).toEqual([]);
    expect(raw().pragma('foreign_key_check')).toEqual([]);
    expect(raw().pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('is refused while posts are under way, and so is signing out', async () => {
    const account = plantAccount(bakery, 'korn.test');
    const post = await newPost(bakery, 'Soon', { targets: [{ accountId: account }] });
    for (const status of ['scheduled', 'publishing', 'needs_check']) {
      raw().prepare('UPDATE posts SET status = ? WHERE id = ?').run(status, post.id);
      const error = { code: 'posts_scheduled', message: expect.stringContaining('A post is') };
      expect(
        await test.call('offboarding.erase', { clientId: bakery.id, name: bakery.name }),
      ).toMatchObject({ error });
      expect(await test.call('offboarding.revoke', { clientId: bakery.id })).toMatchObject({
        error,
      });
    }
    expect(answered(await test.call('clients.get', { id: bakery.id })).accountCount).toBe(1);
  });

  it('says so for a client that is not there', async () => {
    const clientId = '019ab000-0000-7000-8000-ffffffffffff';
    for (const [name, input] of [
      ['offboarding.look', { clientId }],
      ['offboarding.export', { clientId }],
      ['offboarding.revoke', { clientId }],
      ['offboarding.erase', { clientId, name: 'x' }],
    ] as const)
      expect(await test.invoke(name, input)).toMatchObject({ error: { code: 'not_found' } });
  });
});
