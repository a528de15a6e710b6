import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { LibraryKind } from '../../../shared/domain/library.ts';
import { clients } from './clients.ts';
import { primaryId, timestamps } from './columns.ts';

/** What is written once and used again: snippets, sets of hashtags, templates, people to mention. */
export const libraryItems = sqliteTable(
  'library_items',
  {
    id: primaryId(),
    /** Null for all clients. */
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<LibraryKind>().notNull(),
    name: text('name').notNull(),
    /** By kind, as the contract says. */
    content: text('content', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('library_items_own_name')
      .on(table.kind, table.clientId, sql`lower(${table.name})`)
      .where(sql`${table.clientId} is not null`),
    uniqueIndex('library_items_shared_name')
      .on(table.kind, sql`lower(${table.name})`)
      .where(sql`${table.clientId} is null`),
  ],
);

/** Thoughts that are not a post yet, on the shelf beside the calendar. */
export const ideas = sqliteTable(
  'ideas',
  {
    id: primaryId(),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    position: integer('position').notNull(),
    ...timestamps(),
  },
  (table) => [index('ideas_client').on(table.clientId, table.position)],
);
