import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listBackups, writeBackup } from '../../../electron/database/backups.ts';
import { connect } from '../../../electron/database/connection.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const SECRET = 'The launch is on the ninth of May';
let workspace: TestWorkspace;

beforeEach(() => {
  workspace = openWorkspace();
  workspace.database.raw.exec(`
    INSERT INTO clients (id, name, colour, created_at, updated_at) VALUES ('c', '${SECRET}', '#112233', 1, 1);
    INSERT INTO posts (id, client_id, status, text, created_at, updated_at)
      VALUES ('p', 'c', 'draft', '${SECRET}', 1, 1);
  `);
});
afterEach(() => workspace.close());

/** Every file under the folder that holds one of the texts, as UTF-8 or UTF-16. */
function filesWith(...texts: string[]): string[] {
  const needles = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  return readdirSync(workspace.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return needles.some((needle) => bytes.includes(needle));
    });
}

describe('a workspace on the disk', () => {
  it('shows no text and no key, in the database, its log or a backup', () => {
    const backup = () =>
      writeBackup(workspace.database.raw, {
        ...workspace,
        backups: join(workspace.folder, 'backups'),
        reason: 'asked',
      });
    backup();
    const files = readdirSync(workspace.folder);
    expect(files).toContain('workspace.db-wal');
    expect(filesWith(SECRET, 'launch', 'CREATE TABLE', workspace.key)).toEqual([]);
    expect(filesWith(Buffer.from(workspace.key, 'hex').toString('latin1'))).toEqual([]);
    workspace.database.close();
    expect(filesWith(SECRET, 'launch', 'CREATE TABLE', 'SQLite format 3')).toEqual([]);
  });

  it('finds the text when it is there, so the search itself works', () => {
    workspace.database.raw.exec(`ATTACH '${join(workspace.folder, 'plain.db')}' AS plain KEY ''`);
    workspace.database.raw.exec('CREATE TABLE plain.copy AS SELECT * FROM posts');
    expect(filesWith(SECRET)).toEqual([join(workspace.folder, 'plain.db')]);
  });

  it('opens with its own key only', () => {
    const other = connect({ file: workspace.file, key: randomBytes(32).toString('hex') });
    expect(() => other.prepare('SELECT 1 FROM posts').get()).toThrow(/not a database/);
    other.close();
    expect(() => connect({ file: workspace.file, key: 'a passphrase' })).toThrow(/64 hex/);
  });

  it('seals backups with the same key and keeps the newest ten', () => {
    const backups = join(workspace.folder, 'backups');
    for (let day = 0; day < 12; day++) {
      workspace.clock.advance(86_400_000);
      writeBackup(workspace.database.raw, { ...workspace, backups, reason: 'daily' });
    }
    for (const name of [
      'interrupted.db.partial',
      'interrupted.db.partial-journal',
      'under-way.db.partial',
    ]) {
      writeFileSync(join(backups, name), 'x');
      if (name.startsWith('interrupted')) utimesSync(join(backups, name), 1, 1);
    }
    writeBackup(workspace.database.raw, { ...workspace, backups, reason: 'asked' });
    const kept = listBackups(backups);
    expect(kept).toHaveLength(10);
    expect(kept[0]?.at).toBe(workspace.clock.now());
    expect(kept.at(-1)?.at).toBe(workspace.clock.now() - 8 * 86_400_000);
    expect(readdirSync(backups)).toHaveLength(11);
    expect(readdirSync(backups)).toContain('under-way.db.partial');
    const copy = connect({
      file: join(backups, kept[0]?.name ?? ''),
      key: workspace.key,
      readonly: true,
    });
    expect(copy.prepare('SELECT text FROM posts').pluck().all()).toEqual([SECRET]);
    copy.close();
  });
});
