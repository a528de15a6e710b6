import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkTable, readShownBy, unshown } from '../../../../electron/cli/network-table.ts';
import { NETWORK_IDS } from '../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';

const root = (path: string) => join(import.meta.dirname, '../../../..', path);
const shownBy = readShownBy(root('tests/contract'));
const made = networkTable(shownBy);

describe('the table of networks', () => {
  it('names a test for everything that is promised', () => {
    expect(unshown(shownBy)).toEqual([]);
    expect(made).not.toContain('no test is named');
  });

  it('has a chapter for each network, with its limits and where they were read', () => {
    for (const id of NETWORK_IDS) {
      const { name, text, images } = NETWORKS[id];
      const chapter = made.slice(made.indexOf(`\n## ${name}\n`)).split('\n## ')[1] ?? '';
      expect(chapter).toContain(`${text.limit} characters`);
      expect(chapter).toContain(`(${text.source.page}, read on ${text.source.readOn})`);
      expect(chapter).toContain(`up to ${images.count}`);
    }
    expect(made).not.toMatch(/undefined|NaN|\[object/);
  });

  it('links only to files and chapters that are there', () => {
    for (const [, target = ''] of made.matchAll(/\]\(\.\.\/([^)]+)\)/g))
      expect(readFileSync(root(target), 'utf8')).not.toBe('');
    const chapters = [...made.matchAll(/^## (.+)$/gm)].map(([, title]) => title?.toLowerCase());
    for (const [, target] of made.matchAll(/\]\(#([^)]+)\)/g)) expect(chapters).toContain(target);
  });

  it('is up to date: npm run docs', () => {
    expect(readFileSync(root('docs/networks.md'), 'utf8')).toBe(made);
  });
});

describe('what shows a network', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shows-'));
    mkdirSync(join(folder, 'bluesky'));
    writeFileSync(join(folder, 'bluesky/a.test.ts'), `it('isn\\'t lost', () => {});\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (shows: object) =>
    writeFileSync(join(folder, 'bluesky/shows.json'), JSON.stringify(shows));

  it('is missing where no test is named', () => {
    write({ 'publish text': { file: 'a.test.ts', name: "isn't lost" } });
    const missing = unshown(readShownBy(folder));
    expect(missing).toContain(
      'tests/contract/bluesky/shows.json names no test for: publish images',
    );
    expect(missing.join()).not.toContain('bluesky/shows.json names no test for: publish text');
    expect(networkTable(readShownBy(folder))).toContain('**no test is named**');
  });

  it('must be a test that is there, of an operation that there is', () => {
    write({ 'publish text': { file: 'a.test.ts', name: 'was renamed' } });
    expect(() => readShownBy(folder)).toThrow('names a test that is not in a.test.ts: was renamed');
    write({ 'publish poems': { file: 'a.test.ts', name: "isn't lost" } });
    expect(() => readShownBy(folder)).toThrow();
  });
});
