import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { flushFolder } from '../vault/atomic-file.ts';
import { flush, listBackups, stamp, verify } from './backups.ts';

export interface RestoreOptions {
  file: string;
  backups: string;
  key: string;
  clock: Clock;
  log: Log;
  sqliteBinding?: string | undefined;
}

/** SQLite's companions of a database file; they belong to it and move with it. */
const COMPANIONS = ['', '-wal', '-shm'];

/**
 * Puts a backup in the place of the database, which must be closed. What was there stays beside it as
 * `workspace.damaged-<time>.db`. The backup is checked first, so a bad one changes nothing.
 */
export function restoreBackup(
  name: string,
  options: RestoreOptions,
): Result<{ keptAs: string }, 'not_found' | 'backup_unusable'> {
  const { file, backups, clock, log } = options;
  if (!listBackups(backups).some((backup) => backup.name === name)) {
    return fail('not_found', 'That backup is not there any more. Choose another one.');
  }
  const prepared = `${file}.restoring`;
  const keptAs = join(dirname(file), `workspace.damaged-${stamp(clock.now())}.db`);
  try {
    copyFileSync(join(backups, name), prepared);
    flush(prepared);
    verify({ ...options, file: prepared });
    removeCompanions(prepared);
    for (const companion of COMPANIONS) {
      if (existsSync(file + companion)) renameSync(file + companion, keptAs + companion);
    }
    renameSync(prepared, file);
    flushFolder(dirname(file));
    log.info('Restored a backup', { backup: name, keptAs });
    return ok({ keptAs });
  } catch (error) {
    log.error('A backup could not be restored', { backup: name, error });
    rmSync(prepared, { force: true });
    removeCompanions(prepared);
    putBack(keptAs, file);
    return fail('backup_unusable', 'That backup cannot be used. Choose another one.');
  }
}

/** Undoes a restore that stopped halfway: no moment may be left without the file the person had. */
function putBack(keptAs: string, file: string): void {
  for (const companion of COMPANIONS) {
    if (existsSync(keptAs + companion) && !existsSync(file + companion)) {
      renameSync(keptAs + companion, file + companion);
    }
  }
}

function removeCompanions(file: string): void {
  for (const companion of ['-wal', '-shm']) rmSync(file + companion, { force: true });
}
