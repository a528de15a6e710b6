import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { primaryId, timestamps } from './columns.ts';

export const profiles = sqliteTable('profiles', {
  id: primaryId(),
  name: text('name').notNull(),
  email: text('email'),
  bio: text('bio'),
  timeZone: text('time_zone').notNull(),
  ...timestamps(),
});

/** One row a setting, JSON value, parsed with the contract's schema when read. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value', { mode: 'json' }).notNull(),
});
