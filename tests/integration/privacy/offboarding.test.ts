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
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
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
        'client.json',
        'library.json',
        'approvals.json',
        'time.csv',
        'numbers.json',
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

/** A client's work in every table that planning has, with one word that nothing else says. */
async function planned(client: Client, word: string): Promise<string> {
  const { database, contacts, work, clients, labels } = test.core.services() ?? {};
  if (!database || !contacts || !work || !clients || !labels) throw new Error('Not open');
  const { id: clientId } = client;
  const voice = { tone: word, audience: '', language: '', use: [], avoid: [], notes: '' };
  const call = async (answer: unknown) => answered((await answer) as never) as { id: string };
  await call(clients.update({ id: clientId, voice, notes: `Mine alone: ${word}` }));
  await call(clients.mark({ id: clientId, marks: [word] }));
  await call(
    contacts.create({
      ...{ clientId, name: word, role: '', phone: '', approves: true },
      email: `${word}@bakery.test`,
    }),
  );
  await call(work.add({ clientId, day: '2026-11-02', minutes: 30, note: word }));
  const label = await call(labels.create({ clientId, name: word }));
  const accountId = plantAccount(client, `${word}.test`);
  const targets = [{ accountId }];
  const post = await newPost(client, `${word} says`, { targets, labelIds: [label.id] });
  publish(post.id, accountId);
  const insert = (table: string, row: Record<string, unknown>) =>
    database.raw
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join()})`,
      )
      .run(...Object.values(row));
  const times = { created_at: 1, updated_at: 1 };
  const key = (name: string) => `${name}-${word}`;
  insert('library_items', {
    ...{ id: key('item'), client_id: clientId, kind: 'snippet', name: word, ...times },
    content: JSON.stringify({ text: word }),
  });
  insert('ideas', { id: key('idea'), client_id: clientId, text: word, position: 0, ...times });
  insert('approval_packs', { id: key('pack'), client_id: clientId, title: word, ...times });
  insert('approval_pack_posts', {
    ...{ pack_id: key('pack'), post_id: post.id, position: 0, fingerprint: word },
  });
  insert('approval_answers', {
    ...{ id: key('answer'), pack_id: key('pack'), post_id: post.id, answer: 'approve' },
    ...{ author: word, text: word, answered_at: 1, imported_at: 1, standing: 'taken' },
  });
  insert('post_notes', {
    ...{ id: key('note'), post_id: post.id, kind: 'commented', text: word, version: 1, at: 1 },
  });
  insert('post_versions', {
    ...{ id: key('version'), post_id: post.id, version: 99, saved_at: 1 },
    content: JSON.stringify({ text: word }),
  });
  insert('imports', { id: key('import'), file_name: `${word}.csv`, row_count: 1, imported_at: 1 });
  insert('imported_posts', { import_id: key('import'), post_id: post.id });
  const delivery = database.raw
    .prepare<[string], string>('SELECT id FROM deliveries WHERE post_id = ?')
    .pluck()
    .get(post.id);
  insert('metric_snapshots', {
    ...{ id: key('metric'), delivery_id: delivery, taken_at: 1790000000000, likes: 7 },
  });
  insert('account_snapshots', {
    ...{ id: key('size'), account_id: accountId, taken_at: 1790000000000, followers: 120 },
  });
  return post.id;
}

/** Rows that say a word, by table. */
const saying = (word: string): Record<string, number> => {
  const tables = raw()
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .pluck()
    .all() as string[];
  const found = tables.map((table) => {
    const rows = raw().prepare(`SELECT * FROM "${table}"`).all();
    return [table, rows.filter((row) => JSON.stringify(row).includes(word)).length] as const;
  });
  return Object.fromEntries(found.filter(([, count]) => count > 0));
};

describe('what was planned with a client', () => {
  it('is handed over too, but for what the freelancer wrote for themselves', async () => {
    const postId = await planned(bakery, 'sauerteig');
    await planned(florist, 'petunie');
    const exported = answered(await test.call('offboarding.export', { clientId: bakery.id }));
    const read = (name: string) => readFileSync(join(exported.folder, name), 'utf8');
    const all = exported.files.map(({ name }) => read(name)).join('\n');
    expect(all).not.toContain('petunie');
    expect(all).not.toContain('Mine alone');
    expect(JSON.parse(read('client.json'))).toMatchObject({
      voice: { tone: 'sauerteig' },
      marks: ['sauerteig'],
      contacts: [{ name: 'sauerteig', email: 'sauerteig@bakery.test', approves: true }],
      labels: [{ name: 'sauerteig', ofAllClients: false }],
    });
    expect(JSON.parse(read('posts.json'))).toEqual([
      expect.objectContaining({
        labels: ['sauerteig'],
        notes: [{ kind: 'commented', author: '', text: 'sauerteig', at: expect.any(String) }],
        versions: expect.arrayContaining([
          { version: 99, savedAt: '1970-01-01T00:00:00.001Z', content: { text: 'sauerteig' } },
        ]),
      }),
    ]);
    expect(JSON.parse(read('library.json'))).toEqual({
      items: [{ kind: 'snippet', name: 'sauerteig', content: { text: 'sauerteig' } }],
      ideas: ['sauerteig'],
    });
    expect(JSON.parse(read('approvals.json'))).toMatchObject([
      { title: 'sauerteig', posts: [postId], answers: [{ postId, answer: 'approve' }] },
    ]);
    expect(read('time.csv')).toContain('2026-11-02,30,sauerteig');
    expect(JSON.parse(read('numbers.json'))).toMatchObject({
      posts: [{ postId, network: 'bluesky', likes: 7, views: null }],
      accounts: [{ followers: 120, takenAt: '2026-09-21T14:13:20.000Z' }],
    });
  });

  it('is erased with the client, and nothing of another one is', async () => {
    await planned(bakery, 'sauerteig');
    await planned(florist, 'petunie');
    const [theirs, others] = [saying('sauerteig'), saying('petunie')];
    expect(theirs).toEqual(others);
    expect(Object.keys(theirs)).toEqual(
      expect.arrayContaining([
        ...['contacts', 'time_entries', 'labels', 'library_items', 'ideas', 'approval_packs'],
        ...['approval_pack_posts', 'approval_answers', 'post_notes', 'post_versions', 'imports'],
        ...['imported_posts', 'metric_snapshots', 'account_snapshots', 'clients', 'posts'],
      ]),
    );
    answered(await test.call('offboarding.erase', { clientId: bakery.id, name: bakery.name }));
    expect(saying('sauerteig')).toEqual({});
    expect(saying('petunie')).toEqual(others);
    expect(rowsOf(bakery)).toBe(0);
    expect(raw().pragma('foreign_key_check')).toEqual([]);
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
