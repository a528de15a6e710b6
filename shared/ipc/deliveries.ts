import { z } from 'zod';
import { DELIVERY_STATES } from '../domain/post-status.ts';
import { epochMs, id, networkId } from './fields.ts';
import { post } from './posts.ts';
import { route } from './route.ts';

/** Longer is no link to a post. */
export const LINK_LIMIT = 500;

export const deliveryAttempt = z.strictObject({
  id,
  startedAt: epochMs,
  finishedAt: epochMs.nullable(),
  state: z.enum(DELIVERY_STATES),
  /**
   * What the network did, e.g. `ok`, `unreachable`, `rate_limited`, `refused`, `interrupted`;
   * `decided`: no call, but what the person decided.
   */
  responseClass: z.string().nullable(),
  httpStatus: z.int().nullable(),
  /** A sentence for the person. Never contains a token. */
  message: z.string().nullable(),
});

export const delivery = z.strictObject({
  id,
  postId: id,
  accountId: id,
  network: networkId,
  handle: z.string(),
  state: z.enum(DELIVERY_STATES),
  /** Where the published post can be seen. */
  remoteUrl: z.string().nullable(),
  remoteId: z.string().nullable(),
  /** When it is tried again, where it waits. */
  nextAttemptAt: epochMs.nullable(),
  /** Until when it is tried by itself, where it is not settled. */
  triesUntil: epochMs.nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  publishedAt: epochMs.nullable(),
  /** How far its files are; null while there are none on their way, and where they are there in a moment. */
  upload: z
    .strictObject({
      sent: z.int().min(0).describe('Bytes'),
      bytes: z.int().min(0),
      /** The rest is on its way in one go; then the network works on it. */
      isLast: z.boolean(),
      /** It can be given up: nothing is out before all of it is there. */
      canStop: z.boolean(),
    })
    .nullable(),
  /** What it cost, in millionths of a US dollar, as far as it is out; null where that is nothing. */
  costMicroUsd: z.int().min(0).nullable(),
  attempts: z.array(deliveryAttempt),
});

export const deliveryRoutes = {
  'deliveries.forPost': route(() => ({
    summary: 'The delivery log of a post: each account, each attempt, what the network answered.',
    input: z.strictObject({ postId: id }),
    output: z.array(delivery),
    errors: ['not_found'],
    requires: 'read',
  })),
  'deliveries.retry': route(() => ({
    summary:
      'Sends a failed delivery again, one that was called off after all, or a waiting one at once; of a published one the first comment, where that is missing. What was published stays as it is.',
    input: z.strictObject({ id }),
    output: post,
    errors: ['not_found', 'not_allowed', 'not_ready'],
    requires: 'publish',
  })),
  'deliveries.resolve': route(() => ({
    summary:
      'Decides a delivery that could not be decided: it was published (with the link to the post), send it again, or give it up (a waiting or failed one too, one whose files are still uploaded, or a first comment that is missing).',
    input: z.strictObject({
      id,
      decision: z.enum(['was_published', 'send_again', 'give_up']),
      /** Where the person found the post; only with `was_published`. */
      link: z.string().max(LINK_LIMIT).optional(),
    }),
    output: post,
    errors: ['not_found', 'not_allowed', 'wrong_link'],
    requires: 'publish',
  })),
};
