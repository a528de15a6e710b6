import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { accounts } from './accounts.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';

export const media = sqliteTable(
  'media',
  {
    id: primaryId(),
    sha256: text('sha256').notNull(),
    fileName: text('file_name').notNull(),
    mimeType: text('mime_type').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('media_sha256').on(table.sha256)],
);

export const posts = sqliteTable(
  'posts',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'restrict' }),
    status: text('status').$type<PostStatus>().notNull(),
    text: text('text').notNull(),
    /** When it is due, UTC; resolved from wall_time and zone when it was scheduled. */
    scheduledAt: instant('scheduled_at'),
    wallTime: text('wall_time'),
    zone: text('zone'),
    version: integer('version').notNull().default(1),
    removedAt: instant('removed_at'),
    ...timestamps(),
  },
  (table) => [
    index('posts_calendar').on(table.scheduledAt).where(sql`${table.removedAt} is null`),
    index('posts_client_calendar')
      .on(table.clientId, table.scheduledAt)
      .where(sql`${table.removedAt} is null`),
    index('posts_status')
      .on(table.status, table.scheduledAt)
      .where(sql`${table.removedAt} is null`),
    index('posts_updated').on(table.updatedAt, table.id).where(sql`${table.removedAt} is null`),
  ],
);

/** One row for each target account; `text` is its own version, null follows the master text. */
export const postVariants = sqliteTable(
  'post_variants',
  {
    id: primaryId(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'restrict' }),
    text: text('text'),
    position: integer('position').notNull(),
  },
  (table) => [
    uniqueIndex('post_variants_target').on(table.postId, table.accountId),
    index('post_variants_account').on(table.accountId),
  ],
);

export const postMedia = sqliteTable(
  'post_media',
  {
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    mediaId: text('media_id')
      .notNull()
      .references(() => media.id, { onDelete: 'restrict' }),
    position: integer('position').notNull(),
    altText: text('alt_text').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.position] }),
    index('post_media_media').on(table.mediaId),
  ],
);
