import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import type { Crop } from '../../../shared/domain/crop.ts';
import type { PostNoteKind } from '../../../shared/domain/post-note.ts';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { Threading } from '../../../shared/domain/threading.ts';
import { accounts } from './accounts.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';
import { recurrences } from './schedule.ts';

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
    /** Of a video, in ms; null for an image. */
    duration: integer('duration'),
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
    /** Whether a text that is too long for a network goes on in a thread there, and with `1/3` at its parts. */
    threading: text('threading').$type<Threading>().notNull().default('off'),
    /** Our own comment under the post, where the network has that; empty for none. */
    firstComment: text('first_comment').notNull().default(''),
    /** Takes the next free slot of its client, and moves up when one frees up. */
    queued: integer('queued', { mode: 'boolean' }).notNull().default(false),
    /** What kind of post it is, in the client's words (“Behind the scenes”); empty for none. */
    category: text('category').notNull().default(''),
    /** Scheduled, and kept back until somebody lets it go: nothing held is ever sent. UTC epoch ms. */
    heldAt: instant('held_at'),
    /** An AI wrote it first; the person may say otherwise. */
    byAi: integer('by_ai', { mode: 'boolean' }).notNull().default(false),
    recurrenceId: text('recurrence_id').references(() => recurrences.id, { onDelete: 'restrict' }),
    /** The day of the recurrence that this post stands for, `YYYY-MM-DD`, wherever it was moved since. */
    occurrenceOn: text('occurrence_on'),
    version: integer('version').notNull().default(1),
    removedAt: instant('removed_at'),
    ...timestamps(),
    /** What a card shows of the text, the targets and the media; triggers keep the last three right. */
    excerpt: text('excerpt').generatedAlwaysAs(sql`substr("text", 1, 140)`, { mode: 'virtual' }),
    /** Distinct networks of the targets, comma-separated. */
    networks: text('networks').notNull().default(''),
    mediaCount: integer('media_count').notNull().default(0),
    thumbnailId: text('thumbnail_id'),
    /** Its labels' ids, comma-separated; triggers keep them right. */
    labelIds: text('label_ids').notNull().default(''),
  },
  (table) => [
    // Covers a card whole: a month of 4,000 posts is one range of this index, no row is looked up.
    index('posts_card')
      .on(
        table.scheduledAt,
        table.id,
        table.clientId,
        table.status,
        table.excerpt,
        table.wallTime,
        table.zone,
        table.networks,
        table.mediaCount,
        table.thumbnailId,
        table.updatedAt,
        table.labelIds,
        table.heldAt,
      )
      .where(sql`${table.removedAt} is null`),
    index('posts_status')
      .on(table.status, table.scheduledAt)
      .where(sql`${table.removedAt} is null`),
    index('posts_status_updated')
      .on(table.status, table.updatedAt, table.id)
      .where(sql`${table.removedAt} is null`),
    index('posts_client_status')
      .on(table.clientId, table.status, table.updatedAt, table.id)
      .where(sql`${table.removedAt} is null`),
    index('posts_updated').on(table.updatedAt, table.id).where(sql`${table.removedAt} is null`),
    index('posts_queued')
      .on(table.clientId, table.scheduledAt)
      .where(sql`${table.queued} = 1 and ${table.removedAt} is null`),
    // Also of removed ones: an occurrence that was deleted does not come back.
    uniqueIndex('posts_occurrence').on(table.recurrenceId, table.occurrenceOn),
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
    /** The part of the image that is sent, as shares of its width and height; null for all of it. */
    crop: text('crop', { mode: 'json' }).$type<Crop>(),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.position] }),
    index('post_media_media').on(table.mediaId),
  ],
);

/** What a post said when somebody saved it: history to look at, to compare and to bring back. */
export const postVersions = sqliteTable(
  'post_versions',
  {
    id: primaryId(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    /** The post's version with this content. */
    version: integer('version').notNull(),
    /** As in posts.create, without ids of rows. */
    content: text('content', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (table) => [uniqueIndex('post_versions_version').on(table.postId, table.version)],
);

/** Who said what of a post, and when: submitted, approved, asked for a change, held, remarked. */
export const postNotes = sqliteTable(
  'post_notes',
  {
    id: primaryId(),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<PostNoteKind>().notNull(),
    /** A name, as the person gave it; empty for the owner of this workspace. */
    author: text('author').notNull().default(''),
    text: text('text').notNull().default(''),
    /** The post's version that it was said of. */
    version: integer('version').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('post_notes_post').on(table.postId, table.at)],
);
