import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../electron/database/connection.ts';
import { openDatabase } from '../../../electron/database/database.ts';
import { createSearch } from '../../../electron/database/search.ts';
import { testClock } from '../../support/clock.ts';
import { type MemoryLog, memoryLog } from '../../support/log.ts';
import { MIGRATIONS, temporaryFolder } from '../../support/workspace.ts';

interface Journal {
  entries: { tag: string; when: number; idx: number; version: string; breakpoints: boolean }[];
}

let folder: string;
let log: MemoryLog;
const key = randomBytes(32).toString('hex');

beforeEach(() => {
  folder = temporaryFolder();
  log = memoryLog();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'workspace.db');
const backups = () => join(folder, 'backups');
const open = (migrations = MIGRATIONS, mustExist = false) =>
  openDatabase({
    file: file(),
    key,
    migrations,
    backups: backups(),
    clock: testClock(),
    log,
    mustExist,
  });

/** The production migrations up to a number, or with more of them. */
function migrationsWith(change: (journal: Journal, folder: string) => void): string {
  const copy = join(folder, 'migrations');
  rmSync(copy, { recursive: true, force: true });
  cpSync(MIGRATIONS, copy, { recursive: true });
  const path = join(copy, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as Journal;
  change(journal, copy);
  writeFileSync(path, JSON.stringify(journal));
  return copy;
}
const firstOnly = () => migrationsWith((journal) => void journal.entries.splice(1));
const withExtra = (sql: string) =>
  migrationsWith((journal, copy) => {
    const last = journal.entries.at(-1);
    if (!last) throw new Error('No migrations');
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: '9999_extra' });
    writeFileSync(join(copy, '9999_extra.sql'), sql);
  });

function opened(migrations?: string) {
  const result = open(migrations);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function addOldData(migrations: string) {
  const database = opened(migrations);
  database.raw.exec(`
    INSERT INTO clients (id, name, colour, notes, created_at, updated_at)
      VALUES ('019ab000-0000-7000-8000-0000000000c1', 'Café Größe', '#112233', '', 1, 1);
    INSERT INTO posts (id, client_id, status, text, created_at, updated_at) VALUES
      ('019ab000-0000-7000-8000-000000000001', '019ab000-0000-7000-8000-0000000000c1', 'draft', 'Winter opening hours', 1, 1),
      ('019ab000-0000-7000-8000-000000000002', '019ab000-0000-7000-8000-0000000000c1', 'draft', 'A removed thing', 1, 1);
    UPDATE posts SET removed_at = 5 WHERE id LIKE '%2';
  `);
  database.close();
}

describe('opening a workspace', () => {
  it('makes a new one without a backup', () => {
    const database = opened();
    expect(database.raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(database.raw.pragma('synchronous', { simple: true })).toBe(2);
    database.close();
    expect(existsSync(backups())).toBe(false);
  });

  it('brings an older one up to date, with a backup of it as it was', () => {
    addOldData(firstOnly());
    const database = opened();
    const search = createSearch(database.raw);
    expect(search.posts('winter', { limit: 5 })).toEqual(['019ab000-0000-7000-8000-000000000001']);
    expect(search.posts('removed', { limit: 5 })).toEqual([]);
    expect(search.clients('grosse', 5)).toEqual([]);
    expect(search.clients('große', 5)).toEqual(['019ab000-0000-7000-8000-0000000000c1']);
    expect(database.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.raw.pragma('foreign_key_check')).toEqual([]);
    database.close();

    const [backup, ...others] = readdirSync(backups());
    expect(others).toEqual([]);
    const old = connect({ file: join(backups(), backup ?? ''), key, readonly: true });
    expect(old.prepare('SELECT text FROM posts ORDER BY id').pluck().all()).toEqual([
      'Winter opening hours',
      'A removed thing',
    ]);
    expect(
      old.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'post_search'").get(),
    ).toBeUndefined();
    old.close();
  });

  it('keeps since when a delivery counts, where it was a part of the progress', () => {
    const old = opened(migrationsWith((journal) => void journal.entries.splice(3)));
    old.raw.exec(`
      INSERT INTO clients (id, name, colour, notes, created_at, updated_at)
        VALUES ('c1', 'Bakery', '#112233', '', 1, 1);
      INSERT INTO accounts (id, client_id, network, service_url, remote_id, handle, display_name, status, created_at, updated_at)
        VALUES ('a1', 'c1', 'bluesky', 'https://bsky.social', 'did:plc:x', 'ada.test', 'Ada', 'connected', 1, 1);
      INSERT INTO posts (id, client_id, status, text, created_at, updated_at)
        VALUES ('p1', 'c1', 'failed', 'One', 1, 1), ('p2', 'c1', 'failed', 'Two', 1, 1);
      INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, progress, created_at, updated_at)
        VALUES ('d1', 'p1', 'a1', 'failed', 'f', 'k', '{"preparedAt":77,"network":null}', 5, 5),
               ('d2', 'p2', 'a1', 'failed', 'f', 'k', NULL, 6, 6);`);
    old.close();
    const database = opened();
    expect(
      database.raw.prepare('SELECT id, prepared_at FROM deliveries ORDER BY id').raw().all(),
    ).toEqual([
      ['d1', 77],
      ['d2', 6],
    ]);
    database.close();
  });

  it('finds first comments that were written before they were searched', () => {
    const old = opened(migrationsWith((journal) => void journal.entries.splice(7)));
    old.raw.exec(`
      INSERT INTO clients (id, name, colour, notes, created_at, updated_at)
        VALUES ('c1', 'Bakery', '#112233', '', 1, 1);
      INSERT INTO posts (id, client_id, status, text, first_comment, removed_at, created_at, updated_at) VALUES
        ('p1', 'c1', 'draft', 'Spring menu', 'Book at granvia.example', NULL, 1, 1),
        ('p2', 'c1', 'draft', 'Summer menu', '', NULL, 1, 1),
        ('p3', 'c1', 'draft', 'Winter menu', 'Book at granvia.example', 5, 1, 1);`);
    expect(createSearch(old.raw).posts('granvia', { limit: 5 })).toEqual([]);
    old.close();
    const database = opened();
    const search = createSearch(database.raw);
    expect(search.posts('granvia', { limit: 5 })).toEqual(['p1']);
    expect(search.posts('menu', { limit: 5 }).toSorted()).toEqual(['p1', 'p2']);
    database.close();
  });

  it('opens again without another backup', () => {
    addOldData(firstOnly());
    opened().close();
    opened().close();
    expect(readdirSync(backups())).toHaveLength(1);
  });

  it.each([
    ['does not run', 'CREATE TABLE extra (id text);--> statement-breakpoint\nSELECT nonsense;'],
    ['orphans rows', 'DELETE FROM clients;--> statement-breakpoint\nCREATE TABLE extra (id text);'],
  ])('leaves everything as it was when a migration %s', (_case, sql) => {
    addOldData(MIGRATIONS);
    const failed = open(withExtra(sql));
    expect(failed).toMatchObject({ ok: false, error: { code: 'migration_failed' } });
    const database = opened();
    expect(database.raw.prepare('SELECT count(*) FROM posts').pluck().get()).toBe(2);
    expect(database.raw.prepare('SELECT count(*) FROM clients').pluck().get()).toBe(1);
    expect(
      database.raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'extra'").get(),
    ).toBeUndefined();
    database.close();
    expect(readdirSync(backups())).toHaveLength(1);
  });

  it('keeps child rows when a migration rebuilds their parent table', () => {
    addOldData(MIGRATIONS);
    const rebuilt = opened(
      withExtra(`CREATE TABLE new_clients AS SELECT * FROM clients;--> statement-breakpoint
        DROP TABLE clients;--> statement-breakpoint
        CREATE TABLE clients (id text PRIMARY KEY NOT NULL, name text NOT NULL, colour text NOT NULL, notes text DEFAULT '' NOT NULL,
          archived_at integer, created_at integer NOT NULL, updated_at integer NOT NULL,
          lateness_minutes integer DEFAULT 120 NOT NULL, voice text, marks text DEFAULT '[]' NOT NULL,
          retainer_posts integer, retainer_minutes integer, link_tags text);--> statement-breakpoint
        INSERT INTO clients SELECT * FROM new_clients;--> statement-breakpoint
        DROP TABLE new_clients;`),
    );
    expect(rebuilt.raw.prepare('SELECT count(*) FROM posts').pluck().get()).toBe(2);
    expect(rebuilt.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    rebuilt.close();
  });

  it('refuses one that a newer version wrote, and does not touch a byte of it', () => {
    addOldData(withExtra('CREATE TABLE extra (id text);'));
    const before = readFileSync(file());
    const refused = open();
    expect(refused).toMatchObject({ ok: false, error: { code: 'newer' } });
    expect(readFileSync(file()).equals(before)).toBe(true);
    expect(existsSync(backups())).toBe(false);
  });

  it('refuses one whose version number is higher, whatever its migrations say', () => {
    const database = opened();
    database.raw.pragma('user_version = 9000');
    database.close();
    expect(open()).toMatchObject({ ok: false, error: { code: 'newer' } });
  });

  it('tells a place it may not write from damage', () => {
    const database = openDatabase({
      file: join(folder, 'missing/workspace.db'),
      key,
      migrations: MIGRATIONS,
      backups: backups(),
      clock: testClock(),
      log,
    });
    expect(database).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });
});
