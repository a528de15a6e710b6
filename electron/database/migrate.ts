import { readMigrationFiles } from 'drizzle-orm/migrator';
import { type Connection, findDamage } from './connection.ts';

type Migration = ReturnType<typeof readMigrationFiles>[number];

export interface MigrationPlan {
  /** Not yet applied, oldest first. */
  pending: Migration[];
  known: number;
  /** The file has migrations that this ClientNest does not know: a newer one wrote it. */
  newer: boolean;
  /** Nothing was ever applied. */
  fresh: boolean;
}

/** Compares the file's migrations with those in `folder`. Reads only. */
export function planMigrations(connection: Connection, folder: string): MigrationPlan {
  const migrations = readMigrationFiles({ migrationsFolder: folder });
  const applied = new Set(appliedMigrations(connection));
  const known = new Set(migrations.map((migration) => migration.folderMillis));
  const version = connection.pragma('user_version', { simple: true }) as number;
  return {
    pending: migrations.filter((migration) => !applied.has(migration.folderMillis)),
    known: migrations.length,
    newer: version > migrations.length || [...applied].some((when) => !known.has(when)),
    fresh: applied.size === 0 && version === 0,
  };
}

/**
 * Applies what is pending in `folder` in one transaction and checks the result before it is committed, so a
 * failure leaves the file as it was. Foreign keys are off OUTSIDE the transaction: with them on,
 * a table rebuild deletes child rows without a word (drizzle-orm issue 5782).
 * @throws Error with the reason; the file is unchanged then.
 */
export function applyMigrations(connection: Connection, folder: string): void {
  connection.pragma('foreign_keys = OFF');
  try {
    connection
      .transaction(() => {
        // Read again under the write lock: another process may have been faster.
        const plan = planMigrations(connection, folder);
        if (plan.pending.length === 0) return;
        connection.exec(`CREATE TABLE IF NOT EXISTS __drizzle_migrations
          (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, created_at NUMERIC)`);
        const record = connection.prepare(
          'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)',
        );
        for (const migration of plan.pending) {
          for (const statement of migration.sql) connection.exec(statement);
          record.run(migration.hash, migration.folderMillis);
        }
        connection.pragma(`user_version = ${plan.known}`);
        check(connection);
      })
      .immediate();
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

function check(connection: Connection): void {
  const orphans = connection.pragma('foreign_key_check') as { table: string; parent: string }[];
  const orphan = orphans[0];
  if (orphan) throw new Error(`Rows of ${orphan.table} lost their ${orphan.parent}`);
  const [damage] = findDamage(connection, 'full');
  if (damage) throw new Error(`The integrity check failed: ${damage}`);
}

function appliedMigrations(connection: Connection): number[] {
  const table = connection
    .prepare("SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'")
    .get();
  if (!table) return [];
  return connection
    .prepare('SELECT created_at FROM __drizzle_migrations')
    .pluck()
    .all() as number[];
}
