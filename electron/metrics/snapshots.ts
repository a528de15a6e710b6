import { v7 } from 'uuid';
import type { Metric } from '../../shared/domain/network.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';

export type Snapshots = ReturnType<typeof createSnapshots>;

/** What a network said of one delivery. A metric that it did not give is absent or null, never 0. */
export interface Reading {
  deliveryId: string;
  values: Readonly<Partial<Record<Metric, number | null>>>;
}

/** How soon after the last one an account's size is worth another row, ms: signing in tells it twice. */
const APART = 3_600_000;

/** The series of numbers over time: rows are added, never changed. */
export function createSnapshots({ database, bus }: { database: Database; bus: Bus }) {
  const { raw } = database;
  const insertPost = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO metric_snapshots
       (id, delivery_id, taken_at, likes, comments, shares, views, clicks, saves)
     VALUES (@id, @deliveryId, @takenAt, @likes, @comments, @shares, @views, @clicks, @saves)`,
  );
  const about = raw.prepare<[string], { from: number | null; clientId: string | null }>(
    `SELECT min(scheduled_at) AS "from", max(client_id) AS clientId
     FROM deliveries JOIN posts ON posts.id = post_id
     WHERE deliveries.id IN (SELECT value FROM json_each(?))`,
  );
  const insertAccount = raw.prepare<[Record<string, unknown>]>(
    `INSERT INTO account_snapshots (id, account_id, taken_at, followers, following, post_count)
     SELECT @id, id, checked_at, followers, following, post_count FROM accounts
     WHERE id = @accountId AND checked_at IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM account_snapshots WHERE account_id = accounts.id
         AND taken_at > accounts.checked_at - ${APART} AND taken_at <= accounts.checked_at)`,
  );

  return {
    /** Numbers of posts of one account, read at `takenAt` (UTC epoch ms). Tells of it after the commit. */
    keep(accountId: string, readings: readonly Reading[], takenAt: number): void {
      if (readings.length === 0) return;
      raw
        .transaction(() => {
          for (const { deliveryId, values } of readings)
            insertPost.run({
              ...{ id: v7({ msecs: takenAt }), deliveryId, takenAt },
              ...{ likes: values.likes ?? null, comments: values.comments ?? null },
              ...{ shares: values.shares ?? null, views: values.views ?? null },
              ...{ clicks: values.clicks ?? null, saves: values.saves ?? null },
            });
        })
        .immediate();
      const { from = null, clientId = null } =
        about.get(JSON.stringify(readings.map(({ deliveryId }) => deliveryId))) ?? {};
      if (clientId !== null) bus.emit('metrics.changed', { accountId, clientId, from: from ?? 0 });
    },

    /** How large an account was when it was last asked, where that is not kept yet. */
    keepAccount(accountId: string, clientId: string): void {
      const { changes } = insertAccount.run({ id: v7(), accountId });
      if (changes > 0) bus.emit('metrics.changed', { accountId, clientId, from: null });
    },
  };
}
