import { z } from 'zod';
import { METRICS, type Metric } from '../domain/network.ts';
import { epochMs, id, networkId } from './fields.ts';
import { route } from './route.ts';

/** Null where the network does not give it: never 0 for "not provided". */
const metrics = z.record(z.enum(METRICS), z.number().min(0).nullable()) satisfies z.ZodType<
  Record<Metric, number | null>
>;

export const comment = z.strictObject({
  remoteId: z.string(),
  /** The post or comment that it answers. */
  parentId: z.string(),
  author: z.strictObject({ remoteId: z.string(), handle: z.string(), displayName: z.string() }),
  text: z.string(),
  createdAt: epochMs,
  remoteUrl: z.string().nullable(),
  likes: z.int().min(0).nullable(),
  hidden: z.boolean(),
  /** The account wrote it itself. */
  ours: z.boolean(),
});

/** Why a network was not asked, or what it answered instead. */
const callErrors = [
  'reconnect_needed',
  'disabled',
  'keychain_unavailable',
  'service_unreachable',
  'service_error',
  'rate_limited',
  'refused',
] as const;
const problem = z.strictObject({ code: z.enum(callErrors), message: z.string() });

/** What became of one published delivery, as its network tells it now. The numbers are kept with their time. */
export const engagement = z.strictObject({
  deliveryId: id,
  accountId: id,
  network: networkId,
  /** Null where the network gives none, or did not answer. */
  metrics: metrics.nullable(),
  metricsProblem: problem.nullable(),
  /** The network does not know the post any more. */
  gone: z.boolean(),
  /** The first page; null where the network gives none, or did not answer. */
  comments: z.array(comment).nullable(),
  commentsProblem: problem.nullable(),
  /** To go on from; null where that was all. */
  next: z.string().nullable(),
  readAt: epochMs,
});

const commentId = z.string().min(1).max(1024);
export const writeErrors = ['not_found', 'not_supported', ...callErrors] as const;

export const engagementRoutes = {
  'engagement.read': route(() => ({
    summary:
      'Numbers and comments of a published post, read from its networks now. Networks that bill reading bill this.',
    input: z.strictObject({
      postId: id,
      deliveryId: id.optional().describe('Only of this delivery'),
    }),
    output: z.array(engagement),
    errors: ['not_found'],
    requires: 'read',
  })),
  'engagement.more': route(() => ({
    summary: 'The next page of comments under a published post.',
    input: z.strictObject({ deliveryId: id, from: z.string().min(1).max(4096) }),
    output: z.strictObject({ comments: z.array(comment), next: z.string().nullable() }),
    errors: writeErrors,
    requires: 'read',
  })),
  'engagement.reply': route(() => ({
    summary:
      'Answers a comment, or the post itself. After `answer_lost` the same text is looked for before it is sent again.',
    input: z.strictObject({
      deliveryId: id,
      parentId: commentId,
      text: z.string().trim().min(1).max(10_000),
    }),
    output: comment,
    errors: [...writeErrors, 'answer_lost'],
    requires: 'publish',
  })),
  'engagement.setHidden': route(() => ({
    summary: 'Hides a comment from everybody but its author, or shows it again.',
    input: z.strictObject({ deliveryId: id, commentId, hidden: z.boolean() }),
    output: z.strictObject({ outcome: z.enum(['done', 'gone']) }),
    errors: writeErrors,
    requires: 'publish',
  })),
  'engagement.removeComment': route(() => ({
    summary: 'Removes a comment at the network, for good.',
    input: z.strictObject({ deliveryId: id, commentId }),
    output: z.strictObject({ outcome: z.enum(['removed', 'gone']) }),
    errors: writeErrors,
    requires: 'publish',
  })),
  'engagement.removePost': route(() => ({
    summary: 'Removes a published post at its network, for good. It stays in ClientNest.',
    input: z.strictObject({ deliveryId: id }),
    output: z.strictObject({ outcome: z.enum(['removed', 'gone']) }),
    errors: writeErrors,
    requires: 'publish',
  })),
};
