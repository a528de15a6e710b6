import type { Database } from '../database/database.ts';

/** Whether a network has a post, or a part of it: then it stays as it is. */
export function createSent({ raw }: Database) {
  // Nothing of a post may change once a network has it, even if another network refused it.
  const isSent = raw
    .prepare<[string], number>(
      `SELECT 1 FROM deliveries WHERE post_id = ?
       AND (state IN ('sending', 'accepted', 'ambiguous', 'handed_over', 'needs_check', 'published')
         OR json_extract(progress, '$.partlyOut') = 1)`,
    )
    .pluck();
  return (postId: string): boolean => isSent.get(postId) === 1;
}
