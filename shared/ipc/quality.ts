import { z } from 'zod';
import { epochMs, id } from './fields.ts';
import { route } from './route.ts';

export const qualityRoutes = {
  'quality.material': route(() => ({
    summary:
      'What a post of a client is rated by, besides its own words: the words that the client avoids, and its last 100 posts of a year.',
    input: z.strictObject({
      clientId: id,
      postId: id.nullable().describe('The post itself, which is left out'),
    }),
    output: z.strictObject({
      avoid: z.array(z.string()),
      /** The newest first. */
      earlier: z.array(z.strictObject({ postId: id, at: epochMs, text: z.string() })),
    }),
    errors: ['not_found'],
    requires: 'read',
  })),
};
