import { z } from 'zod';
import type { Spot } from './places.ts';

// As `answerShape` asks for it. What is there besides is left alone: models like to add.
const text = z.string().trim().min(1).max(20_000);
const note = z.string().max(5000).catch('');

const byNetwork = z.object({
  posts: z
    .array(
      z.object({
        network: z.string(),
        text,
        thread: z.array(z.string()).nullish(),
      }),
    )
    .min(1)
    .max(100),
});

/** Answers of models, and what of them is used. */
export const answers = {
  one: z.object({ text }),
  optimised: z.object({
    text,
    explanation: note,
    improvements: z.array(z.string().max(1000)).max(20).catch([]),
  }),
  hashtags: z.object({
    hashtags: z
      .array(z.union([z.string(), z.object({ tag: z.string() }).transform(({ tag }) => tag)]))
      .max(100),
  }),
  captions: z.object({ captions: z.array(text).min(1).max(20) }),
  judged: z.object({
    // Models like to write a number as a text, or as 7.5 of 10.
    score: z.coerce
      .number()
      .min(0)
      .max(100)
      .transform((score) => Math.round(score)),
    reasons: z
      .array(
        z.union([
          z.object({ text, step: note }),
          text.transform((one) => ({ text: one, step: '' })),
        ]),
      )
      .max(20)
      .catch([]),
  }),
  replies: z.object({
    replies: z
      .array(z.union([text.transform((one) => ({ text: one })), z.object({ text })]))
      .min(1)
      .max(20),
  }),
  /** Something for each of the spots; what is for others is left out. */
  posts: (spots: readonly Spot[]) =>
    byNetwork
      .superRefine(({ posts }, context) => {
        for (const spot of spots)
          if (!posts.some(({ network }) => isFor(network, spot)))
            context.addIssue({
              code: 'custom',
              path: ['posts'],
              message: `There is no post for ${spot.place.network}`,
            });
      })
      .transform(({ posts }) =>
        spots.flatMap((spot) =>
          posts
            .filter(({ network }) => isFor(network, spot))
            .map((post) => ({
              spot,
              text: [post.text, ...(post.thread ?? [])]
                .map((part) => part.trim())
                .filter((part) => part !== '')
                .join('\n\n'),
            })),
        ),
      ),
};

/** By its id, or by its name: models mix them up. */
const isFor = (named: string, { capabilities: { id, name } }: Spot): boolean => {
  const said = named.trim().toLowerCase();
  return said === id || said === name.toLowerCase();
};
