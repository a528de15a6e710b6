import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { NetworkOperation, RetryClass } from '../../../shared/domain/network.ts';
import type { DeliveryState, NextStep } from '../../../shared/domain/post-status.ts';
import { accounts } from './accounts.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';
import { posts } from './posts.ts';

/** The delivery ledger: one row for a post and an account, written before the network is touched. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: primaryId(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'restrict' }),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'restrict' }),
    state: text('state').$type<DeliveryState>().notNull(),
    /** SHA-256 of exactly what is sent: text, media hashes, alt texts. */
    fingerprint: text('fingerprint').notNull(),
    /** Our own key for the record (Bluesky: the TID rkey, Mastodon: the idempotency key), chosen once and never changed. */
    recordKey: text('record_key').notNull(),
    remoteId: text('remote_id'),
    remoteUrl: text('remote_url'),
    /** What the network gave us on the way (uploaded blobs), so that the next try goes on from there. */
    progress: text('progress', { mode: 'json' }).$type<Record<string, unknown>>(),
    /** UTC epoch ms; also the time that the record carries, so that each try sends the same record. */
    preparedAt: instant('prepared_at').notNull().default(0),
    /** The network holds it and publishes it itself: its id there, and it is watched, never sent. */
    handedOverId: text('handed_over_id'),
    attemptCount: integer('attempt_count').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    publishedAt: instant('published_at'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('deliveries_target').on(table.postId, table.accountId),
    index('deliveries_open')
      .on(table.state, table.nextAttemptAt)
      .where(
        sql`${table.state} in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous', 'handed_over')`,
      ),
    index('deliveries_account').on(table.accountId, table.state),
  ],
);

/** What publishing cost, booked to the client when the network has taken the post. */
export const publishingCosts = sqliteTable(
  'publishing_costs',
  {
    id: primaryId(),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id, { onDelete: 'restrict' }),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'restrict' }),
    /** Millionths of a US dollar, for all parts of it. */
    microUsd: integer('micro_usd').notNull(),
    bookedAt: instant('booked_at').notNull(),
  },
  (table) => [
    uniqueIndex('publishing_costs_delivery').on(table.deliveryId),
    index('publishing_costs_client').on(table.clientId, table.bookedAt),
  ],
);

export const deliveryAttempts = sqliteTable(
  'delivery_attempts',
  {
    id: primaryId(),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id, { onDelete: 'cascade' }),
    startedAt: instant('started_at').notNull(),
    /** Which of the network's operations it was, and what its class said then of doing it again. */
    operation: text('operation').$type<NetworkOperation>().notNull().default('publish'),
    retryClass: text('retry_class').$type<RetryClass>().notNull().default('reconcile_only'),
    finishedAt: instant('finished_at'),
    state: text('state').$type<DeliveryState>().notNull(),
    responseClass: text('response_class'),
    httpStatus: integer('http_status'),
    message: text('message'),
    /** What follows from the answer; null while there is none. */
    nextStep: text('next_step').$type<NextStep>(),
  },
  (table) => [index('delivery_attempts_delivery').on(table.deliveryId, table.startedAt)],
);
