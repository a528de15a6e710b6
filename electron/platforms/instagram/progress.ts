import { z } from 'zod';
import type { PublishProgress, SentPost } from '../platform.ts';

const container = z.object({
  id: z.string(),
  /** Instagram's time when it was made, UTC epoch ms. */
  at: z.number(),
});

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** Containers by what is in them. */
  containers: z.record(z.string(), container).default({}),
  /** SHA-256 of what lies on the relay for Instagram to fetch. */
  relayed: z.array(z.string()).default([]),
  /** The container that was to be published, and Instagram's time just before; null where it surely was not. */
  sent: container.nullable().default(null),
  mediaId: z.string().nullable().default(null),
  commentAt: z.number().nullable().default(null),
  commentId: z.string().nullable().default(null),
});
export type SavedProgress = z.output<typeof savedProgress>;

export function readProgress(saved: SentPost['saved']): SavedProgress {
  const parsed = savedProgress.safeParse(saved ?? {});
  return parsed.success ? parsed.data : savedProgress.parse({});
}

/** The progress of one try, kept with every `keep`. */
export function openProgress(progress: PublishProgress) {
  const saved = readProgress(progress.saved);
  return {
    saved,
    async keep(change: Partial<SavedProgress>): Promise<void> {
      Object.assign(saved, change);
      await progress.save({ ...saved });
    },
  };
}
export type Progress = ReturnType<typeof openProgress>;
