import { z } from 'zod';
import { INBOX_KINDS, INBOX_STATES, REPLY_STATES } from '../domain/inbox.ts';
import { LONGEST_REPLY } from '../domain/reply-limit.ts';
import { MOODS } from '../domain/sentiment/mood.ts';
import { comment, writeErrors } from './engagement.ts';
import { empty, epochMs, id, networkId } from './fields.ts';
import { route } from './route.ts';

/** Something that was said to an account, and where the person stands with it. */
export const inboxItem = z.strictObject({
  id,
  clientId: id,
  accountId: id,
  network: networkId,
  /** Where it stands under a post of ours. */
  deliveryId: id.nullable(),
  postId: id.nullable(),
  kind: z.enum(INBOX_KINDS),
  remoteId: z.string(),
  /** The post or comment that it answers. */
  parentId: z.string().nullable(),
  author: z.string(),
  handle: z.string(),
  text: z.string(),
  link: z.string().nullable(),
  /** The account wrote it itself. */
  ours: z.boolean(),
  likes: z.int().min(0).nullable(),
  writtenAt: epochMs,
  /** Hidden at the network from everybody but its author. */
  hidden: z.boolean(),
  /** When it was found to be no longer there. */
  goneAt: epochMs.nullable(),
  state: z.enum(INBOX_STATES),
  readAt: epochMs.nullable(),
  snoozedUntil: epochMs.nullable(),
  /** Whose it is, in the person's own words; empty for nobody's. */
  assignee: z.string(),
  answeredAt: epochMs.nullable(),
  /** When this account liked it, as far as is known here. */
  likedAt: epochMs.nullable(),
  /** −100 to 100; null where it is not known. */
  sentiment: z.int().min(-100).max(100).nullable(),
});

/** An answer that is not there: on its way, in doubt, refused, or not sent. */
export const inboxReply = z.strictObject({
  id,
  parentId: z.string(),
  text: z.string(),
  /** `sending` only while this app sends it. */
  state: z.enum(REPLY_STATES),
  /** What to do next. */
  problem: z.string().nullable(),
  byAi: z.boolean(),
  createdAt: epochMs,
});

/** What of an item the person decides, as it was before. */
const standing = z.strictObject({
  id,
  state: z.enum(INBOX_STATES),
  readAt: epochMs.nullable(),
  snoozedUntil: epochMs.nullable(),
  assignee: z.string().max(80),
});

const filter = {
  clientId: id.optional(),
  accountId: id.optional(),
  network: networkId.optional(),
  state: z.enum(INBOX_STATES).optional().describe('All where it is left out'),
  unread: z.boolean().default(false).describe('Only what nobody read'),
  kind: z.enum(INBOX_KINDS).optional(),
  assignee: z.string().trim().min(1).max(80).optional(),
  mood: z.enum(MOODS).optional().describe('How it sounds, as far as this computer can tell'),
  query: z.string().trim().max(200).default('').describe('Words in the text or the name'),
};
const ids = z.array(id).min(1).max(500);

export const inboxRoutes = {
  'inbox.list': route(() => ({
    summary: 'What people said to the accounts, newest first; what the accounts said is left out.',
    input: z.strictObject({
      ...filter,
      after: z.string().max(100).nullable().default(null).describe('`next` of the page before'),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ items: z.array(inboxItem), next: z.string().nullable() }),
    errors: [],
    requires: 'read',
  })),
  'inbox.items': route(() => ({
    summary: 'Those of these items that a filter lets through, as they are now.',
    input: z.strictObject({ ...filter, ids }),
    output: z.array(inboxItem),
    errors: [],
    requires: 'read',
  })),
  'inbox.counts': route(() => ({
    summary: 'How much waits, by where it stands.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.strictObject({
      open: z.int(),
      unread: z.int(),
      snoozed: z.int(),
      done: z.int(),
      /** When the comments of any post were last read; null where they never were. */
      readAt: epochMs.nullable(),
    }),
    errors: [],
    requires: 'read',
  })),
  'inbox.thread': route(() => ({
    summary: 'The talk that an item is part of, oldest first, with the post that it stands under.',
    input: z.strictObject({ id }),
    output: z.strictObject({
      item: inboxItem,
      talk: z.array(inboxItem),
      /** How many other talks there are under the post. */
      others: z.int().min(0),
      replies: z.array(inboxReply),
      post: z
        .strictObject({
          id,
          deliveryId: id,
          text: z.string(),
          handle: z.string(),
          displayName: z.string(),
          publishedAt: epochMs.nullable(),
          url: z.string().nullable(),
          thumbnailId: id.nullable(),
          mediaCount: z.int().min(0),
        })
        .nullable(),
    }),
    errors: ['not_found'],
    requires: 'read',
  })),
  'inbox.triage': route(() => ({
    summary:
      'Marks items read, done, open again, or whose they are, or puts them off. The answer takes it back.',
    input: z.strictObject({
      ids,
      change: z.discriminatedUnion('do', [
        z.strictObject({ do: z.literal('read') }),
        z.strictObject({ do: z.literal('unread') }),
        z.strictObject({ do: z.literal('finish') }),
        z.strictObject({ do: z.literal('reopen') }),
        z.strictObject({ do: z.literal('snooze'), until: epochMs }),
        z.strictObject({ do: z.literal('assign'), to: z.string().trim().max(80) }),
      ]),
    }),
    output: z.strictObject({ before: z.array(standing) }),
    errors: ['in_the_past'],
    requires: 'edit',
  })),
  'inbox.putBack': route(() => ({
    summary: 'Takes a change of items back.',
    input: z.strictObject({ before: z.array(standing).min(1).max(500) }),
    output: empty,
    errors: [],
    requires: 'edit',
  })),
  'inbox.reply': route(() => ({
    summary:
      'Answers an item, which is done with that. After `answer_lost` the same text is looked for before it is sent again.',
    input: z.strictObject({
      id,
      text: z.string().trim().min(1).max(LONGEST_REPLY),
      byAi: z.boolean().default(false).describe('An AI wrote it first'),
    }),
    output: comment,
    errors: [...writeErrors, 'answer_lost'],
    requires: 'publish',
  })),
  'inbox.dropReply': route(() => ({
    summary: 'Forgets an answer that is not there. One that is there, or on its way, stays.',
    input: z.strictObject({ replyId: id }),
    output: empty,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'inbox.setHidden': route(() => ({
    summary: 'Hides a comment at the network from everybody but its author, or shows it again.',
    input: z.strictObject({ id, hidden: z.boolean() }),
    output: z.strictObject({ outcome: z.enum(['done', 'gone']) }),
    errors: writeErrors,
    requires: 'publish',
  })),
  'inbox.setLiked': route(() => ({
    summary: 'Likes an item at its network, or takes that back.',
    input: z.strictObject({ id, liked: z.boolean() }),
    output: z.strictObject({ outcome: z.enum(['done', 'gone']) }),
    errors: writeErrors,
    requires: 'publish',
  })),
  'inbox.check': route(() => ({
    summary:
      'Reads the comments of recent posts and the mentions elsewhere now. A network that bills reading is asked only where its account is named.',
    input: z.strictObject({ accountId: id.optional() }),
    output: z.strictObject({
      posts: z.int().min(0),
      fresh: z.int().min(0),
      problems: z.array(z.strictObject({ accountId: id, message: z.string() })),
    }),
    errors: [],
    requires: 'read',
  })),
  'inbox.assignees': route(() => ({
    summary: 'Names that items are assigned to.',
    input: empty,
    output: z.array(z.string()),
    errors: [],
    requires: 'read',
  })),
  'inbox.figures': route(() => ({
    summary: 'How fast each client’s comments of the last days were answered.',
    input: z.strictObject({ clientId: id.optional(), days: z.int().min(1).max(366).default(30) }),
    output: z.array(
      z.strictObject({
        clientId: id,
        /** Comments of these days that were answered, and that are open and were not. */
        answered: z.int().min(0),
        waiting: z.int().min(0),
        /** Half were answered faster, ms; null where none was. */
        median: z.number().min(0).nullable(),
        /** Of the answered ones, 0 to 1. */
        withinDay: z.number().min(0).max(1).nullable(),
      }),
    ),
    errors: [],
    requires: 'read',
  })),
};
