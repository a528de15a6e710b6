import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';

/** No token is ever here: sessions live in the keychain under the account's id. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'restrict' }),
    network: text('network').$type<NetworkId>().notNull(),
    serviceUrl: text('service_url').notNull(),
    remoteId: text('remote_id').notNull(),
    handle: text('handle').notNull(),
    displayName: text('display_name').notNull(),
    status: text('status').$type<'connected' | 'reconnect_needed' | 'disabled'>().notNull(),
    statusMessage: text('status_message'),
    followers: integer('followers'),
    following: integer('following'),
    postCount: integer('post_count'),
    checkedAt: instant('checked_at'),
    /** Posts are handed to the network ahead of their time, where it publishes scheduled ones itself. */
    handOver: integer('hand_over', { mode: 'boolean' }).notNull().default(false),
    /** Forgotten by the person, kept for the history of what it published. */
    removedAt: instant('removed_at'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('accounts_remote')
      .on(table.network, table.serviceUrl, table.remoteId)
      .where(sql`${table.removedAt} is null`),
    index('accounts_client').on(table.clientId),
  ],
);
