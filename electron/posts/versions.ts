import { v7 } from 'uuid';
import { z } from 'zod';
import { content as contentShape } from '../../shared/ipc/posts.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PostVersion, PostVersionContent } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { noPost, type PostRow, type PostRows } from './post-rows.ts';

/** Saves of one writing session within this are one entry of the history, ms from its first. */
const TOGETHER = 2 * 60_000;
/** Entries that a post keeps; those from before a post was scheduled or submitted are not counted. */
const MOST = 200;
/** Posts whose newest entry may still grow. */
const WATCHED = 500;

interface Newest {
  id: string;
  version: number;
}

/** The entry that a session is writing. */
interface Open {
  rowId: string;
  by: string;
  since: number;
}

export interface VersionsOptions {
  database: Database;
  clock: Clock;
  rows: Pick<PostRows, 'row' | 'targets' | 'media'>;
}

/** What a post said, save by save. Written with each change of its content, in the same transaction. */
export function createVersions({ database: { raw }, clock, rows }: VersionsOptions) {
  const statements = () => ({
    newest: raw.prepare<[string], Newest>(
      'SELECT id, version FROM post_versions WHERE post_id = ? ORDER BY version DESC LIMIT 1',
    ),
    insert: raw.prepare<[Record<string, unknown>]>(
      `INSERT INTO post_versions (id, post_id, version, content, saved_at)
       VALUES (@id, @postId, @version, @content, @savedAt)`,
    ),
    grow: raw.prepare<[Record<string, unknown>]>(
      `UPDATE post_versions SET version = @version, content = @content, saved_at = @savedAt
       WHERE id = @id`,
    ),
    keep: raw.prepare<[string]>(
      `UPDATE post_versions SET content = json_set(content, '$.kept', json('true')) WHERE id = ?`,
    ),
    // As `kept`, a mark that the content's shape does not know.
    approve: raw.prepare<[{ id: string; at: number | null }]>(
      `UPDATE post_versions
       SET content = json_set(content, '$.kept', json('true'), '$.approvedAt', @at) WHERE id = @id`,
    ),
    upTo: raw.prepare<[string, number], { content: string; scheduledAt: number | null }>(
      `SELECT content, content ->> '$.approvedAt' AS scheduledAt FROM post_versions
       WHERE post_id = ? AND version <= ? ORDER BY version DESC LIMIT 1`,
    ),
    prune: raw.prepare<[{ postId: string; most: number }]>(
      `DELETE FROM post_versions WHERE post_id = @postId
       AND json_extract(content, '$.kept') IS NULL AND id NOT IN (
         SELECT id FROM post_versions WHERE post_id = @postId
           AND json_extract(content, '$.kept') IS NULL
         ORDER BY version DESC LIMIT @most)`,
    ),
    all: raw.prepare<[string], { version: number; content: string; savedAt: number }>(
      `SELECT version, content, saved_at AS savedAt FROM post_versions
       WHERE post_id = ? ORDER BY version DESC`,
    ),
    one: raw
      .prepare<[string, number], string>(
        'SELECT content FROM post_versions WHERE post_id = ? AND version = ?',
      )
      .pluck(),
  });
  // Nobody asks for them before the first save.
  let prepared: ReturnType<typeof statements> | null = null;
  const db = () => {
    prepared ??= statements();
    return prepared;
  };

  const open = new Map<string, Open>();

  /** As in `posts.create`. */
  const contentOf = (row: PostRow): string => {
    const { text, threading, firstComment, category, labelIds } = row;
    return JSON.stringify({
      text,
      threading,
      firstComment,
      category,
      labelIds,
      targets: rows.targets(row.id).map((target) => ({
        accountId: target.accountId,
        text: target.text,
      })),
      media: rows.media(row.id).map(({ media, ...item }) => ({ mediaId: media.id, ...item })),
    });
  };

  function insert(row: PostRow, savedAt: number): string {
    const id = v7();
    const { id: postId, version } = row;
    db().insert.run({ id, postId, version, content: contentOf(row), savedAt });
    return id;
  }

  return {
    /**
     * Before a change of content, within its transaction: what the post says now is in the history, also of a post that
     * has none yet, and it stays where something was decided about it since.
     */
    before(row: PostRow): void {
      const newest = db().newest.get(row.id);
      if (!newest) {
        const first = insert(row, row.updatedAt);
        if (row.status !== 'draft') db().keep.run(first);
        // Between that save and now it was scheduled, submitted, planned: this is what was decided on.
      } else if (newest.version !== row.version) db().keep.run(newest.id);
    },

    /**
     * After a change of content, within its transaction.
     * @param by the writing session; saves of one within two minutes are one entry
     */
    saved(postId: string, by: string | undefined): void {
      const row = rows.row(postId);
      if (!row) return;
      const now = clock.now();
      const newest = db().newest.get(postId);
      const going = open.get(postId);
      open.delete(postId);
      const goesOn =
        going !== undefined &&
        going.by === by &&
        going.rowId === newest?.id &&
        newest.version === row.version - 1 &&
        now - going.since < TOGETHER;
      if (goesOn) {
        const { id } = newest;
        db().grow.run({ id, version: row.version, content: contentOf(row), savedAt: now });
        open.set(postId, going);
        return;
      }
      const rowId = insert(row, now);
      if (by !== undefined) open.set(postId, { rowId, by, since: now });
      for (const oldest of open.keys()) {
        if (open.size <= WATCHED) break;
        open.delete(oldest);
      }
      if (newest) db().prune.run({ postId, most: MOST });
    },

    /** What is brought back, and what was there before it, stay entries of their own. */
    closeEntry: (postId: string): void => void open.delete(postId),

    /**
     * The newest entry is what was approved, and what comes is another one.
     * @param scheduledAt the time that it was approved for, UTC epoch ms
     */
    markApproved(postId: string, scheduledAt: number | null): void {
      const newest = db().newest.get(postId);
      if (newest) db().approve.run({ id: newest.id, at: scheduledAt });
      open.delete(postId);
    },

    /** What was approved at that version of the post, and for when. */
    approved(postId: string, version: number) {
      const found = db().upTo.get(postId, version);
      if (!found) return null;
      const { content, scheduledAt } = found;
      return { content: SHAPE().parse(JSON.parse(content)), scheduledAt };
    },

    /** The newest first. */
    list(postId: string): Result<PostVersion[], 'not_found'> {
      const row = rows.row(postId);
      if (!row || row.removedAt !== null) return noPost();
      const found = db().all.all(postId);
      return ok(
        found.map(({ version, content, savedAt }, index) => {
          const { text, media, targets } = JSON.parse(content) as PostVersionContent;
          const excerpt = [...text].slice(0, 140).join('');
          const counts = { mediaCount: media.length, targetCount: targets.length };
          return { version, savedAt, excerpt, ...counts, isCurrent: index === 0 };
        }),
      );
    },

    get(postId: string, version: number): Result<PostVersionContent, 'not_found'> {
      const found = db().one.get(postId, version);
      if (found === undefined)
        return fail('not_found', 'This version is not in the history any more.');
      return ok(SHAPE().parse(JSON.parse(found)));
    },
  };
}

export type Versions = ReturnType<typeof createVersions>;

/** What was written before there were further fields says nothing of them. */
let shape: z.ZodType<PostVersionContent> | null = null;
const SHAPE = () => {
  shape ??= z.object(contentShape);
  return shape;
};
