import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createRowStatements } from '../database/row-statements.ts';
import { posts } from '../database/schema/index.ts';
import { noPost, type PostRow, type PostRows } from './post-rows.ts';
import type { Queue } from './queue.ts';
import type { Telling } from './telling.ts';

export type PostPatch = Partial<
  Pick<
    PostRow,
    | 'text'
    | 'threading'
    | 'firstComment'
    | 'category'
    | 'byAi'
    | 'heldAt'
    | 'status'
    | 'scheduledAt'
    | 'wallTime'
    | 'zone'
    | 'queued'
    | 'removedAt'
  >
> & {
  /** The targets were written: other slots may have room for it. */
  retargeted?: true;
  /** Once the row is written, in the same transaction. */
  after?: () => void;
};

/** No time: what a draft has. */
export const UNTIMED = { scheduledAt: null, wallTime: null, zone: null, queued: false } as const;

export type PostChanges = ReturnType<typeof createPostChanges>;

/** Every write to a post goes through here: one transaction, the next version, one event after the commit. */
export function createPostChanges({
  database,
  clock,
  rows,
  telling,
  queue,
}: {
  database: Database;
  clock: Clock;
  rows: PostRows;
  telling: Telling;
  queue: Pick<Queue, 'flow'>;
}) {
  const { raw } = database;
  const written = createRowStatements(database, posts);
  /** Clients whose queues flow once all changes of a transaction are made; null outside of one. */
  let flowing: Set<string> | null = null;

  /** Whether a time ahead was taken or given up, so that queued posts of the client may have to move. */
  const affectsQueue = (before: PostRow, patch: PostPatch): boolean => {
    if (patch.retargeted) return before.queued;
    const isTimed = 'scheduledAt' in patch || 'removedAt' in patch || 'status' in patch;
    if (!isTimed && !(before.queued && 'heldAt' in patch)) return false;
    const now = clock.now();
    return [before.scheduledAt, patch.scheduledAt].some((at) => at != null && at > now);
  };

  function flow(clientId: string): void {
    if (flowing) flowing.add(clientId);
    else queue.flow(clientId);
  }

  return {
    tell: telling.post,

    /** Runs `work` in a transaction, or as a part of the caller's. */
    transaction: <Value>(work: () => Value): Value => raw.transaction(work).immediate(),

    /** The same for changes of many posts: each queue flows once, when all are made. */
    together: <Value>(work: () => Value): Value =>
      raw
        .transaction(() => {
          const clients = new Set<string>();
          flowing = clients;
          let done: Value;
          try {
            done = work();
          } finally {
            flowing = null;
          }
          for (const clientId of clients) queue.flow(clientId);
          return done;
        })
        .immediate(),

    /**
     * Decides on the row and writes what was decided; the client's queue flows in the same transaction.
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
          const { retargeted: _retargeted, after, ...patch } = decided.value;
          // Only what is scheduled is held: whatever else it becomes, it is let go.
          const isLetGo = row.heldAt !== null && (patch.status ?? row.status) !== 'scheduled';
          const next = {
            ...patch,
            ...(isLetGo && { heldAt: null }),
            version: row.version + 1,
            updatedAt: clock.now(),
          };
          written.update(id, next);
          changed = { ...row, ...next };
          after?.();
          if (affectsQueue(row, decided.value)) flow(row.clientId);
          return ok(changed);
        })
        .immediate();
      if (changed) telling.post(changed);
      return result;
    },
  };
}
