import { sql } from 'drizzle-orm';
import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant, primaryId, timestamps } from './columns.ts';

export const clients = sqliteTable(
  'clients',
  {
    id: primaryId(),
    name: text('name').notNull(),
    colour: text('colour').notNull(),
    notes: text('notes').notNull().default(''),
    archivedAt: instant('archived_at'),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('clients_name')
      .on(sql`lower(${table.name})`)
      .where(sql`${table.archivedAt} is null`),
  ],
);
