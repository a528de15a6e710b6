import type BetterSqlite3 from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type * as schema from './schema/index.ts';

/** An open, migrated, encrypted workspace database. */
export interface Database {
  orm: BetterSQLite3Database<typeof schema>;
  /** For what drizzle has no words for: FTS5, PRAGMA, prepared statements on hot paths. */
  raw: BetterSqlite3.Database;
  close(): void;
}
