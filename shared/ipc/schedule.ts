import { z } from 'zod';
import { empty, epochMs, id, timeZone, wallTime } from './fields.ts';
import { content, crop, postCard, postStatus, shift, threading } from './posts.ts';
import { route } from './route.ts';

const slotFields = {
  weekday: z.int().min(1).max(7).describe('ISO 8601: 1 is Monday, 7 is Sunday'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write it as 09:30')
    .describe('Wall clock in the profile’s zone'),
  accountId: id.nullable().describe('Only for posts of this account; null for all of the client'),
};

const queueSlot = z.strictObject({ id, ...slotFields });

/** The slots of a client and how its queue stands. */
export const queue = z.strictObject({
  clientId: id,
  /** The profile’s zone: slots are on its wall clock. */
  zone: z.string(),
  /** By weekday and time. */
  slots: z.array(queueSlot),
  /** Posts that wait in the queue. */
  queued: z.int().min(0),
});

/** A slot on a day. */
const slotTime = z.strictObject({ at: epochMs, wallTime, zone: z.string(), shift });

const place = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'A country such as DE, or with its region, DE-BY')
  .describe('ISO 3166 country, or country and region');

const rule = z
  .string()
  .min(1)
  .max(500)
  .describe(
    'RFC 5545 RRULE without DTSTART, e.g. `FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270131T225959Z`',
  );
const startsAt = wallTime.describe('The first occurrence; gives the time of day');
const when = { rule, startsAt, zone: timeZone, skipHolidaysOf: place.nullable().default(null) };

export const recurrence = z.strictObject({
  id,
  clientId: id,
  rule: z.string(),
  /** The rule in plain words: `every Monday and Thursday at 9:00, until 31 January 2027`. */
  description: z.string(),
  startsAt: wallTime,
  zone: z.string(),
  skipHolidaysOf: z.string().nullable(),
  /** What each new occurrence says. */
  content: z.strictObject({
    text: z.string(),
    threading,
    firstComment: z.string(),
    category: z.string(),
    labelIds: z.array(id),
    targets: z.array(z.strictObject({ accountId: id, text: z.string().nullable() })),
    media: z.array(z.strictObject({ mediaId: id, altText: z.string(), crop: crop.nullable() })),
  }),
  /** Set when it was ended; nothing new comes of it. */
  endedAt: epochMs.nullable(),
  /** Its next scheduled post, null where none is ahead. */
  nextAt: epochMs.nullable(),
  /** Scheduled posts of it that are ahead; they are made eight weeks in advance. */
  upcoming: z.int().min(0),
  createdAt: epochMs,
  updatedAt: epochMs,
});

/** A missed post, and what may be done with it. */
export const missedPost = z.strictObject({
  post: postCard,
  /** How late it is now, ms. */
  lateMs: z.int().min(0),
  choices: z.strictObject({
    publish_now: z.boolean(),
    /** The slot it would get if it were the only one; null where there is none. */
    next_slot: slotTime.nullable(),
    pick: z.boolean(),
    drop: z.boolean(),
  }),
  /** Why it can’t be sent as it is, with the next step; null where it can. */
  problem: z.string().nullable(),
});

export const scheduleRoutes = {
  'slots.list': route(() => ({
    summary: 'The times of the week that a client’s queue fills.',
    input: z.strictObject({ clientId: id }),
    output: queue,
    errors: ['not_found'],
    requires: 'read',
  })),
  'slots.set': route(() => ({
    summary:
      'Sets the slots of a client, all at once. Queued posts flow into them; what fits no slot any more keeps its time and leaves the queue.',
    input: z.strictObject({
      clientId: id,
      slots: z
        .array(z.strictObject({ ...slotFields, accountId: slotFields.accountId.default(null) }))
        .max(336),
    }),
    output: z.strictObject({
      queue,
      /** Posts that got another time. */
      moved: z.int().min(0),
      /** Posts that left the queue. */
      left: z.int().min(0),
      /** Which: to take it back, put them in again at their times. */
      leftIds: z.array(id),
    }),
    errors: ['not_found', 'wrong_client'],
    requires: 'edit',
  })),
  'slots.next': route(() => ({
    summary: 'The next free slots for a post to some accounts of a client.',
    input: z.strictObject({
      clientId: id,
      accountIds: z.array(id).min(1).max(50),
      count: z.int().min(1).max(50).default(1),
    }),
    output: z.array(slotTime),
    errors: ['not_found', 'wrong_client'],
    requires: 'read',
  })),
  'slots.inSpan': route(() => ({
    summary:
      'The free slots ahead in a span of time, of one client or of all: those at which none of their accounts has a post. At most 100 days.',
    input: z.strictObject({ from: epochMs, to: epochMs, clientId: id.optional() }),
    output: z.array(
      z.strictObject({
        clientId: id,
        at: epochMs,
        wallTime,
        /** Whose posts it is for; null for all accounts of the client. */
        accountIds: z.array(id).nullable(),
      }),
    ),
    errors: ['range_too_long'],
    requires: 'read',
  })),
  'recurrences.list': route(() => ({
    summary: 'Recurring posts, of one client or of all; ended ones only when asked for.',
    input: z.strictObject({ clientId: id.optional(), ended: z.boolean().default(false) }),
    output: z.array(recurrence),
    errors: [],
    requires: 'read',
  })),
  'recurrences.preview': route(() => ({
    summary: 'What a rule means in words, and its first occurrences and skipped holidays.',
    input: z.strictObject({ ...when, count: z.int().min(1).max(50).default(5) }),
    output: z.strictObject({
      description: z.string(),
      occurrences: z.array(z.strictObject({ at: epochMs, wallTime, shift })),
      /** Days that are left out before the last of these occurrences. */
      skipped: z.array(z.strictObject({ date: z.string(), holiday: z.string() })),
    }),
    errors: ['bad_rule', 'no_such_time', 'unknown_place'],
    requires: 'read',
  })),
  'recurrences.create': route(() => ({
    summary:
      'Makes a post come again. Each occurrence is a post of its own, made eight weeks ahead. A draft or scheduled post that it is made from becomes the occurrence of its day.',
    input: z.strictObject({
      from: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('post'), postId: id }),
        z.strictObject({ kind: z.literal('content'), clientId: id, ...content }),
      ]),
      ...when,
    }),
    output: recurrence,
    errors: [
      'not_found',
      'not_allowed',
      'not_ready',
      'wrong_client',
      'bad_rule',
      'no_such_time',
      'unknown_place',
    ],
    requires: 'publish',
  })),
  'recurrences.update': route(() => ({
    summary:
      'Changes what comes: upcoming posts that nobody touched are made anew, those that were edited or moved stay.',
    input: z.strictObject({
      id,
      rule: rule.optional(),
      startsAt: startsAt.optional(),
      zone: timeZone.optional(),
      skipHolidaysOf: place.nullable().optional(),
      content: z.strictObject(content).optional(),
    }),
    output: recurrence,
    errors: [
      'not_found',
      'ended',
      'not_ready',
      'wrong_client',
      'bad_rule',
      'no_such_time',
      'unknown_place',
      'not_taken_back',
    ],
    requires: 'publish',
  })),
  'recurrences.end': route(() => ({
    summary:
      'Ends a recurring post. Its upcoming posts stay, or are removed (they can be restored).',
    input: z.strictObject({ id, upcoming: z.enum(['keep', 'remove']) }),
    output: z.strictObject({ recurrence, removed: z.int().min(0) }),
    errors: ['not_found', 'not_taken_back'],
    requires: 'publish',
  })),
  'recurrences.resume': route(() => ({
    summary:
      'Takes an end back: it comes again from now on. Upcoming posts that were removed with its end are there again, as they were.',
    input: z.strictObject({ id }),
    output: recurrence,
    errors: ['not_found', 'not_ready', 'wrong_client'],
    requires: 'publish',
  })),
  'recurrences.holidayPlaces': route(() => ({
    summary: 'Countries and regions whose public holidays can be skipped.',
    input: empty,
    output: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        regions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
      }),
    ),
    errors: [],
    requires: 'read',
  })),
  'triage.list': route(() => ({
    summary: 'Posts that were missed, oldest first, with what may be done with each.',
    input: z.strictObject({
      clientId: id.optional(),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ posts: z.array(missedPost), total: z.int().min(0) }),
    errors: [],
    requires: 'read',
  })),
  'triage.decide': route(() => ({
    summary:
      'Decides missed posts: publish them now, give them the next free slots, a time, or drop them. Each has its own result.',
    input: z.strictObject({
      ids: z.array(id).min(1).max(500),
      decision: z.union([
        z.enum(['publish_now', 'next_slot', 'drop']),
        z.strictObject({ wallTime, zone: timeZone }),
      ]),
    }),
    output: z.array(
      z.discriminatedUnion('ok', [
        z.strictObject({
          id,
          ok: z.literal(true),
          status: postStatus,
          scheduledAt: epochMs.nullable(),
        }),
        z.strictObject({ id, ok: z.literal(false), code: z.string(), message: z.string() }),
      ]),
    ),
    errors: [],
    requires: 'publish',
  })),
  'triage.takeBack': route(() => ({
    summary:
      'Takes decisions back: posts that were moved or dropped are missed again, at the time they had. Only while ClientNest runs on since, and before they went out.',
    input: z.strictObject({ ids: z.array(id).min(1).max(500) }),
    output: z.array(
      z.discriminatedUnion('ok', [
        z.strictObject({ id, ok: z.literal(true) }),
        z.strictObject({ id, ok: z.literal(false), code: z.string(), message: z.string() }),
      ]),
    ),
    errors: [],
    requires: 'publish',
  })),
};
