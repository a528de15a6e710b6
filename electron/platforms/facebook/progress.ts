import { z } from 'zod';
import { type KeptProgress, progressOpener, progressReader } from '../progress.ts';

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** Ids of photos that are up and on no post yet, by place in the post and SHA-256 of the image. */
  photos: z.record(z.string(), z.string()).default({}),
  /** Every photo that was ever uploaded for this post: a post that carries one is ours. */
  uploaded: z.array(z.string()).default([]),
  /** The upload of the video that is under way. */
  upload: z.string().nullable().default(null),
  /** What Facebook calls the whole video by. */
  handle: z.string().nullable().default(null),
  /** Facebook's time just before the decisive call, UTC epoch ms; null where it surely had no effect. */
  sentAt: z.number().nullable().default(null),
  videoId: z.string().nullable().default(null),
  postId: z.string().nullable().default(null),
  /** What Facebook was to publish by itself. */
  plannedId: z.string().nullable().default(null),
  /** The same as `sentAt`, for the first comment. */
  commentAt: z.number().nullable().default(null),
  commentId: z.string().nullable().default(null),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

export const openProgress = progressOpener(readProgress);
export type Progress = KeptProgress<SavedProgress>;
