import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, primaryId } from './columns.ts';
import { posts } from './posts.ts';

/** A file of posts that was read in, so that all of it can be taken back at once. */
export const imports = sqliteTable('imports', {
  id: primaryId(),
  fileName: text('file_name').notNull(),
  rowCount: integer('row_count').notNull(),
  importedAt: instant('imported_at').notNull(),
  undoneAt: instant('undone_at'),
});

export const importedPosts = sqliteTable(
  'imported_posts',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    postId: text('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.postId] }),
    index('imported_posts_post').on(table.postId),
  ],
);
