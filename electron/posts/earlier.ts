import { EARLIER_POSTS, type EarlierPost } from '../../shared/domain/quality/reason.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

/** What was said longer ago may be said again, ms. */
const YEAR = 365 * 86_400_000;
/** By the index of clients, whatever the workspace holds: what went out last is nearly always what was changed last. */
const LOOKED_AT = 4 * EARLIER_POSTS;

/** The last posts of a client that went out, the newest first: what a new one should not repeat. */
export function createEarlierPosts({ database, clock }: { database: Database; clock: Clock }) {
  const prepare = () =>
    database.raw.prepare<[Record<string, unknown>], EarlierPost>(
      `SELECT id AS postId, scheduled_at AS at, text
       FROM (
         SELECT id, scheduled_at, text FROM posts INDEXED BY posts_client_status
         WHERE removed_at IS NULL AND client_id = @clientId AND status = 'published'
         ORDER BY updated_at DESC LIMIT ${LOOKED_AT}
       )
       WHERE scheduled_at BETWEEN @from AND @now AND id IS NOT @postId
       ORDER BY scheduled_at DESC LIMIT ${EARLIER_POSTS}`,
    );
  // A person who writes asks it: not at each start.
  let prepared: ReturnType<typeof prepare> | null = null;

  return (clientId: string, postId: string | null): EarlierPost[] => {
    prepared ??= prepare();
    const now = clock.now();
    return prepared.all({ clientId, postId, now, from: now - YEAR });
  };
}
