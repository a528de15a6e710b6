import { z } from 'zod';
import { NETWORK_IDS } from '../domain/network.ts';
import { POST_STATUSES } from '../domain/post-status.ts';
import { THREADINGS } from '../domain/threading.ts';
import { account } from './accounts.ts';
import { empty, epochMs, id, networkId, timeZone, wallTime } from './fields.ts';
import { media } from './media.ts';
import { route } from './route.ts';

export const postStatus = z.enum(POST_STATUSES);

/** What a chip on the calendar or a row in a list needs, and no more. */
export const postCard = z.strictObject({
  id,
  clientId: id,
  status: postStatus,
  /** The first 140 characters of the text. */
  excerpt: z.string(),
  scheduledAt: epochMs.nullable(),
  /** The wall-clock text that the person chose, in `zone`. */
  wallTime: wallTime.nullable(),
  zone: z.string().nullable(),
  networks: z.array(networkId),
  mediaCount: z.int().min(0),
  thumbnailId: id.nullable(),
  updatedAt: epochMs,
  /** An occurrence of a recurring post. */
  repeats: z.boolean(),
  labelIds: z.array(id),
  /** Scheduled, and kept back until somebody lets it go. */
  held: z.boolean(),
});

export const postTarget = z.strictObject({
  id,
  accountId: id,
  network: networkId,
  handle: z.string(),
  /** This account's own text; null follows the master text. */
  text: z.string().nullable(),
  /** What the account's server allows, where that is not the network's usual. */
  serverLimits: account.shape.serverLimits,
  practice: account.shape.practice,
});

/**
 * What becomes of a text that is too long for a network that has threads: refused (`off`), or split at the ends
 * of sentences (`split`), with ` 1/3` at its parts (`numbered`).
 */
export const threading = z.enum(THREADINGS);

/** Whom the texts mention by a name of the library, with the handles that stand there now; absent where nobody is. */
const mentions = z
  .array(
    z.strictObject({
      name: z.string(),
      handles: z.partialRecord(networkId, z.string()),
      formerly: z.array(z.string()).readonly(),
    }),
  )
  .optional();

/** Who approved it, as long as that is asked; absent where nobody did. */
const approval = z
  .strictObject({
    /** Empty for the owner of this workspace. */
    author: z.string(),
    at: epochMs,
    /** When it was changed after that; null where it is what was approved. */
    editedAt: epochMs.nullable(),
    /** The entry of its history that was approved; null where it is what it says now. */
    version: z.int().min(1).nullable(),
  })
  .optional();

const share = z.number().min(0).max(1);
/** The part of an image that is sent. */
export const crop = z
  .strictObject({ x: share, y: share, width: share, height: share })
  .describe('The part that is sent: shares of the width and height, from the top left corner');

export const postMedia = z.strictObject({
  media,
  altText: z.string(),
  /** Null for all of it; videos have none. */
  crop: crop.nullable(),
});

export const post = z.strictObject({
  id,
  clientId: id,
  status: postStatus,
  text: z.string(),
  threading,
  /** Our own comment under the post, where the network has that; empty for none. */
  firstComment: z.string(),
  /** What kind of post it is, in the client’s words; empty for none. */
  category: z.string(),
  labelIds: z.array(id),
  /** An AI wrote it first; the person may say otherwise. */
  byAi: z.boolean(),
  /** When it is due; of what is not scheduled yet, when it is planned for. */
  scheduledAt: epochMs.nullable(),
  wallTime: wallTime.nullable(),
  zone: z.string().nullable(),
  /** Kept back since then: nothing held is sent. */
  heldAt: epochMs.nullable(),
  /** In its client’s queue: it moves up when a slot before it frees up. */
  queued: z.boolean(),
  /** The recurring post that it is an occurrence of. */
  recurrenceId: id.nullable(),
  /** The day that it stands for there, wherever it was moved since: `2026-11-23`. */
  occurrenceOn: z.string().nullable(),
  /** Counts up with every change; send it back with an update so that nothing is overwritten unseen. */
  version: z.int().min(1),
  createdAt: epochMs,
  updatedAt: epochMs,
  targets: z.array(postTarget),
  media: z.array(postMedia),
  mentions,
  approval,
});

/** One line of the pre-flight list. An `error` keeps the post from being scheduled. */
export const finding = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  accountId: id.nullable(),
  /** The other post that it is about, where there is one. */
  postId: id.optional(),
});

/** How a wall-clock time became an instant, see the guide. */
export const shift = z.enum(['none', 'gap', 'overlap']);

/** This computer is usually asleep at that time; null where it is not, or where that is not known. */
export const asleepWarning = z
  .strictObject({
    message: z.string(),
    /** Weeks that were observed, and in how many of them it slept. */
    weeks: z.int().min(1),
    asleep: z.int().min(1),
    share: z.number().min(0).max(1),
  })
  .nullable();

const scheduled = z.strictObject({
  post,
  /** `gap` or `overlap`: daylight saving skips or repeats that time, see the guide. */
  shift,
  asleepWarning,
});

const text = z.string().max(100_000);
const target = z.strictObject({ accountId: id, text: text.nullable().default(null) });
const mediaItem = z.strictObject({
  mediaId: id,
  altText: z.string().max(10_000).default(''),
  crop: crop.nullable().default(null),
});
const firstComment = z
  .string()
  .max(10_000)
  .describe('Our own comment under the post, where the network has that; empty for none');
const category = z.string().trim().max(60).describe('What kind of post it is; empty for none');
const labelIds = z.array(id).max(30);
const byAi = z.boolean().describe('An AI wrote it first; the person may say otherwise');
export const content = {
  text: text.default(''),
  threading: threading.default('off'),
  firstComment: firstComment.default(''),
  category: category.default(''),
  labelIds: labelIds.default([]),
  targets: z.array(target).max(50).default([]),
  media: z.array(mediaItem).max(20).default([]),
};
const by = id
  .optional()
  .describe('The session of writing: its saves within two minutes are one entry of the history');
const when = { wallTime, zone: timeZone };
/** Narrows a list; of each kind any one will do. */
export const postFilter = {
  clientId: id.optional(),
  networks: z.array(networkId).max(NETWORK_IDS.length).optional(),
  labelIds: z.array(id).max(30).optional(),
  statuses: z.array(postStatus).max(POST_STATUSES.length).optional(),
};
const range = { from: epochMs, to: epochMs, ...postFilter };

export const postRoutes = {
  'posts.create': route(() => ({
    summary:
      'Saves a new draft. The id may be chosen by the caller (UUIDv7), so that a repeated save is one draft.',
    input: z.strictObject({
      id: id.optional(),
      clientId: id,
      ...content,
      byAi: byAi.default(false),
      by,
    }),
    output: post,
    errors: ['not_found', 'wrong_client', 'id_taken'],
    requires: 'edit',
  })),
  'posts.update': route(() => ({
    summary:
      'Changes what a post says, its targets or its media. `stale` when somebody else saved meanwhile: nothing is overwritten.',
    input: z.strictObject({
      id,
      expectedVersion: z.int().min(1),
      text: text.optional(),
      threading: threading.optional(),
      firstComment: firstComment.optional(),
      category: category.optional(),
      labelIds: labelIds.optional(),
      byAi: byAi.optional(),
      targets: content.targets.unwrap().optional(),
      media: content.media.unwrap().optional(),
      by,
    }),
    output: post,
    errors: ['not_found', 'stale', 'not_editable', 'wrong_client', 'not_taken_back'],
    requires: 'edit',
  })),
  'posts.get': route(() => ({
    summary: 'One post with its targets and media.',
    input: z.strictObject({ id }),
    output: post,
    errors: ['not_found'],
    requires: 'read',
  })),
  'posts.calendar': route(() => ({
    summary:
      'Every post that is due in a span of time, oldest first. At most 400 days, 20,000 posts.',
    input: z.strictObject(range),
    output: z.array(postCard),
    errors: ['range_too_long'],
    requires: 'read',
  })),
  'posts.days': route(() => ({
    summary:
      'The first posts of each day of a grid, oldest first, and how many each day has. Day n goes from `edges[n]` to `edges[n + 1]`.',
    input: z.strictObject({
      edges: z.array(epochMs).min(2).max(64),
      perDay: z.int().min(1).max(100),
      ...postFilter,
    }),
    output: z.strictObject({
      /** One for each day, in the order of the edges. */
      counts: z.array(z.int().min(0)),
      cards: z.array(postCard),
    }),
    errors: ['not_ascending'],
    requires: 'read',
  })),
  'posts.list': route(() => ({
    summary: 'A page of posts, newest change first; drafts have no time, so they are found here.',
    input: z.strictObject({
      ...postFilter,
      unplanned: z.boolean().optional().describe('Only those that have no time'),
      limit: z.int().min(1).max(200).default(50),
      /** `next` of the page before. */
      after: z.string().max(200).nullable().default(null),
    }),
    output: z.strictObject({ posts: z.array(postCard), next: z.string().nullable() }),
    errors: ['bad_cursor'],
    requires: 'read',
  })),
  'posts.counts': route(() => ({
    summary: 'How many posts there are by status.',
    input: z.strictObject(postFilter),
    output: z.record(postStatus, z.int().min(0)),
    errors: [],
    requires: 'read',
  })),
  'posts.search': route(() => ({
    summary:
      'Full-text search over posts and clients, best first. The last word may be incomplete.',
    input: z.strictObject({
      query: z.string().max(200),
      clientId: id.optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('post'), post: postCard }),
        z.strictObject({ kind: z.literal('client'), id, name: z.string(), colour: z.string() }),
      ]),
    ),
    errors: [],
    requires: 'read',
  })),
  'posts.check': route(() => ({
    summary:
      'The pre-flight list: the same check that scheduling and publishing use, and what a person may want to know besides.',
    input: z.strictObject({ id }),
    output: z.array(finding),
    errors: ['not_found'],
    requires: 'read',
  })),
  'posts.compare': route(() => ({
    summary:
      'Warns of posts around one that is being written: the same accounts said or will say nearly the same within 30 days, or get another post within a quarter of an hour.',
    input: z.strictObject({
      id: id.nullable().describe('The post itself, which is left out; null where it is not saved'),
      targets: z.array(z.strictObject({ accountId: id, text })).max(50),
      at: epochMs.nullable().describe('When it is to go out, where that is known'),
    }),
    output: z.array(finding),
    errors: [],
    requires: 'read',
  })),
  'posts.schedule': route(() => ({
    summary: 'Schedules a post, or moves a scheduled one, to a wall-clock time in a zone.',
    input: z.strictObject({ id, ...when }),
    output: scheduled,
    errors: [
      'not_found',
      'not_allowed',
      'in_the_past',
      'not_ready',
      'no_such_time',
      'not_taken_back',
    ],
    requires: 'publish',
  })),
  'posts.plan': route(() => ({
    summary:
      'Says when a post that is not scheduled yet is meant to go out, or takes that back with null. Nothing is sent by a plan.',
    input: z.strictObject({ id, at: z.strictObject(when).nullable() }),
    output: post,
    errors: ['not_found', 'not_allowed', 'in_the_past', 'no_such_time'],
    requires: 'edit',
  })),
  'posts.setStage': route(() => ({
    summary:
      'Takes a post that is not scheduled yet from one stage to another: draft, in review, approved. Its planned time stays, and its history says so.',
    input: z.strictObject({ id, to: z.enum(['draft', 'in_review', 'approved']) }),
    output: post,
    errors: ['not_found', 'not_allowed', 'not_ready'],
    requires: 'edit',
  })),
  'posts.enqueue': route(() => ({
    summary:
      'Gives a post the next free slot of its client’s queue, or a place in it. It moves up when a slot before it frees up.',
    input: z.strictObject({
      id,
      before: epochMs
        .optional()
        .describe('Goes before what is queued for then or later, and those move on'),
    }),
    output: scheduled,
    errors: ['not_found', 'not_allowed', 'not_ready', 'no_free_slot', 'not_taken_back'],
    requires: 'publish',
  })),
  'posts.unschedule': route(() => ({
    summary: 'Takes a scheduled post back to draft, without a time.',
    input: z.strictObject({ id }),
    output: post,
    errors: ['not_found', 'not_allowed', 'not_taken_back'],
    requires: 'publish',
  })),
  'posts.publishNow': route(() => ({
    summary:
      'Makes a post due at once. The runner sends it; see the delivery log for what happened.',
    input: z.strictObject({ id }),
    output: post,
    errors: ['not_found', 'not_allowed', 'not_ready', 'not_taken_back'],
    requires: 'publish',
  })),
  'posts.remove': route(() => ({
    summary: 'Removes a post; it can be restored. Refused while it is being published.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id }),
    errors: ['not_found', 'not_allowed', 'not_taken_back'],
    requires: 'edit',
  })),
  'posts.restore': route(() => ({
    summary: 'Brings a removed post back as a draft, or as it was if its time is still ahead.',
    input: z.strictObject({ id }),
    output: post,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'posts.categories': route(() => ({
    summary: 'Categories that posts of a client have, the most used first. At most 50.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(z.string()),
    errors: [],
    requires: 'read',
  })),
  'posts.needsYou': route(() => ({
    summary: 'How many posts wait for the person: failed, missed, or not decidable.',
    input: empty,
    output: z.strictObject({
      failed: z.int().min(0),
      missed: z.int().min(0),
      needsCheck: z.int().min(0),
    }),
    errors: [],
    requires: 'read',
  })),
};
