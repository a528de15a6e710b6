import { integer, text } from 'drizzle-orm/sqlite-core';

/** UUIDv7 text: sorts by time, merges across devices. */
export const primaryId = () => text('id').primaryKey();
/** UTC epoch milliseconds. */
export const instant = (name: string) => integer(name, { mode: 'number' });
export const timestamps = () => ({
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
