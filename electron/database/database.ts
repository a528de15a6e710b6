import { existsSync, statSync } from 'node:fs';
import type BetterSqlite3 from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { writeBackup } from './backups.ts';
import { type Connection, configure, connect, findDamage, isDamage } from './connection.ts';
import { applyMigrations, planMigrations } from './migrate.ts';
import * as schema from './schema/index.ts';

/** An open, migrated, encrypted workspace database. */
export interface Database {
  orm: BetterSQLite3Database<typeof schema>;
  /** For what drizzle has no words for: FTS5, PRAGMA, prepared statements on hot paths. */
  raw: BetterSqlite3.Database;
  close(): void;
}

export interface OpenOptions {
  file: string;
  /** 64 hex digits. */
  key: string;
  /** Folder of the migrations. */
  migrations: string;
  /** Folder for the backup that is written before a migration. */
  backups: string;
  clock: Clock;
  log: Log;
  sqliteBinding?: string | undefined;
  /** The file held a workspace before, so an empty one is damage and not a beginning. */
  mustExist?: boolean;
}

export type OpenFailure = 'newer' | 'damaged' | 'migration_failed' | 'unreadable';

/** Up to this size the whole file is checked when it is opened (about 3 ms a megabyte). */
const CHECKED_AT_ONCE = 2 * 1024 * 1024;

/**
 * Opens the workspace and brings it to this version's schema. A file from a newer version is only
 * read. `migration_failed` leaves the file as it was, with a backup beside it.
 */
export function openDatabase(options: OpenOptions): Result<Database, OpenFailure> {
  const { file, log } = options;
  let connection: Connection | null = null;
  try {
    const look = inspect(options);
    if (!look.ok) return look;
    connection = connect(options);
    configure(connection);
    const failed = look.value.isCurrent ? null : migrate(connection, options);
    if (failed) {
      connection.close();
      return failed;
    }
    return ok(asDatabase(connection));
  } catch (error) {
    connection?.close();
    log.error('The workspace could not be opened', { file, error });
    return isDamage(error) ? damaged() : unreadable();
  }
}

/** A look without writing: whose file is it, and is it whole? */
function inspect(options: OpenOptions): Result<{ isCurrent: boolean }, OpenFailure> {
  const bytes = existsSync(options.file) ? statSync(options.file).size : 0;
  if (bytes === 0) return options.mustExist ? damaged() : ok({ isCurrent: false });
  const connection = connect({ ...options, readonly: true });
  try {
    const plan = planMigrations(connection, options.migrations);
    if (plan.newer) return newer();
    if (plan.fresh && options.mustExist) return damaged();
    if (bytes <= CHECKED_AT_ONCE) {
      const [damage] = findDamage(connection, 'quick');
      if (damage) {
        options.log.error('The workspace failed its check', { file: options.file, damage });
        return damaged();
      }
    }
    return ok({ isCurrent: plan.pending.length === 0 });
  } finally {
    connection.close();
  }
}

function migrate(connection: Connection, options: OpenOptions): Result<never, OpenFailure> | null {
  const plan = planMigrations(connection, options.migrations);
  if (plan.pending.length === 0) return null;
  try {
    if (!plan.fresh) {
      const { name } = writeBackup(connection, { ...options, reason: 'before-update' });
      options.log.info('Backed up before an update', { backup: name });
    }
    applyMigrations(connection, options.migrations);
    options.log.info('Updated the workspace', { migrations: plan.pending.length });
    return null;
  } catch (error) {
    options.log.error('The workspace could not be updated', { error });
    return fail(
      'migration_failed',
      'The workspace could not be updated to this version and is as it was before. Free some disk space, then try again.',
    );
  }
}

function asDatabase(connection: Connection): Database {
  return {
    orm: drizzle(connection, { schema }),
    raw: connection,
    close() {
      if (!connection.open) return;
      // Keeps the query planner's statistics fresh; it looks only at tables that grew.
      connection.pragma('optimize');
      connection.close();
    },
  };
}

const newer = () =>
  fail(
    'newer',
    'This workspace was written by a newer ClientNest. Update ClientNest to open it; nothing was changed.',
  );
const damaged = () =>
  fail(
    'damaged',
    'The workspace cannot be read. Restore the last backup; the damaged file is kept beside it.',
  );
const unreadable = () =>
  fail(
    'unreadable',
    'The workspace file cannot be opened. Check that the disk is there and that you may read and write its folder, then try again.',
  );
