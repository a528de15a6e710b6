import BetterSqlite3 from 'better-sqlite3';

/** A lock between processes. The operating system frees it when its holder ends, even on kill -9. */
export interface ProcessLock {
  /** Takes the lock without waiting; true when it is ours (also when it was already). */
  take(): boolean;
  held(): boolean;
  release(): void;
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock goes with it. */
const holders = new Set<BetterSqlite3.Database>();

/** The lock is an empty SQLite file held by `BEGIN EXCLUSIVE`: the one locking that is the same on all systems. */
export function createProcessLock(file: string, sqliteBinding?: string): ProcessLock {
  let connection: BetterSqlite3.Database | null = null;

  const take = () => {
    if (connection) return true;
    const candidate = new BetterSqlite3(file, {
      timeout: 0,
      ...(sqliteBinding ? { nativeBinding: sqliteBinding } : {}),
    });
    try {
      candidate.exec('BEGIN EXCLUSIVE');
      connection = candidate;
      holders.add(candidate);
      return true;
    } catch (error) {
      candidate.close();
      if (error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
        return false;
      }
      throw error;
    }
  };

  return {
    take,
    held: () => connection !== null,
    release() {
      if (!connection) return;
      connection.close();
      holders.delete(connection);
      connection = null;
    },
  };
}

/**
 * Runs `work` while this process alone holds the lock, waiting up to `patience` ms for it.
 * Answers null where somebody else kept it.
 */
export async function holding<Value>(
  lock: ProcessLock,
  patience: number,
  work: () => Promise<Value> | Value,
): Promise<Value | null> {
  const until = Date.now() + patience;
  while (!lock.take()) {
    if (Date.now() >= until) return null;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
