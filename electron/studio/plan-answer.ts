import { z } from 'zod';
import { type PlanFrame, piecesOf } from '../../shared/domain/plan.ts';

const words = (most: number) => z.string().max(most).catch('');

/** `["a1", "a2"]`, or all in one text. */
const codes = z
  .union([z.array(z.string()), z.string().transform((all) => all.split(/[\s,]+/))])
  .transform((all) => all.map((code) => code.trim()).filter((code) => code !== ''))
  .catch([]);

/**
 * Pieces of a plan as a model says them, of which only those are kept that can be. Where none is left, the model is
 * told why.
 */
export const planAnswer = (frame: PlanFrame) =>
  z
    .object({
      posts: z
        .array(
          z.object({
            slot: z.string().max(100),
            accounts: codes,
            topic: words(5000),
            text: z.string().trim().min(1).max(20_000),
            category: words(5000),
            why: words(5000),
          }),
        )
        .min(1)
        .max(200),
    })
    .transform(({ posts }) => piecesOf(posts, frame))
    .superRefine(({ pieces, faults }, context) => {
      if (pieces.length > 0) return;
      for (const { slot, fault } of faults.slice(0, 5))
        context.addIssue({ code: 'custom', path: ['posts'], message: `“${slot}”: ${fault}` });
    })
    .transform(({ pieces }) => pieces);
