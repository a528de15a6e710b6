import type { z } from 'zod';
import { CallFailed, failure } from './call-failed.ts';
import type { PublishProgress, SentPost } from './platform.ts';

/** What a try keeps, with all of it written down by every `keep`. */
export interface KeptProgress<Saved> {
  saved: Saved;
  keep(change: Partial<Saved>): Promise<void>;
}

/**
 * Reads what earlier tries kept; before the first one that is nothing. What was kept and can't be read throws
 * CallFailed: begun anew, what is out already would be there twice.
 * @param shape fits `{}` too
 */
export const progressReader =
  <Saved>(shape: z.ZodType<Saved>) =>
  (saved: SentPost['saved']): Saved => {
    const parsed = shape.safeParse(saved ?? {});
    if (!parsed.success) throw new CallFailed(failure('refused', UNREADABLE));
    return parsed.data;
  };

const UNREADABLE =
  'ClientNest can’t read what it noted about this post, so it can’t tell what is out. Look at the account there and decide.';

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
