import { z } from 'zod';
import { epochMs, id, timeZone, wallTime } from './fields.ts';
import { post } from './posts.ts';
import { route } from './route.ts';

/** A thought that is no post yet. */
export const idea = z.strictObject({
  id,
  /** Null where it is not said yet for whom. */
  clientId: id.nullable(),
  text: z.string(),
  /** Its place on the shelf, the first one lowest. */
  position: z.int(),
  createdAt: epochMs,
});

const text = z.string().trim().min(1).max(10_000);

export const ideaRoutes = {
  'ideas.list': route(() => ({
    summary: 'Ideas in their order: of one client with those of nobody yet, or every one there is.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(idea),
    errors: [],
    requires: 'read',
  })),
  'ideas.create': route(() => ({
    summary: 'Puts an idea on top of the shelf.',
    input: z.strictObject({ id: id.optional(), clientId: id.nullable().default(null), text }),
    output: idea,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
  'ideas.update': route(() => ({
    summary: 'Changes what an idea says, or whose it is.',
    input: z.strictObject({ id, text: text.optional(), clientId: id.nullable().optional() }),
    output: idea,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'ideas.move': route(() => ({
    summary: 'Puts an idea before another one, or last.',
    input: z.strictObject({ id, before: id.nullable() }),
    output: idea,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'ideas.remove': route(() => ({
    summary: 'Removes an idea. The answer holds it, so that it can be put back.',
    input: z.strictObject({ id }),
    output: idea,
    errors: ['not_found'],
    requires: 'edit',
  })),
  'ideas.restore': route(() => ({
    summary: 'Puts a removed idea back where it was.',
    input: z.strictObject({ idea }),
    output: idea,
    errors: ['not_found', 'id_taken'],
    requires: 'edit',
  })),
  'ideas.plan': route(() => ({
    summary:
      'Makes a draft of an idea, planned for a time; the idea is off the shelf. It takes a client where the idea has none.',
    input: z.strictObject({
      id,
      clientId: id.optional(),
      at: z.strictObject({ wallTime, zone: timeZone }),
    }),
    output: z.strictObject({ post, idea }),
    errors: ['not_found', 'no_client', 'in_the_past', 'no_such_time'],
    requires: 'edit',
  })),
  'ideas.unplan': route(() => ({
    summary: 'Puts an idea back on the shelf, and removes the draft that was made of it.',
    input: z.strictObject({ idea, postId: id, version: z.int().min(1) }),
    output: idea,
    errors: ['not_found', 'id_taken', 'stale', 'not_allowed'],
    requires: 'edit',
  })),
};
