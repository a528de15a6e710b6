import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { InboxKind, InboxState, ReplyState } from '../../../shared/domain/inbox.ts';
import { accounts } from './accounts.ts';
import { instant, primaryId } from './columns.ts';
import { deliveries } from './deliveries.ts';

/** What people said to an account, as its network tells it. Kept when it is deleted there, and said to be. */
export const inboxItems = sqliteTable(
  'inbox_items',
  {
    id: primaryId(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** The post of ours that it stands under; null for a mention elsewhere. */
    deliveryId: text('delivery_id').references(() => deliveries.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<InboxKind>().notNull(),
    remoteId: text('remote_id').notNull(),
    /** What it answers; the post's own id for the first of a talk. */
    parentId: text('parent_id'),
    author: text('author').notNull(),
    handle: text('handle').notNull().default(''),
    text: text('text').notNull(),
    link: text('link'),
    /** Written by this account, here or elsewhere. */
    ours: integer('ours', { mode: 'boolean' }).notNull().default(false),
    likes: integer('likes'),
    /** When the network says that it was written, and when it was first read here. */
    writtenAt: instant('written_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    hidden: integer('hidden', { mode: 'boolean' }).notNull().default(false),
    /** When this account liked it, as far as is known here. */
    likedAt: instant('liked_at'),
    /** It is no longer there. */
    goneAt: instant('gone_at'),
    state: text('state').$type<InboxState>().notNull(),
    readAt: instant('read_at'),
    /** Open again from then on. */
    snoozedUntil: instant('snoozed_until'),
    /** Whose it is, in the person's own words; empty for nobody's. */
    assignee: text('assignee').notNull().default(''),
    /** When it was first answered from this account. */
    answeredAt: instant('answered_at'),
    /** −100 to 100; null where its language is not known. */
    sentiment: integer('sentiment'),
  },
  (table) => [
    uniqueIndex('inbox_items_remote').on(table.accountId, table.remoteId),
    index('inbox_items_delivery').on(table.deliveryId, table.writtenAt),
    // A page of the inbox, newest first.
    index('inbox_items_state')
      .on(table.state, table.writtenAt, table.id, table.accountId, table.readAt)
      .where(sql`${table.ours} = 0`),
    index('inbox_items_account').on(table.accountId, table.writtenAt),
    index('inbox_items_snoozed').on(table.snoozedUntil).where(sql`${table.state} = 'snoozed'`),
  ],
);

/** How far each source has been read: the comments of a post, the mentions of an account. */
export const inboxCursors = sqliteTable(
  'inbox_cursors',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** A delivery's id, or `mentions`. */
    source: text('source').notNull(),
    cursor: text('cursor'),
    readAt: instant('read_at').notNull(),
    /** When it is asked for again. */
    dueAt: instant('due_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.source] }),
    index('inbox_cursors_due').on(table.dueAt),
  ],
);

/** An answer on its way: written down before it is sent, so that it is never sent twice. */
export const replies = sqliteTable(
  'replies',
  {
    id: primaryId(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** The post of ours that it stands under; null where it answers a mention elsewhere. */
    deliveryId: text('delivery_id').references(() => deliveries.id, { onDelete: 'cascade' }),
    parentId: text('parent_id').notNull(),
    text: text('text').notNull(),
    recordKey: text('record_key').notNull(),
    state: text('state').$type<ReplyState>().notNull(),
    remoteId: text('remote_id'),
    /** When the network's last answer was lost; null where nothing is in doubt. */
    lostAt: instant('lost_at'),
    /** What to do next, where it is not there. */
    problem: text('problem'),
    /** An AI wrote it first. */
    byAi: integer('by_ai', { mode: 'boolean' }).notNull().default(false),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    index('replies_delivery').on(table.deliveryId, table.createdAt),
    index('replies_unfinished')
      .on(table.createdAt)
      .where(sql`${table.state} in ('prepared', 'sending', 'lost')`),
  ],
);
