import {
  ALIKE_WITHIN,
  checkNeighbours,
  type Neighbour,
} from '../../shared/domain/preflight/neighbours.ts';
import type { Finding } from '../../shared/domain/preflight.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

interface Asked {
  /** The post itself, and what is an occurrence of the same recurring post, are left out. */
  postId: string | null;
  targets: readonly { accountId: string; text: string }[];
  /** When it is to go out, UTC epoch ms; null where nobody has said yet. */
  at: number | null;
}

/** More posts of a client around one moment are not looked at. */
const MOST = 500;

const prepare = ({ raw }: Database) => ({
  account: raw.prepare<[string], { clientId: string; handle: string }>(
    'SELECT client_id AS clientId, handle FROM accounts WHERE id = ?',
  ),
  around: raw.prepare<[Record<string, unknown>], Neighbour>(
    `SELECT posts.id AS postId, account_id AS accountId, scheduled_at AS at,
       coalesce(post_variants.text, posts.text) AS text
     FROM posts INDEXED BY posts_card
     JOIN post_variants ON post_variants.post_id = posts.id
     WHERE posts.removed_at IS NULL AND scheduled_at BETWEEN @from AND @to AND client_id = @clientId
       AND status IN ('in_review', 'approved', 'scheduled', 'publishing', 'published', 'needs_check')
       AND posts.id IS NOT @postId
       AND (recurrence_id IS NULL
         OR recurrence_id IS NOT (SELECT recurrence_id FROM posts AS mine WHERE mine.id = @postId))
       AND account_id IN (SELECT value FROM json_each(@accountIds))
     ORDER BY abs(scheduled_at - @at) LIMIT ${MOST}`,
  ),
});

/** The posts around one, for the person who writes it; the publisher never asks. */
export function createNeighbours(options: { database: Database; clock: Clock }) {
  const { database, clock } = options;
  // Not at the start of the app, which nobody's first screen needs them for.
  let statements: ReturnType<typeof prepare> | undefined;

  /** Warnings, each with the other post. */
  return ({ postId, targets, at }: Asked): Finding[] => {
    statements ??= prepare(database);
    const { account, around } = statements;
    const known = targets.flatMap((target) => {
      const found = account.get(target.accountId);
      return found ? [{ ...target, ...found }] : [];
    });
    const [first] = known;
    if (!first) return [];
    const now = clock.now();
    const middle = at ?? now;
    const neighbours = around.all({
      postId,
      clientId: first.clientId,
      accountIds: JSON.stringify(known.map(({ accountId }) => accountId)),
      from: middle - ALIKE_WITHIN,
      to: middle + ALIKE_WITHIN,
      at: middle,
    });
    return checkNeighbours({ targets: known, at, now }, neighbours);
  };
}
