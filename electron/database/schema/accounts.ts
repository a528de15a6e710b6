import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { NetworkId, ServerLimits } from '../../../shared/domain/network.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';

/** Applications that sign people in: their own, or ours at a server that registers anybody. Secrets are in the keychain. */
export const applications = sqliteTable(
  'applications',
  {
    id: primaryId(),
    network: text('network').$type<NetworkId>().notNull(),
    serviceUrl: text('service_url').notNull(),
    clientId: text('client_id').notNull(),
    /** Where the browser comes back to, as it was registered; null where any port will do. */
    redirectUri: text('redirect_uri'),
    ...timestamps(),
  },
  (table) => [uniqueIndex('applications_service').on(table.network, table.serviceUrl)],
);

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
    /** The application that it was signed in with; null for an app password or a pasted token. */
    applicationId: text('application_id').references(() => applications.id, {
      onDelete: 'set null',
    }),
    /** When somebody has to sign in again; null where that is not known or never. */
    sessionEndsAt: instant('session_ends_at'),
    /** What the person allowed; null where the network does not say. */
    scopes: text('scopes', { mode: 'json' }).$type<readonly string[]>(),
    /** What its server allows where that differs from the network's usual, as it said at `checkedAt`. */
    serverLimits: text('server_limits', { mode: 'json' }).$type<ServerLimits>(),
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
