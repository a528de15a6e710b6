import { setImmediate as breathe } from 'node:timers/promises';
import { COLLECTED_FOR, isCollectionDue } from '../../shared/domain/collection.ts';
import type { Database } from '../database/database.ts';

/** A post that came out on an account, whose numbers are due. */
export interface DueReading {
  deliveryId: string;
  remoteId: string;
  /** UTC epoch ms of the last numbers; null where there are none. */
  lastAt: number | null;
}

/** Posts that are looked at in one go: nothing else waits for longer than that takes. */
const PAGE = 300;

interface Row {
  postAt: number;
  postId: string;
  deliveryId: string | null;
  accountId: string;
  remoteId: string;
  publishedAt: number | null;
  lastAt: number | null;
}

/** Finds what is to be read, page by page, so that a large workspace never stands still for it. */
export function createDueReadings({ raw }: Database) {
  const page = raw.prepare<[Record<string, unknown>], Row>(
    `SELECT page.scheduled_at AS postAt, page.id AS postId, deliveries.id AS deliveryId,
       account_id AS accountId, remote_id AS remoteId, published_at AS publishedAt,
       (SELECT max(taken_at) FROM metric_snapshots WHERE delivery_id = deliveries.id) AS lastAt
     FROM (
       SELECT id, scheduled_at FROM posts INDEXED BY posts_card
       WHERE removed_at IS NULL AND scheduled_at <= @now AND (scheduled_at, id) > (@at, @id)
       ORDER BY scheduled_at, id LIMIT ${PAGE}) AS page
     LEFT JOIN deliveries ON deliveries.post_id = page.id
       AND deliveries.state = 'published' AND deliveries.remote_id IS NOT NULL
     ORDER BY page.scheduled_at, page.id`,
  );

  /** By account, those that wait longest first. @param until ends the search early */
  return async (
    accountIds: ReadonlySet<string>,
    now: number,
    until: () => boolean,
  ): Promise<Map<string, DueReading[]>> => {
    const due = new Map<string, DueReading[]>();
    let from = { at: now - COLLECTED_FOR, id: '' };
    while (!until()) {
      const rows = page.all({ now, ...from });
      for (const { deliveryId, accountId, remoteId, publishedAt, postAt, lastAt } of rows) {
        if (deliveryId === null || !accountIds.has(accountId)) continue;
        if (!isCollectionDue(publishedAt ?? postAt, lastAt, now)) continue;
        const own = due.get(accountId) ?? [];
        own.push({ deliveryId, remoteId, lastAt });
        due.set(accountId, own);
      }
      const last = rows.at(-1);
      if (!last) break;
      from = { at: last.postAt, id: last.postId };
      await breathe();
    }
    for (const own of due.values())
      own.sort((one, other) => (one.lastAt ?? 0) - (other.lastAt ?? 0));
    return due;
  };
}
