import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant, primaryId, timestamps } from './columns.ts';

export const clients = sqliteTable(
  'clients',
  {
    id: primaryId(),
    name: text('name').notNull(),
    colour: text('colour').notNull(),
    notes: text('notes').notNull().default(''),
    archivedAt: instant('archived_at'),
    /** How late a post may still go out by itself, in minutes; after that the person decides. */
    latenessMinutes: integer('lateness_minutes').notNull().default(120),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('clients_name')
      .on(sql`lower(${table.name})`)
      .where(sql`${table.archivedAt} is null`),
  ],
);
