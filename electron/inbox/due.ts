import { setImmediate as breathe } from 'node:timers/promises';
import { LISTENED_FOR } from '../../shared/domain/inbox.ts';
import type { Database } from '../database/database.ts';
import type { PublishedDelivery } from '../engagement/calls.ts';

/** A post that came out, and how far its comments were read. */
export interface DueTalk extends Omit<PublishedDelivery, 'network'> {
  /** UTC epoch ms. */
  publishedAt: number;
  cursor: string | null;
  /** When it is to be read again; null where it never was. */
  dueAt: number | null;
}

/** Posts that are looked at in one go: nothing else waits for longer than that takes. */
const PAGE = 300;
/** Nothing is due later than so long after it was read, ms: a clock that went back is noticed by it. */
const LONGEST = 2 * 86_400_000;

interface Row extends Omit<DueTalk, 'deliveryId'> {
  postAt: number;
  postId: string;
  deliveryId: string | null;
}

/** Finds whose comments are to be read, page by page, so that a large workspace never stands still for it. */
export function createDueTalks({ raw }: Database) {
  const page = raw.prepare<[Record<string, unknown>], Row>(
    `SELECT page.scheduled_at AS postAt, page.id AS postId, deliveries.id AS deliveryId,
       deliveries.account_id AS accountId, remote_id AS remoteId,
       coalesce(published_at, page.scheduled_at) AS publishedAt,
       inbox_cursors.cursor AS cursor, inbox_cursors.due_at AS dueAt
     FROM (
       SELECT id, scheduled_at FROM posts INDEXED BY posts_card
       WHERE removed_at IS NULL AND scheduled_at <= @now AND (scheduled_at, id) < (@at, @id)
         AND scheduled_at > @since
       ORDER BY scheduled_at DESC, id DESC LIMIT ${PAGE}) AS page
     LEFT JOIN deliveries ON deliveries.post_id = page.id
       AND deliveries.state = 'published' AND deliveries.remote_id IS NOT NULL
     LEFT JOIN inbox_cursors ON inbox_cursors.account_id = deliveries.account_id
       AND inbox_cursors.source = deliveries.id
     ORDER BY page.scheduled_at DESC, page.id DESC`,
  );

  /**
   * By account, the newest posts first.
   * @param all also those that are not due yet @param until ends the search early
   */
  return async (
    accountIds: ReadonlySet<string>,
    { now, all, until }: { now: number; all: boolean; until: () => boolean },
  ): Promise<Map<string, DueTalk[]>> => {
    const due = new Map<string, DueTalk[]>();
    let from = { at: now + 1, id: '' };
    while (!until()) {
      const rows = page.all({ now, since: now - LISTENED_FOR, ...from });
      for (const { postAt: _, postId: _post, deliveryId, ...rest } of rows) {
        if (deliveryId === null || !accountIds.has(rest.accountId)) continue;
        const { dueAt } = rest;
        if (!all && dueAt !== null && dueAt > now && dueAt - now <= LONGEST) continue;
        const own = due.get(rest.accountId) ?? [];
        own.push({ deliveryId, ...rest });
        due.set(rest.accountId, own);
      }
      const last = rows.at(-1);
      if (!last) break;
      from = { at: last.postAt, id: last.postId };
      await breathe();
    }
    return due;
  };
}
