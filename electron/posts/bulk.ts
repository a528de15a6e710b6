import { v7 } from 'uuid';
import { isEditable } from '../../shared/domain/post-status.ts';
import { type Finding, hasErrors } from '../../shared/domain/preflight.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Content } from './content.ts';
import type { PostRow, PostRows } from './post-rows.ts';
import type { Queue } from './queue.ts';

export interface BulkPost extends Content {
  id: string;
  clientId: string;
  status: 'draft' | 'scheduled';
  /** UTC epoch ms; what a draft has is a plan. */
  scheduledAt: number | null;
  wallTime: string | null;
  zone: string | null;
}

export interface BulkOptions {
  database: Database;
  clock: Clock;
  rows: PostRows;
  queue: Pick<Queue, 'flow'>;
  check(id: string): Finding[];
  isSent(postId: string): boolean;
  isClientHere(clientId: string): boolean;
}

/**
 * Many posts at once, some at a time, so that nothing else waits long: they are written as removed ones, which nobody
 * sees, and shown when all of them are there. Each call is one transaction and tells nobody; the caller does, once.
 */
export function createBulk(options: BulkOptions) {
  const { database, clock, rows, queue, check, isSent, isClientHere } = options;
  const { raw } = database;
  const insert = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO posts (id, client_id, status, text, threading, first_comment, category, scheduled_at,
       wall_time, zone, removed_at, created_at, updated_at)
     VALUES (@id, @clientId, @status, @text, @threading, @firstComment, @category, @scheduledAt,
       @wallTime, @zone, @hiddenAt, @now, @now)`,
  );
  const insertTarget = raw.prepare<[string, string, string, string | null, number]>(
    'INSERT INTO post_variants (id, post_id, account_id, text, position) VALUES (?, ?, ?, ?, ?)',
  );
  const insertMedia = raw.prepare<[string, string, number, string]>(
    'INSERT INTO post_media (post_id, media_id, position, alt_text) VALUES (?, ?, ?, ?)',
  );
  const insertLabel = raw.prepare<[string, string]>(
    'INSERT INTO post_labels (post_id, label_id) VALUES (?, ?)',
  );
  const show = raw.prepare<[now: number, id: string, hiddenAt: number]>(
    'UPDATE posts SET removed_at = NULL, updated_at = ? WHERE id = ? AND removed_at = ? AND version = 1',
  );
  const erase = raw.prepare<[id: string, hiddenAt: number]>(
    'DELETE FROM posts WHERE id = ? AND removed_at = ? AND version = 1',
  );
  const hide = raw.prepare<[at: number, now: number, id: string]>(
    `UPDATE posts SET removed_at = ?, queued = 0, version = version + 1, updated_at = ?
     WHERE id = ? AND removed_at IS NULL`,
  );
  const bringBack = raw.prepare<[now: number, id: string]>(
    'UPDATE posts SET removed_at = NULL, version = version + 1, updated_at = ? WHERE id = ?',
  );
  const bringBackAsDraft = raw.prepare<[now: number, id: string]>(
    `UPDATE posts SET removed_at = NULL, status = 'draft', scheduled_at = NULL, wall_time = NULL,
       zone = NULL, version = version + 1, updated_at = ? WHERE id = ?`,
  );

  const transaction = <Value>(work: () => Value): Value => raw.transaction(work).immediate();

  const canGoAsScheduled = (row: PostRow): boolean =>
    row.scheduledAt !== null &&
    row.scheduledAt > clock.now() &&
    isClientHere(row.clientId) &&
    !hasErrors(check(row.id));

  return {
    /** @param also what else belongs to the same transaction */
    write(posts: readonly BulkPost[], hiddenAt: number, also: () => void): void {
      const now = clock.now();
      transaction(() => {
        for (const { targets, media, labelIds, ...post } of posts) {
          insert.run({ ...post, hiddenAt, now });
          targets.forEach(({ accountId, text }, position) => {
            insertTarget.run(v7(), post.id, accountId, text, position);
          });
          media.forEach(({ mediaId, altText }, position) => {
            insertMedia.run(post.id, mediaId, position, altText);
          });
          for (const labelId of labelIds) insertLabel.run(post.id, labelId);
        }
        also();
      });
    },

    /** Of those that were written as hidden then; what was shown already stays as it is. */
    show(ids: readonly string[], hiddenAt: number): void {
      const now = clock.now();
      transaction(() => {
        for (const id of ids) show.run(now, id, hiddenAt);
      });
    },

    erase(ids: readonly string[], hiddenAt: number): void {
      transaction(() => {
        for (const id of ids) erase.run(id, hiddenAt);
      });
    },

    /**
     * Removes posts, all with the same time, so that they can be told from others that were removed.
     * @returns the ids of those that a network has, or may have: they stay
     */
    hide(ids: readonly string[], at: number): { removed: number; kept: string[] } {
      return transaction(() => {
        const kept: string[] = [];
        let removed = 0;
        for (const id of ids) {
          const row = rows.row(id);
          if (!row || row.removedAt !== null) continue;
          if (!isEditable(row.status) || isSent(id)) kept.push(id);
          else removed += hide.run(at, clock.now(), id).changes;
        }
        return { removed, kept };
      });
    },

    /** Undoes `hide`: as they were, but what is due or not ready any more becomes a draft. */
    bringBack(ids: readonly string[], removedAt: number): number {
      return transaction(() => {
        let restored = 0;
        for (const id of ids) {
          const row = rows.row(id);
          if (row?.removedAt !== removedAt) continue;
          const asItWas = row.status !== 'scheduled' || canGoAsScheduled(row);
          (asItWas ? bringBack : bringBackAsDraft).run(clock.now(), id);
          restored++;
        }
        return restored;
      });
    },

    /** Times of these clients were taken or given up: their queued posts may have to move. */
    flow(clientIds: Iterable<string>): void {
      transaction(() => {
        for (const clientId of clientIds) queue.flow(clientId);
      });
    },
  };
}
