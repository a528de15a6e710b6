import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { clients } from './clients.ts';
import { primaryId, timestamps } from './columns.ts';
import { posts } from './posts.ts';

/** What posts are sorted by: of one client, or of all of them. */
export const labels = sqliteTable(
  'labels',
  {
    id: primaryId(),
    /** Null for a label that every client's posts may have. */
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    colour: text('colour').notNull(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('labels_own_name')
      .on(table.clientId, sql`lower(${table.name})`)
      .where(sql`${table.clientId} is not null`),
    uniqueIndex('labels_shared_name')
      .on(sql`lower(${table.name})`)
      .where(sql`${table.clientId} is null`),
  ],
);

export const postLabels = sqliteTable(
  'post_labels',
  {
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    labelId: text('label_id')
      .notNull()
      .references(() => labels.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.labelId] }),
    index('post_labels_label').on(table.labelId),
  ],
);
