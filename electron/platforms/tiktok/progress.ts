import { z } from 'zod';
import { progressReader } from '../progress.ts';

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** TikTok's name of this one posting; null before it is known. */
  publishId: z.string().nullable().default(null),
  kind: z.enum(['video', 'photo']).nullable().default(null),
  /** Where the pieces of the video go, and until when, UTC epoch ms. */
  uploadUrl: z.string().nullable().default(null),
  uploadUntil: z.number().default(0),
  /** Bytes of the video, and of those the ones that TikTok has confirmed. */
  size: z.number().default(0),
  sent: z.number().default(0),
  /** SHA-256 of the photos that lie in the media relay for it. */
  relayed: z.array(z.string()).default([]),
  /** UTC epoch ms before the call that posts by itself: a video's last piece, or the photos. Null before it. */
  decidedAt: z.number().nullable().default(null),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

/** As it was before anything was sent: what came of the earlier try is known to be nothing. */
export const startedAnew = (): SavedProgress => savedProgress.parse({});
