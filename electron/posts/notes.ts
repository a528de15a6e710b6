import { v7 } from 'uuid';
import { plainText } from '../../shared/domain/plain-text.ts';
import type { PostNoteKind } from '../../shared/domain/post-note.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PostNote } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { noPost, type PostRows } from './post-rows.ts';

export interface NewNote {
  kind: PostNoteKind;
  /** Empty for the owner of this workspace. */
  author?: string;
  text?: string;
  /** When it was said, UTC epoch ms; now unless given. */
  at?: number;
}

const COLUMNS = 'id, post_id AS postId, kind, author, text, version, at';

/** Who said what of a post, and when. It stays with the post, whatever becomes of it. */
export function createPostNotes({
  database: { raw },
  bus,
  clock,
  rows,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  rows: PostRows;
}) {
  // Nobody looks at notes at start.
  let made: ReturnType<typeof prepare> | null = null;
  const statements = () => {
    made ??= prepare();
    return made;
  };
  function prepare() {
    return {
      ofPost: raw.prepare<[string], PostNote>(
        `SELECT ${COLUMNS} FROM post_notes WHERE post_id = ? ORDER BY at, id`,
      ),
      insert: raw.prepare<[PostNote]>(
        `INSERT INTO post_notes (id, post_id, kind, author, text, version, at)
         VALUES (@id, @postId, @kind, @author, @text, @version, @at)`,
      ),
      giveReason: raw.prepare<[{ postId: string; since: number; text: string }]>(
        `UPDATE post_notes SET text = @text WHERE id = (SELECT id FROM post_notes
           WHERE post_id = @postId AND kind = 'held' AND at >= @since ORDER BY id DESC LIMIT 1)`,
      ),
      erase: raw.prepare<[string]>('DELETE FROM post_notes WHERE id = ?'),
    };
  }

  const tell = (postId: string) => {
    const emit = () => raw.open && bus.emit('postNote.changed', { postId });
    if (raw.inTransaction) queueMicrotask(emit);
    else emit();
  };

  /** As a part of the caller's transaction. */
  function write(postId: string, { kind, author = '', text = '', at = clock.now() }: NewNote) {
    const version = rows.row(postId)?.version ?? 1;
    const note: PostNote = {
      ...{ id: v7(), postId, kind, version, at },
      author: plainText(author, { most: 120, oneLine: true }),
      text: plainText(text, { most: 5000 }),
    };
    statements().insert.run(note);
    tell(postId);
    return note;
  }

  return {
    write,

    /**
     * Why a post is on hold, said with the note of who held it; what was held without a note gets one.
     * @param since when it was held, UTC epoch ms
     */
    giveReason(postId: string, since: number, reason: string): void {
      const text = plainText(reason, { most: 500, oneLine: true });
      if (statements().giveReason.run({ postId, since, text }).changes > 0) tell(postId);
      else if (text !== '') write(postId, { kind: 'held', text });
    },

    /** Takes what was just written back. */
    erase(ids: readonly string[], postId: string): void {
      for (const id of ids) statements().erase.run(id);
      tell(postId);
    },

    /** Oldest first. */
    list(postId: string): Result<PostNote[], 'not_found'> {
      return rows.row(postId) ? ok(statements().ofPost.all(postId)) : noPost();
    },

    /** A remark of somebody. */
    add(input: {
      postId: string;
      text: string;
      author: string;
    }): Result<PostNote, 'not_found' | 'empty'> {
      const row = rows.row(input.postId);
      if (!row || row.removedAt !== null) return noPost();
      if (plainText(input.text, { most: 5000 }) === '')
        return fail('empty', 'There is nothing in this note. Write something first.');
      return ok(write(input.postId, { kind: 'commented', ...input }));
    },
  };
}
export type PostNotes = ReturnType<typeof createPostNotes>;
