import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { accounts } from './accounts.ts';
import { clients } from './clients.ts';
import { instant, primaryId, timestamps } from './columns.ts';

/** A time of the week that a client's queue fills, in the zone of the profile. */
export const queueSlots = sqliteTable(
  'queue_slots',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    /** Only for posts of this account; null for all accounts of the client. */
    accountId: text('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    /** ISO 8601: 1 is Monday, 7 is Sunday. */
    weekday: integer('weekday').notNull(),
    /** Wall clock, `HH:mm`. */
    time: text('time').notNull(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('queue_slots_time').on(table.clientId, table.accountId, table.weekday, table.time),
  ],
);

/** A post that comes again. Each occurrence is a post of its own, made some weeks ahead. */
export const recurrences = sqliteTable(
  'recurrences',
  {
    id: primaryId(),
    clientId: text('client_id')
      .notNull()
      .references(() => clients.id, { onDelete: 'cascade' }),
    /** RFC 5545 RRULE without DTSTART, e.g. `FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270131T225959Z`. */
    rule: text('rule').notNull(),
    /** The first occurrence on the wall clock of `zone`, `YYYY-MM-DDTHH:mm`. */
    startsAt: text('starts_at').notNull(),
    zone: text('zone').notNull(),
    /** ISO 3166 country whose public holidays are skipped; null skips none. */
    skipHolidaysOf: text('skip_holidays_of'),
    /** What each new occurrence says, as in posts.create. */
    content: text('content', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Occurrences up to and including this day exist, `YYYY-MM-DD`. */
    madeUntil: text('made_until'),
    /** Set when the person ended it; no new occurrence comes. */
    endedAt: instant('ended_at'),
    ...timestamps(),
  },
  (table) => [index('recurrences_client').on(table.clientId)],
);

/** What a network allows an account next: kept, because a restart does not reset a network's counters. */
export const accountLimits = sqliteTable(
  'account_limits',
  {
    id: primaryId(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** The network's own name for the counter, e.g. `writes`, `media`, `daily`. */
    bucket: text('bucket').notNull(),
    limit: integer('limit_count'),
    remaining: integer('remaining'),
    resetsAt: instant('resets_at'),
    /** Nothing of this bucket is sent before: `Retry-After`, or an empty bucket's reset. */
    blockedUntil: instant('blocked_until'),
    /** Calls turned away in a row without a word on how long; the wait of our own grows with them. */
    refusals: integer('refusals').notNull().default(0),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [uniqueIndex('account_limits_bucket').on(table.accountId, table.bucket)],
);

/** When this computer slept and woke, to tell when it is usually asleep. Kept for some weeks, never synced. */
export const powerEvents = sqliteTable(
  'power_events',
  {
    id: primaryId(),
    kind: text('kind').$type<'started' | 'stopped' | 'suspend' | 'resume'>().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [index('power_events_at').on(table.at)],
);
