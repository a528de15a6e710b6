import type { PostNoteKind } from '../../shared/domain/post-note.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Database } from '../database/database.ts';

/** The last thing that was said about whether a post may go out. */
export interface ApprovalWord {
  id: string;
  kind: PostNoteKind;
  author: string;
  /** The post's version that it was said of. */
  version: number;
  /** UTC epoch ms. */
  at: number;
}

/** Of these a person asks who approved them. */
const ASKED: ReadonlySet<PostStatus> = new Set(['in_review', 'approved', 'scheduled']);
const DECIDES = `kind IN ('submitted', 'withdrawn', 'approved', 'change_requested', 'edited')`;
const COLUMNS = 'id, kind, author, version, at';

/** In the order that things became known here: an answer may have been given days before. Made when first asked for. */
export function createApprovalWord({ raw }: Pick<Database, 'raw'>) {
  const prepare = () => ({
    last: raw.prepare<[string], ApprovalWord>(
      `SELECT ${COLUMNS} FROM post_notes WHERE post_id = ?
       AND ${DECIDES}
       ORDER BY id DESC LIMIT 1`,
    ),
    approvedBefore: raw.prepare<[string, string], ApprovalWord>(
      `SELECT ${COLUMNS} FROM post_notes WHERE post_id = ? AND kind = 'approved' AND id < ?
       ORDER BY id DESC LIMIT 1`,
    ),
    reopened: raw
      .prepare<[{ clientId: string | null }], string>(
        `SELECT id FROM posts INDEXED BY posts_status_updated
         WHERE removed_at IS NULL AND status = 'in_review'
           AND (@clientId IS NULL OR client_id = @clientId)
           AND (SELECT kind FROM post_notes WHERE post_id = posts.id AND ${DECIDES}
             ORDER BY id DESC LIMIT 1) = 'edited'
         LIMIT 500`,
      )
      .pluck(),
    versionThen: raw
      .prepare<[string, number], number>(
        `SELECT version FROM post_versions WHERE post_id = ? AND version <= ?
         ORDER BY version DESC LIMIT 1`,
      )
      .pluck(),
  });
  let prepared: ReturnType<typeof prepare> | null = null;
  const db = () => {
    prepared ??= prepare();
    return prepared;
  };
  const last = (postId: string): ApprovalWord | null => db().last.get(postId) ?? null;

  return {
    last,

    /** Ids of what is in review because it was changed after it was approved; null for all clients. */
    reopened: (clientId: string | null): string[] => db().reopened.all({ clientId }),

    /** Who approved the post, and whether it is still what they approved. Undefined where nobody did. */
    of({ id, status }: Pick<Post, 'id' | 'status'>): Post['approval'] {
      if (!ASKED.has(status)) return undefined;
      const word = last(id);
      if (word?.kind === 'approved')
        return { author: word.author, at: word.at, editedAt: null, version: null };
      if (word?.kind !== 'edited') return undefined;
      const approved = db().approvedBefore.get(id, word.id);
      return {
        author: approved?.author ?? '',
        at: approved?.at ?? word.at,
        editedAt: word.at,
        version: db().versionThen.get(id, word.version) ?? null,
      };
    },
  };
}
