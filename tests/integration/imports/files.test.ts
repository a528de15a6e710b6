import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchMedia } from '../../../electron/imports/fetch-media.ts';
import { isPublic } from '../../../electron/imports/public-address.ts';
import { flat } from '../../support/images.ts';
import { type Importing, line, openImporting } from '../../support/importing.ts';

let desk: Importing;
beforeEach(async () => {
  desk = await openImporting();
});
afterEach(() => desk.close());

const png = async () => new Uint8Array(await (await flat(20, 20)).png().toBuffer());

describe('files that are no tables, or strange ones', () => {
  const refusal = async (bytes: Uint8Array<ArrayBuffer>, fileName = 'posts.csv') => {
    const { code, message } = await desk.refused('imports.read', { fileName, bytes });
    return `${code}: ${message}`;
  };
  const text = (words: string) => new TextEncoder().encode(words);

  it('are refused with what to do', async () => {
    expect(await refusal(new Uint8Array(0))).toContain('empty');
    expect(await refusal(await png())).toContain('not_a_table');
    expect(await refusal(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]))).toContain('Save as');
    expect(await refusal(text('a,b\n1,\0\n'))).toContain('not_a_table');
    expect(await refusal(crypto.getRandomValues(new Uint8Array(4000)))).toContain('not_a_table');
    expect(await refusal(text('Text,Date\n'))).toContain('no row under them');
    expect(await refusal(text('\n\n\n'))).toContain('nothing in this file');
    expect(await refusal(text(`${'a,'.repeat(300)}\n`))).toContain('301 columns');
    expect(await refusal(text('x\n'.repeat(20_050)))).toContain('20,000 rows');
    expect(await refusal(new Uint8Array(21 * 1024 * 1024).fill(97))).toContain('20 MB');
  });

  it('of a gigabyte are not read', async () => {
    const path = join(desk.userData, 'huge.csv');
    await writeFile(path, 'Text\n');
    await truncate(path, 1024 ** 3);
    const from = performance.now();
    expect((await desk.refused('imports.readFile', { path }, 'cli')).code).toBe('too_large');
    expect(performance.now() - from).toBeLessThan(1_000);
    expect((await desk.refused('imports.readFile', { path: `${path}.gone` }, 'cli')).code).toBe(
      'not_found',
    );
    expect((await desk.refused('imports.readFile', { path: desk.userData }, 'cli')).code).toBe(
      'not_found',
    );
  });

  it('with one column or 200, a cell of a megabyte, formulas and a quote that never ends are taken', async () => {
    expect(await desk.read('Bread\nRolls\n')).toMatchObject({
      rowCount: 2,
      columns: [{ field: 'text' }],
    });
    const wide = await desk.read(
      `${line('Text', ...Array.from({ length: 199 }, (_, at) => `Extra ${at}`))}${line('Bread', ...Array.from({ length: 199 }, () => '1'))}`,
    );
    expect(wide.columns).toHaveLength(200);
    const { id } = await desk.read(
      [
        line('Text', 'Client', 'Status'),
        line('x'.repeat(1_000_000), 'Ada’s Bakery', 'draft'),
        line(`'=1+1`, 'Ada’s Bakery', 'draft'),
        line('=1+1', 'Ada’s Bakery', 'draft'),
        '"never closed,Ada’s Bakery,draft\n',
      ].join(''),
    );
    const summary = await desk.call('imports.check', { id });
    expect(summary).toMatchObject({ rows: 4, broken: 3 });
    const { rows } = await desk.call('imports.rows', { id });
    expect(
      rows.map(({ problems }) => problems.find(({ severity }) => severity === 'error')?.code),
    ).toEqual(
      // The third is the second, once the apostrophe is off.
      ['too_long', undefined, 'duplicate_row', 'unbalanced_quotes'],
    );
    expect(rows[1]?.text).toBe('=1+1');
  });

  it('are read in the encoding and with the signs that they have', async () => {
    const told = async (bytes: Uint8Array<ArrayBuffer>, name = 'posts.csv') => {
      const { encoding, delimiter, columns } = await desk.read(bytes, name);
      return [encoding, delimiter, columns[0]?.samples[0]];
    };
    const latin = (words: string) => new Uint8Array(Buffer.from(words, 'latin1'));
    const wide = (words: string) => new Uint8Array(Buffer.from(words, 'utf16le'));
    expect(await told(text('\ufeffText;Datum\nBröt;1.2.2027\n'))).toEqual(['UTF-8', ';', 'Bröt']);
    expect(await told(latin('Text,Date\nBröt,1/2/2027\n'))).toEqual(['Windows-1252', ',', 'Bröt']);
    expect(await told(wide('\ufeffText\tDate\nBröt\t1/2/2027\n'), 'a.tsv')).toEqual([
      'UTF-16LE',
      '\t',
      'Bröt',
    ]);
    expect(await told(wide('Text,Date\nBread for everybody,1/2/2027\n'))).toEqual([
      ...['UTF-16LE', ',', 'Bread for everybody'],
    ]);
    expect(await told(text('sep=;\r\nText;Date\r\nBröt;1/2/2027\r\n'))).toEqual([
      'UTF-8',
      ';',
      'Bröt',
    ]);
  });
});

describe('pictures that a table names', () => {
  it('come from beside the table, and from nowhere else the person did not choose', async () => {
    const folder = join(desk.userData, 'tables');
    await mkdir(join(folder, 'pictures'), { recursive: true });
    await writeFile(join(folder, 'bread.png'), await png());
    await writeFile(join(folder, 'pictures', 'roll.png'), await png());
    await writeFile(join(desk.userData, 'secret.png'), await png());
    await symlink(join(desk.userData, 'secret.png'), join(folder, 'link.png'));
    const named = [
      'bread.png',
      'pictures\\roll.png',
      `file://${join(folder, 'bread.png')}`,
      'gone.png',
      '../secret.png',
      join(desk.userData, 'secret.png'),
      'link.png',
      'posts.csv',
      'ftp://x.example/a.png',
    ];
    const table = [
      line('Text', 'Client', 'Image', 'Status'),
      ...named.map((source, at) => line(`Bread ${at}`, 'Ada’s Bakery', source, 'draft')),
    ].join('');
    await writeFile(join(folder, 'posts.csv'), table);
    const outcome = async (id: string) => {
      await desk.call('imports.check', { id });
      const { rows } = await desk.call('imports.rows', { id });
      return rows.map(
        ({ problems }) => problems.find(({ code }) => code === 'media')?.message ?? 'here',
      );
    };

    // Dropped: where it came from is not known, until the person says it.
    const dropped = await desk.read(table);
    expect(dropped.needsFolder).toBe(true);
    expect((await outcome(dropped.id)).filter((message) => message === 'here')).toEqual([]);

    const again = await desk.reopen({
      chooseFile: async () => join(folder, 'posts.csv'),
      chooseFolder: async () => folder,
    });
    Object.assign(desk, { core: again.core, invoke: again.invoke, close: again.close });
    const call = async (name: string, input: unknown, kind: 'window' | 'cli' = 'window') => {
      const answer = await again.invoke(name, input, kind);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value as never as {
        id: string;
        rows: { problems: { code: string; message: string }[] }[];
      };
    };
    const chosen = await call('imports.choose', {});
    await call('imports.check', { id: chosen.id });
    const messages = (await call('imports.rows', { id: chosen.id })).rows.map(
      ({ problems }) => problems.find(({ code }) => code === 'media')?.message ?? 'here',
    );
    expect(messages.slice(0, 3)).toEqual(['here', 'here', 'here']);
    expect(messages[3]).toContain('There is no file “gone.png”');
    for (const place of [4, 5, 6]) expect(messages[place]).toContain('outside the chosen folder');
    expect(messages[7]).toBeTruthy();
    expect(messages[8]).toContain('can’t be fetched');

    // On the command line a path means what it says.
    const own = await call('imports.runFile', { path: join(folder, 'posts.csv') }, 'cli');
    const broken = (own as unknown as { broken: { line: number }[] }).broken.map(
      ({ line }) => line,
    );
    expect(broken).toEqual([5, 9, 10]);
  });
});

describe('pictures from the web', () => {
  let server: Server;
  let base: string;
  beforeAll(async () => {
    const bytes = await png();
    server = createServer((request, response) => {
      const { url } = request;
      if (url === '/a.png') return void response.setHeader('content-type', 'image/png').end(bytes);
      if (url === '/page') return void response.setHeader('content-type', 'text/html').end('<p>');
      if (url === '/away') return void response.writeHead(302, { location: '/a.png' }).end();
      if (url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
      if (url === '/inside')
        return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      if (url === '/cut') {
        response.writeHead(200, { 'content-length': '1000' }).write('x');
        return void setTimeout(() => response.destroy(), 20);
      }
      response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const fetched = async (address: string, allowPrivate = true) => {
    const answer = await fetchMedia(address, {
      signal: new AbortController().signal,
      version: 'test',
      allowPrivate,
    });
    return answer.ok ? answer.value.fileName : answer.error.message;
  };

  it('are fetched where they are, also after a step aside', async () => {
    expect(await fetched(`${base}/a.png`)).toBe('a.png');
    expect(await fetched(`${base}/away`)).toBe('a.png');
  });
  it('are refused with the reason', async () => {
    expect(await fetched(`${base}/page`)).toContain('is a web page');
    expect(await fetched(`${base}/gone`)).toContain('404');
    expect(await fetched(`${base}/loop`)).toContain('without an end');
    expect(await fetched(`${base}/inside`)).toContain('no address of the web');
    expect(await fetched(`${base}/cut`)).toMatch(/did not come in whole|could not be reached/);
    expect(await fetched(base.replace('//', '//me:secret@'))).toContain('password');
    expect(await fetched('http://127.0.0.1:1/a.png')).toContain('could not be reached');
  });
  it('never come from this computer or its network', async () => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '0.0.0.0',
      '10.0.0.1',
      '[::ffff:127.0.0.1]',
    ])
      expect(await fetched(`http://${host}:${new URL(base).port}/a.png`, false), host).toContain(
        'private network',
      );
    // Other ways of writing the same number.
    for (const host of ['2130706433', '0x7f.1', '127.1'])
      expect(await fetched(`http://${host}/a.png`, false), host).toContain('private network');
  });
  it('come from public addresses only', () => {
    for (const address of [
      '8.8.8.8',
      '193.0.6.139',
      '2001:4860:4860::8888',
      '172.15.0.1',
      '172.32.0.1',
    ])
      expect(isPublic(address), address).toBe(true);
    for (const address of [
      ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
      ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'ff02::1'],
      ...['::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'example.org', ''],
    ])
      expect(isPublic(address), address).toBe(false);
  });
});
