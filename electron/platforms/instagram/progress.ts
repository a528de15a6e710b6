import { z } from 'zod';
import { type KeptProgress, progressOpener, progressReader } from '../progress.ts';

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

export const readProgress = progressReader(savedProgress);

export const openProgress = progressOpener(readProgress);
export type Progress = KeptProgress<SavedProgress>;
