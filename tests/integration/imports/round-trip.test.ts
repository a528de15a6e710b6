import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flat } from '../../support/images.ts';
import { type Importing, openImporting } from '../../support/importing.ts';

let desk: Importing;
beforeEach(async () => {
  desk = await openImporting();
});
afterEach(() => desk.close());

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    '=1+1',
    '@ada',
    "'quoted'",
    '-',
    '"',
    ' both ends ',
    'two\nlines\r\nthree',
    '+',
    "'",
  ),
  fc.constantFrom('a | b', 'back\\slash', ';,|\t', '2026-04-03', 'مرحبا', '👩‍🍳 bread'),
);
const label = fc.constantFrom('Bread', 'Spring | early', '#tag', 'a\\b', '=label', 'Größe');

const post = fc.record({
  text,
  own: fc.option(fc.oneof(text, fc.constantFrom('', '(empty)', "'(empty)")), { nil: null }),
  firstComment: fc.oneof(fc.constant(''), text),
  category: fc.constantFrom('', 'Behind the scenes', '=category'),
  labels: fc.uniqueArray(label, { maxLength: 3 }),
  threading: fc.constantFrom('off', 'split', 'numbered'),
  altText: fc.oneof(fc.constant(''), text),
  both: fc.boolean(),
  media: fc.boolean(),
  // Minutes of a year from now, in a zone that puts clocks back.
  minute: fc.option(fc.integer({ min: 0, max: 500_000 }), { nil: null }),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'),
});

/** What of a post is to come back, in one order. */
const said = (
  posts: Awaited<ReturnType<Importing['posts']>>,
  labels: ReadonlyMap<string, string>,
) =>
  posts
    .map((one) => ({
      ...{ clientId: one.clientId, status: one.status, text: one.text, zone: one.zone },
      ...{ threading: one.threading, firstComment: one.firstComment, category: one.category },
      ...{ wallTime: one.wallTime, scheduledAt: one.scheduledAt },
      labels: one.labelIds.map((id) => labels.get(id)).toSorted(),
      targets: one.targets.map(({ accountId, text: own }) => ({ accountId, own })),
      media: one.media.map(({ media, altText }) => ({ id: media.id, altText })),
    }))
    .map((one) => JSON.stringify(one))
    .toSorted();

describe('posts as a table and back', () => {
  it('are the same posts', async () => {
    const picture = await desk.call('media.import', {
      fileName: 'bread | old;new.png',
      bytes: new Uint8Array(await (await flat(20, 20)).png().toBuffer()),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(post, { minLength: 1, maxLength: 12 }), async (wanted) => {
        round++;
        // What a run that failed left.
        for (const { id } of await desk.posts()) await desk.call('posts.remove', { id });
        for (const [place, one] of wanted.entries()) {
          const labelIds: string[] = [];
          for (const name of one.labels) {
            const known = (await desk.call('labels.list', {})).find((label) => label.name === name);
            labelIds.push((known ?? (await desk.call('labels.create', { name }))).id);
          }
          const targets = [
            { accountId: desk.account.adaMastodon, text: one.own },
            ...(one.both ? [{ accountId: desk.account.ada }] : []),
          ];
          const { id } = await desk.call('posts.create', {
            clientId: desk.ada.id,
            // A post that is there twice is one too many: they are told apart.
            text: `${one.text}${place}`,
            ...{ firstComment: one.firstComment, category: one.category },
            ...{ threading: one.threading as 'off', labelIds, targets },
            media: one.media ? [{ mediaId: picture.id, altText: one.altText }] : [],
          });
          if (one.minute === null) continue;
          const at = desk.clock.now() + 86_400_000 + one.minute * 60_000;
          const wallTime = new Date(at).toISOString().slice(0, 16);
          const name = place % 2 ? 'posts.schedule' : 'posts.plan';
          const when = { wallTime, zone: one.zone };
          if (name === 'posts.schedule') await desk.invoke(name, { id, ...when });
          else await desk.invoke(name, { id, at: when });
        }
        const names = new Map(
          (await desk.call('labels.list', {})).map(({ id, name }) => [id, name] as const),
        );
        const before = await desk.posts();
        const path = join(desk.userData, `round-${round}.csv`);
        const written = await desk.call('posts.exportCsvTo', { path }, 'cli');
        expect(written.posts).toBe(before.length);
        for (const { id } of before) await desk.call('posts.remove', { id });

        const looked = await desk.call('imports.runFile', { path }, 'cli');
        expect(looked.broken).toEqual([]);
        const done = await desk.call('imports.runFile', { path, mode: 'all' }, 'cli');
        expect(done.created).toBe(before.length);
        const after = await desk.posts();
        expect(said(after, names)).toEqual(said(before, names));
        for (const { id } of after) await desk.call('posts.remove', { id });
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('never stand in a spreadsheet as formulas, and replace no file', async () => {
    await desk.call('posts.create', {
      clientId: desk.ada.id,
      text: '=HYPERLINK("https://evil.example","click")',
      category: '+cat',
    });
    const path = join(desk.userData, 'guarded.csv');
    await desk.call('posts.exportCsvTo', { path }, 'cli');
    const { readFile } = await import('node:fs/promises');
    const table = await readFile(path, 'utf8');
    expect(table).toContain(`"'=HYPERLINK(""https://evil.example"",""click"")"`);
    expect(table).toContain(`'+cat`);
    expect((await desk.refused('posts.exportCsvTo', { path }, 'cli')).code).toBe('unwritable');
    expect((await desk.refused('posts.exportCsvTo', { path: 'here.csv' }, 'cli')).code).toBe(
      'unwritable',
    );
    expect((await desk.refused('posts.exportCsvTo', { path })).code).toBe('forbidden');
  });

  it('are filtered by client, span and status; what is held comes back as a draft', async () => {
    const create = async (clientId: string, text: string, wallTime: string | null) => {
      const accountId = clientId === desk.ada.id ? desk.account.ada : desk.account.brio;
      const { id } = await desk.call('posts.create', { clientId, text, targets: [{ accountId }] });
      if (wallTime) await desk.call('posts.schedule', { id, wallTime, zone: 'Europe/Berlin' });
      return id;
    };
    await create(desk.ada.id, 'Ada in December', '2026-12-01T09:00');
    const held = await create(desk.ada.id, 'Ada in January', '2027-01-01T09:00');
    await create(desk.ada.id, 'Ada’s idea', null);
    await create(desk.brio.id, 'Brio in December', '2026-12-01T09:00');
    desk.core
      .services()
      ?.database.raw.prepare('UPDATE posts SET held_at = 1 WHERE id = ?')
      .run(held);
    const count = async (filters: object) =>
      (
        await desk.call(
          'posts.exportCsvTo',
          {
            path: join(desk.userData, `${JSON.stringify(filters).length}-${Math.random()}.csv`),
            ...filters,
          },
          'cli',
        )
      ).posts;
    expect(await count({})).toBe(4);
    expect(await count({ clientId: desk.ada.id })).toBe(3);
    expect(await count({ statuses: ['draft'] })).toBe(1);
    expect(await count({ from: Date.UTC(2026, 11, 1), to: Date.UTC(2026, 11, 31) })).toBe(2);

    const path = join(desk.userData, 'held.csv');
    await desk.call('posts.exportCsvTo', { path, from: Date.UTC(2026, 11, 31) }, 'cli');
    await desk.call('posts.remove', { id: held });
    const done = await desk.call('imports.runFile', { path, mode: 'all' }, 'cli');
    expect(done.summary).toMatchObject({ planned: 1, scheduled: 0, warnings: 1 });
    expect(await desk.call('posts.counts', {})).toMatchObject({ draft: 2, scheduled: 2 });
  });

  it('of other tools come in as far as their columns go', async () => {
    const buffer = join(desk.userData, 'buffer.csv');
    await writeFile(
      buffer,
      'Text,Image URL,Tags,Posting Time\n"Bread, warm",,"Spring, Oven",2027-04-03 09:00\nAn idea,,,\n',
    );
    const options = { clientId: desk.ada.id, accountIds: [desk.account.ada] };
    const first = await desk.call('imports.runFile', { path: buffer, mode: 'all', options }, 'cli');
    expect(first.preview.format).toBe('buffer');
    const hootsuite = join(desk.userData, 'hootsuite.csv');
    await writeFile(
      hootsuite,
      '"04/13/2027 09:05","Rolls","https://ada.example/rolls"\n"04/14/2027 09:05","Pretzels",""\n',
    );
    const second = await desk.call(
      'imports.runFile',
      { path: hootsuite, mode: 'all', options },
      'cli',
    );
    expect(second.preview).toMatchObject({
      format: 'hootsuite',
      dates: { order: 'mdy', ambiguous: false },
    });
    expect(
      (await desk.posts()).map((one) => [one.text, one.wallTime, one.labelIds.length]),
    ).toEqual([
      ['An idea', null, 0],
      ['Bread, warm', '2027-04-03T09:00', 2],
      ['Pretzels', '2027-04-14T09:05', 0],
      ['Rolls https://ada.example/rolls', '2027-04-13T09:05', 0],
    ]);
  });
});
