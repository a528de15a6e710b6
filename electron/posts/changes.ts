import { eq } from 'drizzle-orm';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { posts } from '../database/schema/index.ts';
import { noPost, type PostRow, type PostRows } from './post-rows.ts';

export type PostPatch = Partial<
  Pick<PostRow, 'text' | 'status' | 'scheduledAt' | 'wallTime' | 'zone' | 'removedAt'>
>;

/** No time: what a draft has. */
export const UNTIMED = { scheduledAt: null, wallTime: null, zone: null } as const;

export type PostChanges = ReturnType<typeof createPostChanges>;

/** Every write to a post goes through here: one transaction, the next version, one event after the commit. */
export function createPostChanges({
  database,
  bus,
  clock,
  rows,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  rows: PostRows;
}) {
  const { raw, orm } = database;

  function tell(post: Pick<PostRow, 'id' | 'clientId' | 'status' | 'version'>): void {
    const { id: postId, clientId, status } = post;
    if (!raw.inTransaction) {
      bus.emit('post.changed', { postId, clientId, status });
      return;
    }
    // The caller's transaction goes on: it ends before any microtask, kept or rolled back.
    queueMicrotask(() => {
      const now = raw.open ? rows.row(postId) : null;
      if (now && now.version >= post.version)
        bus.emit('post.changed', { postId, clientId, status: now.status });
    });
  }

  return {
    tell,

    /** Runs `work` in a transaction, or as a part of the caller's. */
    transaction: <Value>(work: () => Value): Value => raw.transaction(work).immediate(),

    /**
     * Decides on the row and writes what was decided.
     * @param decide may write targets and media; null changes nothing
     * @param of `here` refuses removed posts; `removed` takes them as well
     */
    change<Code extends string>(
      id: string,
      decide: (row: PostRow) => Result<PostPatch | null, Code>,
      of: 'here' | 'removed' = 'here',
    ): Result<PostRow, Code | 'not_found'> {
      let changed: PostRow | null = null;
      const result = raw
        .transaction((): Result<PostRow, Code | 'not_found'> => {
          const row = rows.row(id);
          if (!row || (of === 'here' && row.removedAt !== null)) return noPost();
          const decided = decide(row);
          if (!decided.ok) return decided;
          if (decided.value === null) return ok(row);
          const next = { ...decided.value, version: row.version + 1, updatedAt: clock.now() };
          orm.update(posts).set(next).where(eq(posts.id, id)).run();
          changed = { ...row, ...next };
          return ok(changed);
        })
        .immediate();
      if (changed) tell(changed);
      return result;
    },
  };
}
