import { z } from 'zod';
import { id } from './fields.ts';
import { route } from './route.ts';

/** How many posts one call may change. */
const ids = z.array(id).min(1).max(2000);

/** A calendar day, `2026-11-22`. */
const day = z.iso.date();

/** What became of each post: what could not be done keeps nothing else back. */
const bulkResult = z.strictObject({
  done: z.array(id),
  refused: z.array(z.strictObject({ id, code: z.string(), message: z.string() })),
  /** Takes all that was done back, for `posts.undoMany`; null where nothing was. */
  undo: id.nullable(),
});

/** One action for many posts: one transaction, an answer for each, and one way back. */
export const bulkRoutes = {
  'posts.moveMany': route(() => ({
    summary:
      'Moves posts by whole days, or to one day. Each keeps its time on the clock; what has no time yet is planned for nine.',
    input: z.strictObject({
      ids,
      by: z.union([
        z.strictObject({ days: z.int().min(-3660).max(3660) }),
        z.strictObject({ day }),
      ]),
    }),
    output: bulkResult,
    errors: [],
    requires: 'publish',
  })),
  'posts.unplanMany': route(() => ({
    summary: 'Takes posts off the calendar: what was scheduled is a draft again, without a time.',
    input: z.strictObject({ ids }),
    output: bulkResult,
    errors: [],
    requires: 'publish',
  })),
  'posts.labelMany': route(() => ({
    summary: 'Gives posts labels and takes others from them, whatever has become of the posts.',
    input: z.strictObject({
      ids,
      add: z.array(id).max(30).default([]),
      remove: z.array(id).max(30).default([]),
    }),
    output: bulkResult,
    errors: [],
    requires: 'edit',
  })),
  'posts.duplicateMany': route(() => ({
    summary:
      'Makes drafts of posts for a client, for its accounts on the same networks, planned for the same times.',
    input: z.strictObject({ ids, clientId: id }),
    output: z.strictObject({
      ...bulkResult.shape,
      /** The drafts, in the order of `done`. */
      made: z.array(id),
    }),
    errors: ['not_found'],
    requires: 'edit',
  })),
  'posts.submitMany': route(() => ({
    summary: 'Submits drafts for review. They keep the time that they are planned for.',
    input: z.strictObject({ ids }),
    output: bulkResult,
    errors: [],
    requires: 'edit',
  })),
  'posts.removeMany': route(() => ({
    summary: 'Removes posts; what is being published stays.',
    input: z.strictObject({ ids }),
    output: bulkResult,
    errors: [],
    requires: 'edit',
  })),
  'posts.undoMany': route(() => ({
    summary:
      'Takes back what one of these has done, as far as nobody has changed it since. The last fifty can be taken back.',
    input: z.strictObject({ undo: id }),
    output: z.strictObject({ done: bulkResult.shape.done, refused: bulkResult.shape.refused }),
    errors: ['not_found'],
    requires: 'publish',
  })),
};
