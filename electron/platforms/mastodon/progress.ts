import { z } from 'zod';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import { progressReader } from '../progress.ts';

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** Ids of uploads, by place in the post and SHA-256 of the image. */
  media: z.record(z.string(), z.string()).default({}),
  /** Every id that was ever uploaded for this post: a post that carries one is ours. */
  uploaded: z.array(z.string()).default([]),
  /** When the video was uploaded, UTC epoch ms. */
  videoAt: z.number().nullable().default(null),
  /** The statuses that surely are there, in order: parts, then the first comment. The last of all is not kept. */
  parts: z.array(z.object({ id: z.string(), url: z.string().nullable() })).default([]),
  /** The server's time at the first send of the next one since when it knows its key, UTC epoch ms; null before it. */
  sentAt: z.number().nullable().default(null),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

/** Shorter than the server's, for clocks that differ and slow lines. */
export const KEY_LIFE = (MASTODON.keyLife ?? 0) - 5 * 60_000;
/** A server tells its time in whole seconds, so what is heard later may seem to be earlier. */
const SEEMS_EARLIER = 60_000;

/** Whether the same key sent now can't make a second post. `now` is the server's time. */
export const keyHolds = ({ sentAt }: SavedProgress, now: number): boolean =>
  sentAt !== null && now - sentAt > -SEEMS_EARLIER && now - sentAt < KEY_LIFE;
