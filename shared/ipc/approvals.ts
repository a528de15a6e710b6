import { z } from 'zod';
import { APPROVAL_ANSWERS, APPROVAL_EFFECTS, APPROVAL_STANDINGS } from '../domain/approval.ts';
import { POST_NOTE_KINDS } from '../domain/post-note.ts';
import { epochMs, id } from './fields.ts';
import { post, postCard, postStatus } from './posts.ts';
import { route } from './route.ts';

const count = z.int().min(0);
const answer = z.enum(APPROVAL_ANSWERS);

/** A file that a client answers, and how far the answers have come. */
export const approvalPack = z.strictObject({
  id,
  clientId: id,
  title: z.string(),
  /** Answers are expected until then; null for no end. */
  answerBy: epochMs.nullable(),
  /** No answer is taken any more. */
  closedAt: epochMs.nullable(),
  createdAt: epochMs,
  posts: count,
  /** Posts with an answer, by the newest one of each. */
  answered: count,
  approved: count,
  changes: count,
});

/** The newest answer to a post of a pack. */
const packAnswer = z.strictObject({
  answer,
  author: z.string(),
  text: z.string(),
  answeredAt: epochMs,
  standing: z.enum(APPROVAL_STANDINGS),
});

/** What one answer of a file would do, or did. */
const reading = z.strictObject({
  postId: id,
  /** Null where the post is gone. */
  card: postCard.nullable(),
  answer,
  text: z.string(),
  answeredAt: epochMs,
  /** `applied`: nothing stands in its way. */
  standing: z.enum(APPROVAL_STANDINGS),
  effect: z.enum(APPROVAL_EFFECTS),
  /** In a sentence: what taking it does, or why it can’t be taken. */
  explanation: z.string(),
  /** What they saw, where the post says something else now; null where that is not known any more. */
  shownText: z.string().nullable(),
  nowText: z.string().nullable(),
});

export const answersReading = z.strictObject({
  pack: approvalPack,
  author: z.string(),
  savedAt: epochMs,
  /** Posts of the pack that were left without an answer. */
  unanswered: count,
  answers: z.array(reading),
});

export const postNote = z.strictObject({
  id,
  postId: id,
  kind: z.enum(POST_NOTE_KINDS),
  /** Empty for the owner of this workspace. */
  author: z.string(),
  text: z.string(),
  /** The post’s version that it was said of. */
  version: z.int().min(1),
  at: epochMs,
});

const several = z.strictObject({ postIds: z.array(id).min(1).max(500) });
const outcome = z.strictObject({
  done: z.array(id),
  refused: z.array(z.strictObject({ postId: id, message: z.string() })),
});

const newPack = {
  clientId: id,
  postIds: z.array(id).min(1).max(100),
  title: z.string().trim().min(1).max(120),
  message: z.string().max(4000).default(''),
  answerBy: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write it as 2026-11-27')
    .nullable()
    .default(null)
    .describe('The last day for answers, in your time zone'),
  format: z.enum(['html', 'pdf']).default('html'),
};
const made = z.strictObject({
  pack: approvalPack,
  file: z.string().describe('Where it was saved'),
  bytes: count,
});
const packErrors = [
  'not_found',
  'wrong_client',
  'not_allowed',
  'keychain_unavailable',
  'not_supported',
  'unwritable',
  'no_space',
] as const;

const answersText = z
  .string()
  .max(6_000_000)
  .describe('What is in the answers file, or the mail that the answers were copied into');
const answersErrors = [
  'malformed',
  'too_large',
  'unknown_pack',
  'forged',
  'closed',
  'keychain_unavailable',
] as const;

export const approvalRoutes = {
  'approvals.submit': route(() => ({
    summary: 'Submits drafts for review. Planned times stay.',
    input: several,
    output: outcome,
    errors: [],
    requires: 'edit',
  })),
  'approvals.withdraw': route(() => ({
    summary: 'Takes posts back from review, or an approval back: they are drafts again.',
    input: several,
    output: outcome,
    errors: [],
    requires: 'edit',
  })),
  'approvals.reopened': route(() => ({
    summary: 'Posts in review that were approved before and changed after it.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(id),
    errors: [],
    requires: 'read',
  })),
  'approvals.makePack': route(() => ({
    summary:
      'Makes a file for the client to answer, and saves it where the person chooses in a dialog.',
    input: z.strictObject(newPack),
    output: made,
    errors: [...packErrors, 'cancelled'],
    requires: 'edit',
  })),
  'approvals.writePack': route(() => ({
    summary: 'The same to a path that is named (command line only). Nothing there is replaced.',
    input: z.strictObject({ ...newPack, path: z.string().min(1).max(4096) }),
    output: made,
    errors: packErrors,
    requires: 'local_files',
  })),
  'approvals.packs': route(() => ({
    summary: 'Packs that were made, the newest first, and how far their answers have come.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(approvalPack),
    errors: [],
    requires: 'read',
  })),
  'approvals.pack': route(() => ({
    summary: 'One pack with its posts and the newest answer to each.',
    input: z.strictObject({ id }),
    output: z.strictObject({
      pack: approvalPack,
      posts: z.array(
        z.strictObject({
          postId: id,
          card: postCard.nullable(),
          /** The post says something else by now. */
          edited: z.boolean(),
          answer: packAnswer.nullable(),
        }),
      ),
    }),
    errors: ['not_found'],
    requires: 'read',
  })),
  'approvals.closePack': route(() => ({
    summary: 'Takes no more answers to a pack, or takes them again.',
    input: z.strictObject({ id, closed: z.boolean() }),
    output: approvalPack,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'approvals.readAnswers': route(() => ({
    summary:
      'Checks who signed an answers file, and says for each answer what would happen. Changes nothing.',
    input: z.strictObject({ text: answersText }),
    output: answersReading,
    errors: answersErrors,
    requires: 'read',
  })),
  'approvals.takeAnswers': route(() => ({
    summary:
      'Takes the answers of a file to the posts that are named. Taking them again changes nothing.',
    input: z.strictObject({
      text: answersText,
      postIds: z.array(id).max(100),
      schedule: z
        .boolean()
        .default(false)
        .describe('Schedules what is approved at its planned time, where that is ahead'),
    }),
    output: z.strictObject({
      /** For `approvals.takeBack`, as long as this process runs. */
      id,
      taken: z.array(z.strictObject({ postId: id, status: postStatus, held: z.boolean() })),
      refused: z.array(z.strictObject({ postId: id, message: z.string() })),
      /** Approved, and for some reason not scheduled. */
      notScheduled: z.array(z.strictObject({ postId: id, message: z.string() })),
    }),
    errors: answersErrors,
    requires: 'publish',
  })),
  'approvals.takeBack': route(() => ({
    summary: 'Undoes what was just taken from an answers file, where nothing came after it.',
    input: z.strictObject({ id }),
    output: outcome,
    errors: ['not_found'],
    requires: 'publish',
  })),
  'approvals.hold': route(() => ({
    summary: 'Keeps a scheduled post back, also where a network has it already: nothing is sent.',
    input: z.strictObject({ postId: id, reason: z.string().max(500).default('') }),
    output: post,
    errors: ['not_found', 'not_allowed', 'not_taken_back'],
    requires: 'publish',
  })),
  'approvals.giveReason': route(() => ({
    summary: 'Says why a post is on hold, after it was held; empty takes the reason back.',
    input: z.strictObject({ postId: id, reason: z.string().max(500) }),
    output: post,
    errors: ['not_found', 'not_allowed'],
    requires: 'edit',
  })),
  'approvals.approve': route(() => ({
    summary:
      'Approves a post as it is now, in your own name. A scheduled one stays scheduled: it is written down.',
    input: z.strictObject({ postId: id }),
    output: post,
    errors: ['not_found', 'not_allowed'],
    requires: 'publish',
  })),
  'approvals.release': route(() => ({
    summary: 'Lets a post go that was on hold: it goes out at its time.',
    input: z.strictObject({ postId: id }),
    output: post,
    errors: ['not_found', 'not_allowed'],
    requires: 'publish',
  })),
  'postNotes.list': route(() => ({
    summary: 'Who said what of a post, and when; the oldest first.',
    input: z.strictObject({ postId: id }),
    output: z.array(postNote),
    errors: ['not_found'],
    requires: 'read',
  })),
  'postNotes.add': route(() => ({
    summary: 'Adds a remark to a post, of yours or of somebody who told you.',
    input: z.strictObject({
      postId: id,
      text: z.string().max(20_000),
      author: z.string().max(120).default('').describe('Who said it; empty for you'),
    }),
    output: postNote,
    errors: ['not_found', 'empty'],
    requires: 'edit',
  })),
};
