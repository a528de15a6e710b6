import { z } from 'zod';
import type { PublishProgress } from '../platform.ts';
import { progressReader } from '../progress.ts';

/** One post of a thread, or the whole of it where it is none. */
const savedPart = z.object({
  /** Containers of the media of a carousel, by place and SHA-256 of what was put in the relay. */
  items: z.record(z.string(), z.string()).default({}),
  container: z.string().nullable().default(null),
  /** UTC epoch ms at which the oldest of them was made: they are good for a day. */
  madeAt: z.number().default(0),
  /** Threads' time just before it was told to publish; null where that surely had no effect. */
  sentAt: z.number().nullable().default(null),
  postId: z.string().nullable().default(null),
});
export type SavedPart = z.output<typeof savedPart>;

/** What survives a crash between two tries. */
const savedProgress = z.object({
  parts: z.array(savedPart).default([]),
  /** SHA-256 of the files that lie in the media relay for it. */
  relayed: z.array(z.string()).default([]),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

export const newPart = (): SavedPart => savedPart.parse({});

/** The progress of one try, kept with every `keep`. */
export function openProgress(progress: PublishProgress) {
  const saved = readProgress(progress.saved);
  return { saved, keep: () => progress.save(structuredClone(saved)) };
}
export type Progress = ReturnType<typeof openProgress>;
