import { z } from 'zod';
import { epochMs, id, networkId } from './fields.ts';
import { postCard } from './posts.ts';
import { route } from './route.ts';

/** A counter of the network, as it was told last. */
const accountLimit = z.strictObject({
  /** The network's own name for it, e.g. `writes`, `daily`. */
  bucket: z.string(),
  limit: z.int().nullable(),
  remaining: z.int().nullable(),
  /** When it counts anew. */
  resetsAt: epochMs.nullable(),
  /** Nothing of this counter is sent before. */
  blockedUntil: epochMs.nullable(),
});

/** One account's line: its deliveries go out one after the other. */
export const lane = z.strictObject({
  accountId: id,
  clientId: id,
  network: networkId,
  handle: z.string(),
  /**
   * `idle`: nothing waits. `sending`: a call is under way. `waiting`: the next try is at `until`, or at once.
   * `limited`: the network asked to wait. `paused`: by the person. `reconnect`: the session has ended.
   */
  state: z.enum(['idle', 'sending', 'waiting', 'limited', 'paused', 'reconnect']),
  /** When it goes on by itself; null where it is under way, or waits for the person. */
  until: epochMs.nullable(),
  /** Why, with the next step; null where there is nothing to say. */
  reason: z.string().nullable(),
  /** Deliveries that are due and not sent yet. */
  waiting: z.int().min(0),
  limits: z.array(accountLimit),
});

export const upcomingPost = z.strictObject({
  post: postCard,
  accountIds: z.array(id),
  /** In its client’s queue; otherwise its time is fixed. */
  queued: z.boolean(),
});

export const queueRoutes = {
  'queue.overview': route(() => ({
    summary: 'What goes out next, and how each account’s line stands.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.strictObject({
      /** Whether this process publishes, another one does (the headless runner), or none. */
      runner: z.enum(['here', 'elsewhere', 'none']),
      /** The first hundred posts that are scheduled or going out, in their order. */
      next: z.array(upcomingPost),
      /** How many there are altogether. */
      total: z.int().min(0),
      /** One for each account, by client and handle. */
      lanes: z.array(lane),
    }),
    errors: [],
    requires: 'read',
  })),
};
