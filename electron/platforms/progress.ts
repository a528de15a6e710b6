import type { z } from 'zod';
import type { PublishProgress, SentPost } from './platform.ts';

/** What a try keeps, with all of it written down by every `keep`. */
export interface KeptProgress<Saved> {
  saved: Saved;
  keep(change: Partial<Saved>): Promise<void>;
}

/**
 * Reads what earlier tries kept, as before the first one where there is nothing that can be read.
 * @param shape fits `{}` too
 */
export const progressReader =
  <Saved>(shape: z.ZodType<Saved>) =>
  (saved: SentPost['saved']): Saved => {
    const parsed = shape.safeParse(saved ?? {});
    return parsed.success ? parsed.data : shape.parse({});
  };

/** The progress of one try, to write into. */
export const progressOpener =
  <Saved extends Record<string, unknown>>(read: (saved: SentPost['saved']) => Saved) =>
  (progress: PublishProgress): KeptProgress<Saved> => {
    const saved = read(progress.saved);
    return {
      saved,
      async keep(change) {
        Object.assign(saved, change);
        await progress.save({ ...saved });
      },
    };
  };
