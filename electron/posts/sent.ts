import { messageFor } from '../../shared/domain/message.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { withServerLimits } from '../../shared/domain/server-limits.ts';
import type { Database } from '../database/database.ts';
import type { PostRows } from './post-rows.ts';

/** Whether a network has a post, or a part of it: then it stays as it is. */
export function createSent({ raw }: Database, rows: PostRows) {
  // Nothing of a post may change once a network has it, even if another network refused it.
  const isWithNetwork = raw
    .prepare<[string], number>(
      `SELECT 1 FROM deliveries WHERE post_id = ?
       AND state IN ('sending', 'accepted', 'ambiguous', 'handed_over', 'needs_check', 'published')`,
    )
    .pluck();
  const begun = raw
    .prepare<[string], string>(
      `SELECT account_id FROM deliveries WHERE post_id = ? AND state IN ('failed', 'cancelled')
       AND json_extract(progress, '$.network') IS NOT NULL`,
    )
    .pluck();

  /** What is made of several parts and was begun may be out with the first of them. */
  function mayBeHalfOut(postId: string): boolean {
    const accountIds = begun.all(postId);
    const written = accountIds.length > 0 ? rows.row(postId) : null;
    if (!written) return false;
    return rows
      .targets(postId)
      .filter(({ accountId }) => accountIds.includes(accountId))
      .some(({ network, serverLimits, text }) => {
        const capabilities = withServerLimits(NETWORKS[network], serverLimits);
        const message = messageFor(capabilities, { ...written, text: text ?? written.text });
        return message.thread.length > 0 || message.firstComment !== null;
      });
  }

  return (postId: string): boolean => isWithNetwork.get(postId) === 1 || mayBeHalfOut(postId);
}
