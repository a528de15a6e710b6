import type { Database } from '../database/database.ts';

/** A reading of a long talk that goes on another time. */
export interface Broken {
  /** The page to go on from. */
  from: string;
  /** What was read so far; null where that is too much to remember, and nothing can be told to be gone. */
  seen: string[] | null;
  /** UTC epoch ms. */
  began: number;
}

/** The source of what an account is told of elsewhere. */
export const MENTIONS = 'mentions';

/** How far an account's mentions were read. */
export interface Mark {
  /** Everything up to there is known; null where nothing was ever read. */
  since: string | null;
  /** Where a reading goes on that was broken off, and the mark that it ends with. */
  from: string | null;
  newest: string | null;
  /** When it was last looked up what is gone, UTC epoch ms. */
  lookedAt: number | null;
}

/** More ids are not carried from one reading to the next. */
const CARRIED = 5000;

/** How far the comments of each post were read, and when they are read again. */
export function createCursors({ raw }: Database) {
  const put = raw.prepare(
    `INSERT INTO inbox_cursors (account_id, source, cursor, read_at, due_at)
     VALUES (@accountId, @source, @cursor, @readAt, @dueAt)
     ON CONFLICT (account_id, source) DO UPDATE
       SET cursor = excluded.cursor, read_at = excluded.read_at, due_at = excluded.due_at`,
  );
  const hurry = raw.prepare('UPDATE inbox_cursors SET due_at = 0 WHERE source = ?');
  return {
    keep(
      place: { accountId: string; source: string },
      { broken, readAt, dueAt }: { broken: Broken | null; readAt: number; dueAt: number },
    ): void {
      const seen = broken?.seen && broken.seen.length <= CARRIED ? broken.seen : null;
      const cursor = broken && JSON.stringify({ ...broken, seen });
      put.run({ ...place, cursor, readAt, dueAt });
    },
    keepMark(accountId: string, mark: Mark, times: { readAt: number; dueAt: number }): void {
      put.run({ accountId, source: MENTIONS, cursor: JSON.stringify(mark), ...times });
    },
    /** Read next, whenever it was read. */
    hurry: (source: string): void => void hurry.run(source),
  };
}

/** What is not as we write it means to begin again. */
export function brokenIn(cursor: string | null): Broken | null {
  if (cursor === null) return null;
  try {
    const { from, seen, began } = JSON.parse(cursor) as Partial<Broken>;
    if (typeof from !== 'string' || typeof began !== 'number') return null;
    return { from, began, seen: Array.isArray(seen) ? seen : null };
  } catch {
    return null;
  }
}

export function markIn(cursor: string | null): Mark {
  const none: Mark = { since: null, from: null, newest: null, lookedAt: null };
  if (cursor === null) return none;
  try {
    const { since, from, newest, lookedAt } = JSON.parse(cursor) as Partial<Mark>;
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    return {
      ...{ since: text(since), from: text(from), newest: text(newest) },
      lookedAt: typeof lookedAt === 'number' ? lookedAt : null,
    };
  } catch {
    return none;
  }
}
