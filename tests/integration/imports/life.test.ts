import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Importing, line, openImporting } from '../../support/importing.ts';

let desk: Importing;
beforeEach(async () => {
  desk = await openImporting();
});
afterEach(() => desk.close());

const HEADER = line('Text', 'Date', 'Time', 'Account', 'Status', 'Label');
const raw = () => {
  const services = desk.core.services();
  if (!services) throw new Error('The workspace is not open');
  return services.database.raw;
};
const row = (text: string, time = '09:00', status = '', label = '') =>
  line(text, '2026-12-01', time, 'bluesky: ada.example', status, label);

async function imported(...rows: string[]): Promise<string> {
  const { id } = await desk.read(HEADER + rows.join(''));
  await desk.call('imports.check', { id });
  return (await desk.call('imports.run', { id, mode: 'all' })).importId;
}

describe('what a row becomes', () => {
  it('is scheduled, planned or a draft, as the table and the person say', async () => {
    const { id } = await desk.read(
      [
        HEADER,
        row('Scheduled by its time'),
        row('Planned', '10:00', 'draft'),
        line('An idea', '', '', '', 'draft', ''),
        row('Approved elsewhere', '11:00', 'approved'),
        row('Out already', '12:00', 'published'),
      ].join(''),
    );
    // An idea that names no account has no client, unless the person says whose it is.
    await desk.call('imports.map', { id, options: { clientId: desk.ada.id } });
    expect(await desk.call('imports.check', { id })).toMatchObject({
      ...{ rows: 5, broken: 1, scheduled: 1, planned: 2, drafts: 1 },
    });
    await desk.call('imports.check', { id, options: { timed: 'plan' } });
    expect(await desk.call('imports.check', { id })).toMatchObject({ scheduled: 0, planned: 3 });
    await desk.call('imports.run', { id, mode: 'good' });
    const posts = await desk.posts();
    expect(posts.map(({ text, status, wallTime }) => [text, status, wallTime])).toEqual([
      ['An idea', 'draft', null],
      ['Approved elsewhere', 'draft', '2026-12-01T11:00'],
      ['Planned', 'draft', '2026-12-01T10:00'],
      ['Scheduled by its time', 'draft', '2026-12-01T09:00'],
    ]);
  });

  it('goes to the accounts that it names, each with its own text, and gets its labels', async () => {
    const { id } = await desk.read(
      line('Caption', 'Mastodon text', 'When', 'Networks', 'Tags', 'First comment', 'Category') +
        line(
          'For all',
          'For Mastodon',
          '1.12.2026 9:00',
          'Bluesky, Mastodon',
          'New; bread',
          'Hi',
          'Oven',
        ),
    );
    const label = await desk.call('labels.create', { name: 'Bread' });
    await desk.call('imports.check', { id, options: { clientId: desk.ada.id } });
    expect((await desk.call('imports.get', { id })).summary?.newLabels).toEqual(['New']);
    await desk.call('imports.run', { id, mode: 'all' });
    const [post] = await desk.posts();
    expect(post).toMatchObject({ text: 'For all', firstComment: 'Hi', category: 'Oven' });
    expect(post?.targets.map(({ accountId, text }) => [accountId, text])).toEqual([
      [desk.account.ada, null],
      [desk.account.adaMastodon, 'For Mastodon'],
    ]);
    expect(post?.labelIds).toHaveLength(2);
    expect(post?.labelIds).toContain(label.id);
    const made = (await desk.call('labels.list', {})).find(({ name }) => name === 'New');
    expect(made?.clientId).toBe(desk.ada.id);
  });

  it('is told where it meets another: the same twice, two at one time, here already', async () => {
    await imported(row('Here already'));
    const { id } = await desk.read(
      [
        HEADER,
        row('Here already'),
        row('At that time, too'),
        row('Later', '10:00'),
        row('Later', '10:00'),
      ].join(''),
    );
    await desk.call('imports.check', { id });
    const { rows } = await desk.call('imports.rows', { id });
    expect(rows.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      ['already_here'],
      ['clash'],
      [],
      ['duplicate_row'],
    ]);
    expect(rows[1]?.problems[0]?.message).toContain('@ada.example has “Here already”');
  });
});

describe('a row that is mended', () => {
  it('is checked at once, with what it had to do with others', async () => {
    const { id } = await desk.read(
      [HEADER, row('Twin'), row('Twin'), row('No time', '25:00')].join(''),
    );
    expect(await desk.call('imports.check', { id })).toMatchObject({ ready: 1, broken: 2 });
    const fixed = await desk.call('imports.fix', { id, row: 2, field: 'time', value: '11:00' });
    expect(fixed.row).toMatchObject({ state: 'good', wallTime: '2026-12-01T11:00' });
    // The first of two is changed: the second is no twin any more.
    const other = await desk.call('imports.fix', {
      id,
      row: 0,
      field: 'text',
      value: 'Only child',
    });
    expect(other.summary).toMatchObject({ ready: 3, broken: 0 });
    const back = await desk.call('imports.fix', { id, row: 0, field: 'text', value: null });
    expect(back.summary).toMatchObject({ broken: 1 });
    expect((await desk.refused('imports.fix', { id, row: 9, field: 'text', value: '' })).code).toBe(
      'not_found',
    );
    expect(
      (await desk.refused('imports.fix', { id, row: 0, field: 'nonsense', value: '' })).code,
    ).toBe('not_found');
  });
});

describe('what many rows say alike', () => {
  it('is mended in all of them at once', async () => {
    const rows = Array.from({ length: 30 }, (_, at) =>
      line(
        `Post ${at}`,
        '2026-12-01',
        `9:${at + 10}`,
        at % 3 ? '@nobody' : 'bluesky: ada.example',
        '',
        '',
      ),
    );
    const { id } = await desk.read(HEADER + rows.join(''));
    expect(await desk.call('imports.check', { id })).toMatchObject({ ready: 10, broken: 20 });
    const { rows: broken } = await desk.call('imports.rows', { id, only: 'broken' });
    // One thing is wrong with it, and told once.
    expect(broken[0]?.problems.map(({ code }) => code)).toEqual(['unknown_account']);
    const cell = { id, row: broken[0]?.row ?? 0, field: 'accounts', value: 'bluesky: ada.example' };
    expect(await desk.call('imports.fix', cell)).toMatchObject({
      alike: 19,
      summary: { broken: 19 },
    });
    expect(await desk.call('imports.fix', { ...cell, alike: true })).toMatchObject({
      ...{ alike: 0, summary: { broken: 0, ready: 30 } },
    });
  });
});

describe('an import', () => {
  it('is checked anew when it is run: what is over by then is not sent', async () => {
    const { id } = await desk.read(HEADER + row('Late'));
    await desk.call('imports.check', { id });
    desk.clock.set(Date.UTC(2026, 11, 2));
    expect((await desk.refused('imports.run', { id, mode: 'all' })).code).toBe('not_ready');
    expect((await desk.refused('imports.run', { id, mode: 'good' })).code).toBe(
      'nothing_to_import',
    );
    expect(
      (await desk.refused('imports.run', { id: crypto.randomUUID(), mode: 'good' })).code,
    ).toBe('not_found');
  });

  it('that is cancelled leaves nothing, no label and no post', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) =>
      line(
        `Post ${at}`,
        '2026-12-01',
        `${at % 24}:${String(at % 60).padStart(2, '0')}`,
        'bluesky: ada.example',
        '',
        'New',
      ),
    );
    const { id } = await desk.read(HEADER + rows.join(''));
    await desk.call('imports.check', { id });
    const stop = desk.core.bus.on('import.progress', ({ stage, done }) => {
      if (stage === 'importing' && done > 0) void desk.call('imports.cancel', { id });
    });
    const cancelled = await desk.refused('imports.run', { id, mode: 'all' });
    stop();
    expect(cancelled.code).toBe('cancelled');
    const count = (table: string) => raw().prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect(['posts', 'imports', 'imported_posts', 'labels'].map(count)).toEqual([0, 0, 0, 0]);
    // The table is still there, and can be imported after all.
    expect(await desk.call('imports.run', { id, mode: 'all' })).toMatchObject({ created: 2_000 });
  });

  it('that was cut off is put right: hidden posts go, shown ones come whole', async () => {
    const first = await imported(row('One'), row('Two', '10:00'));
    const second = await imported(row('Three', '11:00'), row('Four', '12:00'));
    const at = raw().prepare('SELECT imported_at FROM imports WHERE id = ?').pluck();
    const hide = raw().prepare(
      'UPDATE posts SET removed_at = ? WHERE id IN (SELECT post_id FROM imported_posts WHERE import_id = ?)',
    );
    // As a crash leaves them: the first never begun to be shown, the second shown in part.
    hide.run(at.get(first), first);
    raw().prepare('UPDATE imports SET undone_at = imported_at WHERE id = ?').run(first);
    hide.run(at.get(second), second);
    const again = await desk.reopen();
    const imports = await again.core.services()?.imports();
    const count = again.core.services()?.database.raw.prepare('SELECT count(*) FROM posts').pluck();
    imports?.recover();
    // Another process may still be at what was begun a moment ago.
    expect(count?.get()).toBe(4);
    again.clock.advance(11 * 60_000);
    imports?.recover();
    expect(count?.get()).toBe(2);
    const texts = again.core
      .services()
      ?.database.raw.prepare('SELECT text FROM posts WHERE removed_at IS NULL ORDER BY text')
      .pluck()
      .all();
    expect(texts).toEqual(['Four', 'Three']);
    const list = await again.invoke('imports.list', {});
    expect(list.ok && (list.value as unknown as { id: string }[]).map(({ id }) => id)).toEqual([
      second,
    ]);
    desk = { ...desk, core: again.core, close: again.close };
  });

  it('is taken back whole, but for what is out; what was due meanwhile comes back as a draft', async () => {
    const id = await imported(row('Out'), row('Soon', '10:00'), row('Later', '23:00'));
    const out = (await desk.posts()).find(({ text }) => text === 'Out');
    raw().prepare("UPDATE posts SET status = 'published' WHERE id = ?").run(out?.id);
    const undone = await desk.call('imports.undo', { id });
    expect(undone).toEqual({
      id,
      removed: 2,
      kept: [{ postId: out?.id, status: 'published', excerpt: 'Out' }],
    });
    // Again: there is nothing left to remove.
    expect(await desk.call('imports.undo', { id })).toEqual({ ...undone, removed: 0 });
    expect(await desk.call('imports.list', {})).toMatchObject([{ postCount: 1, rowCount: 3 }]);

    desk.clock.set(Date.UTC(2026, 11, 1, 12));
    expect(await desk.call('imports.restore', { id })).toEqual({ id, restored: 2 });
    expect((await desk.posts()).map(({ text, status }) => [text, status])).toEqual([
      ['Later', 'scheduled'],
      ['Out', 'published'],
      ['Soon', 'draft'],
    ]);
    expect(await desk.call('imports.list', {})).toMatchObject([{ postCount: 3, undoneAt: null }]);
  });

  it('needs no window: the command line reads, checks and imports a file by its path', async () => {
    const path = join(desk.userData, 'posts.csv');
    await writeFile(path, HEADER + row('Good') + row('Bad', '25:00'));
    const looked = await desk.call('imports.runFile', { path }, 'cli');
    expect(looked).toMatchObject({ importId: null, created: 0, summary: { ready: 1, broken: 1 } });
    expect(looked.broken).toMatchObject([{ line: 3, problems: [{ code: 'time_unreadable' }] }]);
    expect(await desk.call('imports.runFile', { path, mode: 'good' }, 'cli')).toMatchObject({
      created: 1,
    });
    for (const name of ['imports.readFile', 'imports.runFile'] as const)
      expect((await desk.refused(name, { path })).code).toBe('forbidden');
    expect((await desk.refused('imports.choose', {})).code).toBe('not_supported');
  });
});

describe('the labels that an import brings', () => {
  const names = async () => (await desk.call('labels.list', {})).map(({ name }) => name);

  it('go with its undo and come back with a redo, on the posts that had them', async () => {
    await desk.call('labels.create', { name: 'Mine' });
    desk.clock.advance(1);
    const id = await imported(
      row('One', '09:00', '', 'Bread; Mine'),
      row('Two', '10:00', '', 'Oven'),
    );
    expect(await names()).toEqual(['Bread', 'Mine', 'Oven']);
    const [before] = await desk.posts();
    await desk.call('imports.undo', { id });
    expect(await names()).toEqual(['Mine']);
    await desk.call('imports.restore', { id });
    expect(await names()).toEqual(['Bread', 'Mine', 'Oven']);
    const [after] = await desk.posts();
    expect(after?.labelIds.toSorted()).toEqual(before?.labelIds.toSorted());
    expect(after?.labelIds).toHaveLength(2);
  });

  it('stay where something else has them, or a person changed them', async () => {
    const id = await imported(row('One', '09:00', '', 'Bread; Oven; Flour'));
    const labels = await desk.call('labels.list', {});
    const called = (name: string) => labels.find((label) => label.name === name)?.id ?? '';
    desk.clock.advance(60_000);
    await desk.call('posts.create', {
      clientId: desk.ada.id,
      text: 'By hand',
      targets: [],
      labelIds: [called('Bread')],
    });
    await desk.call('labels.update', { id: called('Oven'), colour: '#7c3aed' });
    await desk.call('imports.undo', { id });
    expect(await names()).toEqual(['Bread', 'Oven']);
  });

  it('leave their names free, and a redo takes what has the name then', async () => {
    const id = await imported(row('One', '09:00', '', 'Bread'));
    desk.clock.advance(60_000);
    await desk.call('imports.undo', { id });
    const own = await desk.call('labels.create', { clientId: desk.ada.id, name: 'bread' });
    expect(await names()).toEqual(['bread']);
    await desk.call('imports.restore', { id });
    expect((await desk.posts()).map(({ labelIds }) => labelIds)).toEqual([[own.id]]);
    expect(await names()).toEqual(['bread']);

    // Another of them is renamed to what an undone import holds.
    await desk.call('imports.undo', { id });
    const again = await imported(row('Two', '11:00', '', 'Crust'));
    desk.clock.advance(60_000);
    await desk.call('imports.undo', { id: again });
    await desk.call('labels.update', { id: own.id, name: 'Crust' });
    expect(await names()).toEqual(['Crust']);
    await desk.call('imports.restore', { id: again });
    expect((await desk.posts()).map(({ labelIds }) => labelIds)).toEqual([[own.id]]);
  });
});
