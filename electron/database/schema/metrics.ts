import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { accounts } from './accounts.ts';
import { instant, primaryId } from './columns.ts';
import { deliveries } from './deliveries.ts';

/** What a network said of a post at a time: a series, never overwritten. Null is “not provided”, never 0. */
export const metricSnapshots = sqliteTable(
  'metric_snapshots',
  {
    id: primaryId(),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id, { onDelete: 'cascade' }),
    takenAt: instant('taken_at').notNull(),
    likes: integer('likes'),
    comments: integer('comments'),
    shares: integer('shares'),
    views: integer('views'),
    clicks: integer('clicks'),
    saves: integer('saves'),
  },
  (table) => [
    index('metric_snapshots_delivery').on(table.deliveryId, table.takenAt),
    index('metric_snapshots_taken').on(table.takenAt),
  ],
);

/** How large an account was at a time. */
export const accountSnapshots = sqliteTable(
  'account_snapshots',
  {
    id: primaryId(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    takenAt: instant('taken_at').notNull(),
    followers: integer('followers'),
    following: integer('following'),
    postCount: integer('post_count'),
  },
  (table) => [index('account_snapshots_account').on(table.accountId, table.takenAt)],
);
