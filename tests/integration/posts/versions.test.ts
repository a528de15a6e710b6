import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let client: { id: string; accountId: string };
const SESSION = v7();
beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
});
afterEach(() => workspace.close());

const begin = (text = 'One', by?: string) =>
  must(
    workspace.posts.create({
      clientId: client.id,
      text,
      targets: [{ accountId: client.accountId, text: null }],
      media: [],
      ...(by && { by }),
    }),
  );
const write = (id: string, text: string, by?: string) =>
  must(
    workspace.posts.update({
      ...{ id, text, ...(by && { by }) },
      expectedVersion: must(workspace.posts.get(id)).version,
    }),
  );
const texts = (id: string) => must(workspace.posts.versions.list(id)).map(({ excerpt }) => excerpt);
const rows = () =>
  workspace.database.raw.prepare('SELECT count(*) FROM post_versions').pluck().get();

describe('the history of a post', () => {
  it('has one entry for each save, the newest first', () => {
    const { id } = begin();
    write(id, 'Two');
    write(id, 'Three');
    expect(texts(id)).toEqual(['Three', 'Two', 'One']);
    expect(must(workspace.posts.versions.list(id)).map(({ isCurrent }) => isCurrent)).toEqual([
      true,
      false,
      false,
    ]);
    // A save that changes nothing is none.
    write(id, 'Three');
    expect(texts(id)).toHaveLength(3);
  });

  it('takes the saves of one session within two minutes for one', () => {
    const { id } = begin('O', SESSION);
    for (const text of ['On', 'One', 'One l', 'One loaf']) {
      workspace.clock.advance(20_000);
      write(id, text, SESSION);
    }
    expect(texts(id)).toEqual(['One loaf']);
    // Writing on and on makes an entry for every two minutes all the same.
    workspace.clock.advance(60_000);
    write(id, 'One loaf of rye', SESSION);
    expect(texts(id)).toEqual(['One loaf of rye', 'One loaf']);
  });

  it('keeps what another window saved in between', () => {
    const { id } = begin('Mine', SESSION);
    write(id, 'Theirs', v7());
    write(id, 'Mine again', SESSION);
    expect(texts(id)).toEqual(['Mine again', 'Theirs', 'Mine']);
  });

  it('keeps what a post said when something was decided about it', () => {
    const { id } = begin('As approved', SESSION);
    must(workspace.posts.schedule({ id, wallTime: '2026-12-24T09:00', zone: 'Europe/Berlin' }));
    write(id, 'Changed at once', SESSION);
    expect(texts(id)).toEqual(['Changed at once', 'As approved']);
  });

  it('begins with what was there, also of a post that never had one', () => {
    const { id } = begin('Imported');
    workspace.database.raw.prepare('DELETE FROM post_versions').run();
    expect(texts(id)).toEqual([]);
    write(id, 'Edited', SESSION);
    expect(texts(id)).toEqual(['Edited', 'Imported']);
  });

  it('keeps the newest 200, and whatever was decided on beyond them', () => {
    const { id } = begin('Decided on');
    must(workspace.posts.schedule({ id, wallTime: '2026-12-24T09:00', zone: 'Europe/Berlin' }));
    for (let save = 0; save < 230; save++) write(id, `Save ${save}`);
    const all = texts(id);
    expect(all).toHaveLength(201);
    expect(all[0]).toBe('Save 229');
    expect(all.at(-1)).toBe('Decided on');
  });

  it('is not told of a post that is gone, and goes with it for good', () => {
    const { id } = begin();
    must(workspace.posts.remove(id));
    expect(workspace.posts.versions.list(id)).toMatchObject({ error: { code: 'not_found' } });
    workspace.database.raw.prepare('DELETE FROM post_variants WHERE post_id = ?').run(id);
    workspace.database.raw.prepare('DELETE FROM posts WHERE id = ?').run(id);
    expect(rows()).toBe(0);
  });

  it('is written with the change or not at all', () => {
    const { id } = begin();
    const before = rows();
    workspace.database.raw.exec(
      "CREATE TRIGGER refuse BEFORE UPDATE ON posts BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect(() => write(id, 'Two')).toThrow('full');
    expect(rows()).toBe(before);
    expect(must(workspace.posts.get(id)).text).toBe('One');
  });
});

describe('bringing a version back', () => {
  const restore = (id: string, version: number, expectedVersion?: number) =>
    workspace.posts.restoreVersion({
      ...{ id, version },
      expectedVersion: expectedVersion ?? must(workspace.posts.get(id)).version,
    });

  it('is a change like any other: what was there stays, and it can be taken back', () => {
    const first = begin('One', SESSION);
    const second = must(
      workspace.posts.update({
        ...{ id: first.id, expectedVersion: first.version, by: v7() },
        ...{ text: 'Two', firstComment: 'Hello', category: 'Offers' },
      }),
    );
    const back = must(restore(first.id, first.version));
    expect(back).toMatchObject({ text: 'One', firstComment: '', category: '' });
    expect(back.version).toBe(second.version + 1);
    expect(texts(first.id)).toEqual(['One', 'Two', 'One']);
    expect(must(restore(first.id, second.version))).toMatchObject({
      ...{ text: 'Two', firstComment: 'Hello', category: 'Offers' },
    });
  });

  it('leaves out accounts that are gone, and overwrites nothing unseen', () => {
    const post = begin();
    const other = workspace.account(client.id);
    const two = must(
      workspace.posts.update({
        ...{ id: post.id, expectedVersion: post.version },
        targets: [
          { accountId: client.accountId, text: null },
          { accountId: other, text: 'Own' },
        ],
      }),
    );
    const three = must(
      workspace.posts.update({
        ...{ id: post.id, expectedVersion: two.version },
        targets: [{ accountId: client.accountId, text: null }],
      }),
    );
    expect(restore(post.id, two.version, two.version)).toMatchObject({ error: { code: 'stale' } });
    workspace.database.raw.prepare('UPDATE accounts SET removed_at = 1 WHERE id = ?').run(other);
    must(restore(post.id, two.version));
    expect(must(workspace.posts.get(post.id)).targets.map(({ accountId }) => accountId)).toEqual([
      client.accountId,
    ]);
    expect(three.targets).toHaveLength(1);
    expect(restore(post.id, 999)).toMatchObject({ error: { code: 'not_found' } });
  });
});
