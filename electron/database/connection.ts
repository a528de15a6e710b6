import BetterSqlite3 from 'better-sqlite3';

export type Connection = BetterSqlite3.Database;

export interface ConnectionOptions {
  file: string;
  /** 64 hex digits: 256 random bits, used as they are, so opening derives nothing. */
  key: string;
  readonly?: boolean;
  /** better-sqlite3's `nativeBinding`. */
  sqliteBinding?: string | undefined;
}

/** How long a statement waits for another process's write, in ms. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens a file in the SQLCipher 4 format (AES-256-CBC, HMAC-SHA512 on each page), which other tools
 * read too. Nothing is read yet: a wrong key shows at the first statement.
 */
export function connect(options: ConnectionOptions): Connection {
  const { file, key, readonly = false, sqliteBinding } = options;
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError('A database key is 64 hex digits');
  const connection = new BetterSqlite3(file, {
    readonly,
    timeout: BUSY_TIMEOUT,
    ...(sqliteBinding ? { nativeBinding: sqliteBinding } : {}),
  });
  try {
    connection.pragma("cipher = 'sqlcipher'");
    connection.pragma('legacy = 4');
    connection.pragma(`key = "x'${key}'"`);
    // Sorting must not spill rows to a temporary file: only the database itself is encrypted.
    connection.pragma('temp_store = MEMORY');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Settings of a connection that writes. */
export function configure(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('cache_size = -16000');
  connection.pragma('journal_size_limit = 16777216');
}

const sqliteCode = (error: unknown): string =>
  error instanceof BetterSqlite3.SqliteError ? error.code : '';

/** The bytes are not what was written: a wrong key looks the same as a broken first page. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT)/.test(sqliteCode(error));

/** The disk is full, told by SQLite or by the operating system. */
export const isNoSpace = (error: unknown): boolean =>
  sqliteCode(error) === 'SQLITE_FULL' ||
  (error instanceof Error && 'code' in error && error.code === 'ENOSPC');

/** What `PRAGMA integrity_check` or `quick_check` found; empty when all is well. */
export function findDamage(connection: Connection, depth: 'quick' | 'full'): string[] {
  const pragma = depth === 'quick' ? 'quick_check(5)' : 'integrity_check(5)';
  try {
    const rows = connection.prepare(`PRAGMA ${pragma}`).pluck().all() as string[];
    return rows.length === 1 && rows[0] === 'ok' ? [] : rows;
  } catch (error) {
    if (isDamage(error)) return ['A page cannot be read.'];
    throw error;
  }
}
