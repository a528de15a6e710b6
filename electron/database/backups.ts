import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Backup } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import { flushFolder } from '../vault/atomic-file.ts';
import { type Connection, connect, findDamage } from './connection.ts';

/** So many of the newest backups are kept. */
const BACKUPS_KEPT = 10;

/** An unfinished backup that nobody wrote to for so long, in ms, was interrupted. */
const ABANDONED = 3_600_000;

export interface BackupOptions {
  /** The folder. */
  backups: string;
  /** The database's key: a backup is sealed with the same. */
  key: string;
  clock: Clock;
  reason: 'before-update' | 'daily' | 'asked';
  sqliteBinding?: string | undefined;
}

/**
 * Writes a checked copy of an open database, encrypted with the same key. It gets its name only
 * after its own integrity check, so what is listed can be restored.
 * @throws Error when the disk is full (`isNoSpace`) or the copy is not whole; nothing is left then.
 */
export function writeBackup(connection: Connection, options: BackupOptions): Backup {
  mkdirSync(options.backups, { recursive: true, mode: 0o700 });
  const at = options.clock.now();
  const name = `workspace-${stamp(at)}-${options.reason}.db`;
  const file = join(options.backups, name);
  const partial = `${file}.partial`;
  try {
    rmSync(partial, { force: true });
    connection.prepare('VACUUM INTO ?').run(partial);
    verify({ ...options, file: partial });
    flush(partial);
    renameSync(partial, file);
    flushFolder(options.backups);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  tidy(options.backups);
  return { name, at, bytes: statSync(file).size };
}

/** Keeps the newest backups, and removes what an interrupted one left behind. */
function tidy(folder: string): void {
  for (const old of listBackups(folder).slice(BACKUPS_KEPT)) rmSync(join(folder, old.name));
  for (const name of readdirIfThere(folder).filter((entry) => entry.includes('.db.partial'))) {
    const left = statSync(join(folder, name), { throwIfNoEntry: false });
    if (left && Date.now() - left.mtimeMs > ABANDONED) rmSync(join(folder, name), { force: true });
  }
}

/** Backups in a folder, newest first; empty where there is none. */
export function listBackups(folder: string): Backup[] {
  const names = readdirIfThere(folder).filter((name) => FILE_NAME.test(name));
  return names
    .map((name) => ({ name, at: timeOf(name), bytes: statSync(join(folder, name)).size }))
    .sort((a, b) => b.at - a.at || b.name.localeCompare(a.name));
}

/** @throws Error when the file does not open with this key or is not whole. */
export function verify(options: {
  file: string;
  key: string;
  sqliteBinding?: string | undefined;
}): void {
  const connection = connect({ ...options, readonly: true });
  try {
    const [damage] = findDamage(connection, 'full');
    if (damage) throw new Error(`The copy is not whole: ${damage}`);
  } finally {
    connection.close();
  }
}

/** Makes sure that a file's bytes are on the disk. */
export function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const FILE_NAME = /^workspace-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[\w-]+\.db$/;

/** `20261122T093000123Z`: sorts by time and is a file name everywhere. */
export const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:.]/g, '');

function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second, ms] = (FILE_NAME.exec(name) ?? []).map(Number);
  if (year === undefined || month === undefined) return 0;
  return Date.UTC(year, month - 1, day, hour, minute, second, ms);
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
