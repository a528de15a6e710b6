import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBackup } from '../../../electron/database/backups.ts';
import { type OpenOptions, openDatabase } from '../../../electron/database/database.ts';
import { maintain } from '../../../electron/database/maintenance.ts';
import { restoreBackup } from '../../../electron/database/restore.ts';
import { MIGRATIONS, openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

let workspace: TestWorkspace;
let options: OpenOptions;

beforeEach(() => {
  workspace = openWorkspace();
  options = { ...workspace, migrations: MIGRATIONS, backups: join(workspace.folder, 'backups') };
  workspace.database.raw.exec(`
    INSERT INTO clients (id, name, colour, created_at, updated_at) VALUES ('c', 'Bakery', '#112233', 1, 1)`);
});
afterEach(() => workspace.close());

const flip = (at: number) => {
  const bytes = readFileSync(workspace.file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  writeFileSync(workspace.file, bytes);
};
const backUp = () => writeBackup(workspace.database.raw, { ...options, reason: 'asked' }).name;
const clientNames = () => {
  const opened = openDatabase({ ...options, mustExist: true });
  if (!opened.ok) throw new Error(opened.error.message);
  const names = opened.value.raw.prepare('SELECT name FROM clients').pluck().all();
  opened.value.close();
  return names;
};

describe('a damaged workspace', () => {
  it.each([
    ['the first page', () => flip(200)],
    ['the salt', () => flip(3)],
    ['a page inside', () => flip(4096 * 9 + 77)],
    ['the last page', () => flip(readFileSync(workspace.file).length - 100)],
    ['the end, which is cut off', () => truncateSync(workspace.file, 4096 * 5)],
    ['all of it', () => truncateSync(workspace.file, 0)],
    ['a file that is none', () => writeFileSync(workspace.file, randomBytes(9000))],
    ['nothing left', () => rmSync(workspace.file)],
  ])('is refused and not changed: %s', (_what, damage) => {
    workspace.database.close();
    damage();
    const before = readdirSync(workspace.folder).includes('workspace.db')
      ? readFileSync(workspace.file)
      : null;
    const opened = openDatabase({ ...options, mustExist: true });
    expect(opened).toMatchObject({ ok: false, error: { code: 'damaged' } });
    if (before) expect(readFileSync(workspace.file).equals(before)).toBe(true);
  });

  it('comes back from a backup, and the damaged file stays beside it', () => {
    const name = backUp();
    workspace.database.raw.exec("UPDATE clients SET name = 'Written later'");
    workspace.database.close();
    flip(200);
    const damaged = readFileSync(workspace.file);
    const restored = restoreBackup(name, options);
    expect(restored.ok).toBe(true);
    expect(clientNames()).toEqual(['Bakery']);
    if (!restored.ok) return;
    expect(basename(restored.value.keptAs)).toBe('workspace.damaged-20261122T090000000Z.db');
    expect(readFileSync(restored.value.keptAs).equals(damaged)).toBe(true);
  });

  it('takes the write-ahead log of the damaged file along, so that it is not read into the backup', () => {
    const name = backUp();
    workspace.database.raw.exec("UPDATE clients SET name = 'In the log'");
    const log = readFileSync(`${workspace.file}-wal`);
    expect(log.length).toBeGreaterThan(0);
    const main = readFileSync(workspace.file);
    workspace.database.close();
    writeFileSync(workspace.file, main);
    writeFileSync(`${workspace.file}-wal`, log);
    flip(200);
    const restored = restoreBackup(name, options);
    expect(clientNames()).toEqual(['Bakery']);
    if (!restored.ok) throw new Error(restored.error.message);
    expect(readFileSync(`${restored.value.keptAs}-wal`).equals(log)).toBe(true);
  });

  it('is left alone when the backup is no good', () => {
    const name = backUp();
    workspace.database.close();
    const before = readFileSync(workspace.file);
    writeFileSync(join(options.backups, name), randomBytes(8192));
    expect(restoreBackup(name, options)).toMatchObject({ error: { code: 'backup_unusable' } });
    expect(readFileSync(workspace.file).equals(before)).toBe(true);
    expect(
      readdirSync(workspace.folder).filter((entry) => /damaged|restoring/.test(entry)),
    ).toEqual([]);
    expect(clientNames()).toEqual(['Bakery']);
  });

  it('knows only the backups in its folder', () => {
    workspace.database.close();
    mkdirSync(options.backups, { recursive: true });
    writeFileSync(join(options.backups, 'other.db'), 'x');
    for (const name of ['../workspace.db', 'other.db', 'workspace-20260101T000000000Z-asked.db']) {
      expect(restoreBackup(name, options)).toMatchObject({ error: { code: 'not_found' } });
    }
  });
});

describe('a backup', () => {
  it('leaves nothing behind when the database cannot be read', async () => {
    const { file, key, database } = workspace;
    database.close();
    flip(4096 * 9 + 77);
    const task = {
      kind: 'backup' as const,
      file,
      key,
      backups: options.backups,
      now: 1,
      reason: 'asked' as const,
    };
    expect(await maintain(task)).toMatchObject({ kind: 'failed', damaged: true });
    expect(readdirSync(options.backups)).toEqual([]);
  });
});

describe('the maintenance thread', () => {
  const target = () => ({ file: workspace.file, key: workspace.key });

  it('writes a backup while the database is open', async () => {
    const now = workspace.clock.now();
    const task = {
      kind: 'backup' as const,
      ...target(),
      backups: options.backups,
      now,
      reason: 'daily' as const,
    };
    const answer = await maintain(task);
    expect(answer).toMatchObject({ kind: 'backed_up', backup: { at: now } });
    expect(readdirSync(options.backups)).toHaveLength(1);
  });

  it('finds damage that opening does not meet', async () => {
    expect(await maintain({ kind: 'check', ...target() })).toEqual({
      kind: 'checked',
      damage: null,
    });
    workspace.database.close();
    flip(4096 * 9 + 77);
    expect(await maintain({ kind: 'check', ...target() })).toMatchObject({
      damage: expect.any(String),
    });
  });

  it('answers also where there is nothing to open', async () => {
    const answer = await maintain({
      kind: 'check',
      file: join(workspace.folder, 'none.db'),
      key: workspace.key,
    });
    expect(answer).toMatchObject({ kind: 'failed', noSpace: false });
  });
});
