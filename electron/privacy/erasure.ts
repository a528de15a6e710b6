import type { Database } from '../database/database.ts';
import type { createMediaRemoval } from '../media/media-removal.ts';

/**
 * Rows of a client in every table, in an order in which nothing points at what is gone. What hangs on a post, an
 * account or the client itself (versions, notes, approvals, contacts, time, labels, library) goes with it.
 */
const ERASE = [
  // A file's name tells whose it was; one that brought posts of others too is still theirs.
  `DELETE FROM imports WHERE id IN
     (SELECT import_id FROM imported_posts JOIN posts ON posts.id = post_id
      GROUP BY import_id HAVING min(client_id = @clientId) = 1)`,
  // What it cost stays in the ledger, without a word of what was asked and answered.
  `UPDATE ai_requests SET answer = '', subject = '{}', problem_text = NULL,
     payload = '{"host":"","messages":[],"json":false,"maxTokens":null,"masked":0}',
     state = CASE WHEN state IN ('queued', 'running') THEN 'cancelled' ELSE state END
     WHERE client_id = @clientId`,
  `DELETE FROM publishing_costs WHERE client_id = @clientId
     OR delivery_id IN (SELECT deliveries.id FROM deliveries JOIN posts ON posts.id = post_id WHERE client_id = @clientId)`,
  'DELETE FROM deliveries WHERE post_id IN (SELECT id FROM posts WHERE client_id = @clientId)',
  'DELETE FROM posts WHERE client_id = @clientId',
  'DELETE FROM recurrences WHERE client_id = @clientId',
  'DELETE FROM queue_slots WHERE client_id = @clientId',
  'DELETE FROM accounts WHERE client_id = @clientId',
  'DELETE FROM clients WHERE id = @clientId',
];

/** Takes a client out of the database. */
export function createErasure({
  database: { raw },
  media,
}: {
  database: Database;
  media: ReturnType<typeof createMediaRemoval>;
}) {
  type Of = [{ clientId: string }];
  const counts = raw.prepare<Of, { posts: number; underWay: number; deliveries: number }>(
    `SELECT count(*) AS posts,
       count(*) FILTER (WHERE status IN ('scheduled', 'publishing', 'needs_check')) AS underWay,
       (SELECT count(*) FROM deliveries JOIN posts ON posts.id = post_id
        WHERE client_id = @clientId AND removed_at IS NULL) AS deliveries
     FROM posts WHERE client_id = @clientId AND removed_at IS NULL`,
  );
  const accountIds = raw
    .prepare<Of, string>('SELECT id FROM accounts WHERE client_id = @clientId')
    .pluck();
  const erase = ERASE.map((sql) => raw.prepare<Of>(sql));

  return {
    counts(clientId: string) {
      const counted = counts.get({ clientId });
      if (!counted) throw new Error('Nothing was counted');
      return counted;
    },
    /** Also of those that were removed before. */
    accountIds: (clientId: string): string[] => accountIds.all({ clientId }),

    /** Inside a transaction. @returns hashes of the files that nobody has any more */
    erase(clientId: string): string[] {
      const files = media.only(clientId);
      for (const statement of erase) statement.run({ clientId });
      for (const { id } of files) media.removeRow(id);
      return files.map(({ sha256 }) => sha256);
    },
  };
}
