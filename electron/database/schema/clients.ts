import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { BrandVoice } from '../../../shared/domain/brand-voice.ts';
import type { LinkTags } from '../../../shared/domain/link-tags.ts';
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
    /** How the client sounds; null until somebody wrote it down. */
    voice: text('voice', { mode: 'json' }).$type<BrandVoice>(),
    /** Handles, addresses and phrases that are this client's alone: the guard against the wrong client knows them. */
    marks: text('marks', { mode: 'json' }).$type<readonly string[]>().notNull().default([]),
    /** Promised for a calendar month; null where nothing is promised. */
    retainerPosts: integer('retainer_posts'),
    retainerMinutes: integer('retainer_minutes'),
    /** What links get, so that their visits can be told apart; null leaves links as they are. */
    linkTags: text('link_tags', { mode: 'json' }).$type<LinkTags>(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('clients_name')
      .on(sql`lower(${table.name})`)
      .where(sql`${table.archivedAt} is null`),
  ],
);

/** People at a client: who approves, who is called. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    role: text('role').notNull().default(''),
    email: text('email').notNull().default(''),
    phone: text('phone').notNull().default(''),
    /** Packs for approval are addressed to them. */
    approves: integer('approves', { mode: 'boolean' }).notNull().default(false),
    position: integer('position').notNull(),
    ...timestamps(),
  },
  (table) => [index('contacts_client').on(table.clientId, table.position)],
);

/** Time that was worked for a client, against what is promised a month. */
export const timeEntries = sqliteTable(
  'time_entries',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    /** The day in the profile's zone, `YYYY-MM-DD`. */
    day: text('day').notNull(),
    minutes: integer('minutes').notNull(),
    note: text('note').notNull().default(''),
    ...timestamps(),
  },
  (table) => [index('time_entries_client').on(table.clientId, table.day)],
);
