import { likeness } from '../../shared/domain/similarity.ts';
import type { Database } from '../database/database.ts';

/** So many tell how a client sounds; more only cost. */
const MOST = 5;
/** Of each status, so many of the newest are looked at. */
const LOOKED_AT = 40;
/** A shorter post has no voice; a longer one costs too much. Characters. */
const LENGTH = { least: 40, most: 600 };

interface Candidate {
  text: string;
  updatedAt: number;
  /** Somebody at the client said yes. */
  approved: number;
}

/**
 * Posts that a client approved, the newest first, each saying something else: examples of how it sounds. Those that a
 * model wrote are left out, so that it doesn’t learn from itself.
 */
export function createVoiceExamples({ raw }: Database) {
  const prepare = () =>
    raw.prepare<[Record<string, unknown>], Candidate>(
      `SELECT text, updated_at AS updatedAt,
         EXISTS (SELECT 1 FROM post_notes WHERE post_id = posts.id AND kind = 'approved') AS approved
       FROM posts INDEXED BY posts_client_status
       WHERE removed_at IS NULL AND client_id = @clientId AND status = @status AND by_ai = 0
         AND length(text) BETWEEN ${LENGTH.least} AND ${LENGTH.most}
       ORDER BY updated_at DESC LIMIT ${LOOKED_AT}`,
    );
  let prepared: ReturnType<typeof prepare> | null = null;

  return (clientId: string): string[] => {
    prepared ??= prepare();
    const found = ['approved', 'scheduled', 'published'].flatMap((status) =>
      (prepared?.all({ clientId, status }) ?? []).filter(
        // What is only scheduled nobody but the freelancer has read.
        ({ approved }) => status !== 'scheduled' || approved === 1,
      ),
    );
    const examples: string[] = [];
    for (const { text } of found.sort(
      (a, b) => b.approved - a.approved || b.updatedAt - a.updatedAt,
    )) {
      if (examples.length === MOST) break;
      const compare = likeness(text);
      if (examples.every((other) => compare(other) === null)) examples.push(text);
    }
    return examples;
  };
}
