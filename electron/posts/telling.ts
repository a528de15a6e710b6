import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import type { PostRow, PostRows } from './post-rows.ts';

export type Telling = ReturnType<typeof createTelling>;

/** Events about posts, after the commit of whatever transaction is under way. */
export function createTelling({
  database: { raw },
  bus,
  rows,
}: {
  database: Database;
  bus: Bus;
  rows: PostRows;
}) {
  /** The caller's transaction goes on: it ends before any microtask, kept or rolled back. */
  const afterCommit = (tell: () => void) => {
    if (raw.inTransaction) queueMicrotask(() => raw.open && tell());
    else tell();
  };

  return {
    /** A post has this version now. Nothing is told where that was rolled back. */
    post({ id: postId, clientId, version }: Pick<PostRow, 'id' | 'clientId' | 'version'>): void {
      afterCommit(() => {
        const now = rows.row(postId);
        if (now && now.version >= version)
          bus.emit('post.changed', { postId, clientId, status: now.status });
      });
    },

    /** The slots of a client, or the times of its queued posts. */
    queue(clientId: string): void {
      afterCommit(() => bus.emit('queue.changed', { clientId }));
    },
  };
}
