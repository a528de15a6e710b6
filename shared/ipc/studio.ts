import { z } from 'zod';
import { empty, id, networkId } from './fields.ts';
import { route } from './route.ts';

/** Where a text is to fit: a network, or one account's server where that has limits of its own. */
export const studioPlace = z.strictObject({ network: networkId, accountId: id.nullable() });

/** What was written for a place. It is a proposal: nothing is sent or saved by it. */
export const studioText = z.strictObject({
  place: studioPlace,
  text: z.string(),
  /** As the network counts. */
  used: z.int().min(0),
  limit: z.int().min(1),
  /** Still longer than the network takes: shown as it is, never cut. */
  over: z.boolean(),
  /** It was too long at first, and the model made it shorter. */
  shortened: z.boolean(),
  /** Posts that it makes: more than one only where it was asked for as a thread. */
  parts: z.int().min(1),
  /** Hashtags as the network counts them. */
  hashtags: z.int().min(0),
  /** Links and mentions in it that the person did not write. */
  unasked: z.array(z.strictObject({ kind: z.enum(['link', 'mention']), text: z.string() })),
});

const requestIds = z.array(id).describe('What was asked for it, in the ledger');
const drafts = z.strictObject({
  texts: z.array(studioText),
  requestIds,
  /** A budget is nearly used up, in words. */
  warning: z.string().nullable(),
});

const task = {
  taskId: id.describe('Chosen by the caller: by it the task is followed and cancelled'),
  clientId: id,
  postId: id.nullable().default(null),
};
const places = z.array(studioPlace).min(1).max(12);
const words = z.string().trim().min(1).max(20_000);
const line = z.string().trim().max(200);
const wish = z.string().trim().max(2000).default('').describe('What is to be minded besides');
const count = z.int().min(1).max(5);

/** Why a model may not answer. */
export const AI_ERRORS = [
  'no_connection',
  'paused',
  'no_model',
  'no_key',
  'keychain_unavailable',
  'over_budget',
  'too_long',
  'cannot_see',
  'not_found',
  'not_answered',
  'not_understood',
  'cancelled',
] as const;

export const studioRoutes = {
  'studio.ready': route(() => ({
    summary: 'Whether AI would answer for a client, and by what; else why not, in words.',
    input: z.strictObject({ clientId: id }),
    output: z.strictObject({
      connectionName: z.string(),
      model: z.string(),
      /** It reads images. */
      sees: z.boolean(),
      warning: z.string().nullable(),
    }),
    errors: AI_ERRORS,
    requires: 'read',
  })),
  'studio.generate': route(() => ({
    summary: 'Writes posts about a topic: several for each place, each within its limit.',
    input: z.strictObject({
      ...task,
      topic: words,
      tone: line.default(''),
      language: line.default('').describe('BCP 47 or in words; empty for the client’s'),
      hashtags: z.boolean().default(true),
      count: count.default(3),
      places,
      wish,
    }),
    output: drafts,
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.optimise': route(() => ({
    summary: 'Rewrites a text with goals in mind, and says what it changed and why.',
    input: z.strictObject({
      ...task,
      text: words,
      goals: z.array(z.string().trim().min(1).max(200)).min(1).max(8),
      place: studioPlace,
      wish,
    }),
    output: drafts.extend({ explanation: z.string(), improvements: z.array(z.string()) }),
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.hashtags': route(() => ({
    summary: 'Proposes hashtags that a text does not have yet, each one as its network reads it.',
    input: z.strictObject({
      ...task,
      text: words,
      place: studioPlace,
      count: z.int().min(1).max(30).default(5),
    }),
    output: z.strictObject({
      hashtags: z.array(z.string()),
      requestIds,
      warning: z.string().nullable(),
    }),
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.caption': route(() => ({
    summary:
      'Writes captions for a picture: from its description, and from the picture itself where the model sees and that is wanted.',
    input: z.strictObject({
      ...task,
      altText: z.string().trim().max(10_000).default(''),
      mediaId: id.nullable().default(null).describe('Is sent; only a model that sees takes it'),
      count: count.default(3),
      place: studioPlace,
      wish,
    }),
    output: drafts,
    errors: [...AI_ERRORS, 'nothing_to_go_by'],
    requires: 'edit',
  })),
  'studio.describe': route(() => ({
    summary:
      'Describes a picture for people who can’t see it. The picture is sent: only a model that sees takes it.',
    input: z.strictObject({
      ...task,
      mediaId: id,
      post: z.string().max(20_000).default('').describe('What it goes with'),
      limit: z.int().min(50).max(5000).default(1000).describe('Characters that it may have'),
      language: line.default('').describe('BCP 47 or in words; empty for the client’s'),
      wish,
    }),
    output: z.strictObject({
      text: z.string(),
      requestIds,
      warning: z.string().nullable(),
    }),
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.judge': route(() => ({
    summary:
      'What a model thinks of a post, with reasons: a second opinion beside the rules’ score. It changes nothing.',
    input: z.strictObject({
      ...task,
      clientId: id.nullable(),
      text: words,
      place: studioPlace,
    }),
    output: z.strictObject({
      score: z.int().min(0).max(100),
      reasons: z.array(
        z.strictObject({
          text: z.string(),
          /** What to do about it; empty where nothing is to be done. */
          step: z.string(),
        }),
      ),
      requestIds,
      warning: z.string().nullable(),
    }),
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.taken': route(() => ({
    summary:
      'Notes that somebody took what came of a task, and the post that it went into: what versions of a prompt are compared by.',
    input: z.strictObject({
      requestIds: z.array(id).min(1).max(50),
      postId: id.nullable().describe('May be of a post that is not saved yet'),
      text: z.string().max(60_000).describe('What was taken'),
    }),
    output: empty,
    errors: [],
    requires: 'edit',
  })),
  'studio.translate': route(() => ({
    summary: 'A text in another language. Links, mentions and hashtags stay what they are.',
    input: z.strictObject({ ...task, text: words, into: line.min(2), place: studioPlace, wish }),
    output: drafts,
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.shorten': route(() => ({
    summary: 'A text within the limit of its place. It may still be too long, and is told then.',
    input: z.strictObject({ ...task, text: words, place: studioPlace }),
    output: drafts,
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.repurpose': route(() => ({
    summary:
      'One post for every network in its own way, or of a pasted article a post or a thread for each.',
    input: z.strictObject({
      ...task,
      source: z.string().trim().min(1).max(60_000),
      kind: z.enum(['post', 'article']),
      places,
      wish,
    }),
    output: drafts,
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.replies': route(() => ({
    summary:
      'Answers to a comment to choose from, in a tone. Drafts only: a person sends one, or none.',
    input: z.strictObject({
      ...task,
      comment: words,
      author: line.default(''),
      post: z.string().max(20_000).default(''),
      thread: z.string().max(20_000).default(''),
      tone: line.default('friendly'),
      place: studioPlace,
      count: count.default(3),
      wish,
    }),
    output: drafts,
    errors: AI_ERRORS,
    requires: 'edit',
  })),
  'studio.cancel': route(() => ({
    summary: 'Ends a task wherever it is. What had come is kept in the ledger.',
    input: z.strictObject({ taskId: id }),
    output: empty,
    errors: [],
    requires: 'edit',
  })),
};
