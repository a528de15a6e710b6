import type { PostStatus } from '../../shared/domain/post-status.ts';
import { fail, ok } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

export interface ChangedPost {
  id: string;
  clientId: string;
  status: PostStatus;
}

/**
 * Takes an account out of the database. Drafts lose it as a target in the same transaction, since
 * nothing may point at an account that is gone. What it published keeps its row, marked as removed.
 */
export function createRemoval({ database, clock }: { database: Database; clock: Clock }) {
  const underWay = database.raw
    .prepare<unknown[], number>(
      `SELECT count(*) FROM post_variants JOIN posts ON posts.id = post_id
       WHERE account_id = ? AND removed_at IS NULL AND status IN ('scheduled', 'publishing', 'needs_check')`,
    )
    .pluck();
  const unsent = database.raw.prepare<unknown[], ChangedPost>(
    `SELECT posts.id, client_id AS clientId, status FROM post_variants JOIN posts ON posts.id = post_id
     WHERE account_id = ? AND status NOT IN ('published', 'publishing', 'needs_check')
       AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.post_id = posts.id
                       AND deliveries.account_id = post_variants.account_id
                       AND deliveries.state <> 'cancelled')`,
  );
  const dropTarget = database.raw.prepare(
    'DELETE FROM post_variants WHERE account_id = ? AND post_id = ?',
  );
  const touch = database.raw.prepare(
    'UPDATE posts SET version = version + 1, updated_at = ? WHERE id = ?',
  );
  const hasHistory = database.raw
    .prepare<unknown[], number>(
      `SELECT EXISTS (SELECT 1 FROM post_variants WHERE account_id = ?)
           OR EXISTS (SELECT 1 FROM deliveries WHERE account_id = ?)`,
    )
    .pluck();
  const forget = database.raw.prepare('DELETE FROM accounts WHERE id = ?');
  const mark = database.raw.prepare(
    `UPDATE accounts SET removed_at = ?, updated_at = ?, status = 'disabled', status_message = NULL
     WHERE id = ?`,
  );

  function refusal(accountId: string, handle: string) {
    const count = underWay.get(accountId) ?? 0;
    if (count === 0) return null;
    const posts = count === 1 ? 'A post' : `${count} posts`;
    return fail(
      'posts_scheduled',
      `${posts} to @${handle} ${count === 1 ? 'is' : 'are'} scheduled or not finished. Unschedule or settle ${count === 1 ? 'it' : 'them'} first.`,
      { count },
    );
  }

  return {
    refusal,

    /** The drafts that lost a target. */
    remove: (accountId: string, handle: string) =>
      database.raw
        .transaction(() => {
          const refused = refusal(accountId, handle);
          if (refused) return refused;
          const now = clock.now();
          const changed = unsent.all(accountId);
          for (const post of changed) {
            dropTarget.run(accountId, post.id);
            touch.run(now, post.id);
          }
          if (hasHistory.get(accountId, accountId)) mark.run(now, now, accountId);
          else forget.run(accountId);
          return ok(changed);
        })
        .immediate(),
  };
}
