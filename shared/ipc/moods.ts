import { z } from 'zod';
import { empty, epochMs, id } from './fields.ts';
import { route } from './route.ts';

const count = z.int().min(0);

/** Comments of a day or a week by how they sound; `unknown`: not in English, which is not guessed. */
export const moodSpan = z.strictObject({
  positive: count,
  neutral: count,
  negative: count,
  unknown: count,
});

/** A sudden turn of what people say to a client. */
export const moodTurn = z.strictObject({
  clientId: id,
  direction: z.enum(['better', 'worse']),
  /** Means of the comments, −100 to 100. */
  before: z.int().min(-100).max(100),
  now: z.int().min(-100).max(100),
  /** How many recent comments tell so, and since when. */
  comments: z.int().min(1),
  since: epochMs,
  foundAt: epochMs,
});

export const moodRoutes = {
  'moods.trend': route(() => ({
    summary:
      'How what people said sounds, over the last 30 days or 12 weeks: worked out on this computer, English and emoji only.',
    input: z.strictObject({
      clientId: id.optional(),
      accountId: id.optional(),
      by: z.enum(['day', 'week']).default('week').describe('30 days, or 12 weeks up to today'),
    }),
    output: z.strictObject({
      /** Where each span begins, and the end of the last one. */
      edges: z.array(epochMs),
      spans: z.array(moodSpan),
    }),
    errors: [],
    requires: 'read',
  })),
  'moods.turns': route(() => ({
    summary: 'Clients to whom people suddenly speak otherwise, each turn told once.',
    input: z.strictObject({ clientId: id.optional() }),
    output: z.array(moodTurn),
    errors: [],
    requires: 'read',
  })),
  'moods.setSeen': route(() => ({
    summary: 'Puts the turn of a client away for good, or brings it back.',
    input: z.strictObject({ clientId: id, seen: z.boolean() }),
    output: empty,
    errors: ['not_found'],
    requires: 'edit',
  })),
};
