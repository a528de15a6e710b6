import { z } from 'zod';
import { progressReader } from '../progress.ts';

const image = z.object({
  urn: z.string(),
  url: z.string(),
  /** UTC epoch ms until when the address takes the bytes. */
  urlEndsAt: z.number(),
  done: z.boolean(),
});
export type SavedImage = z.output<typeof image>;

const video = z.object({
  sha256: z.string(),
  urn: z.string(),
  uploadToken: z.string(),
  urlEndsAt: z.number(),
  /** Offsets of the bytes, both included. */
  pieces: z.array(z.object({ url: z.string(), first: z.number(), last: z.number() })),
  /** What LinkedIn gave for each piece that it has, in order. */
  etags: z.array(z.string()),
  finalized: z.boolean(),
});
export type SavedVideo = z.output<typeof video>;

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** By place in the post and SHA-256 of the image. */
  images: z.record(z.string(), image).default({}),
  video: video.nullable().default(null),
  /** Every upload that was ever made for this post: a post that carries one is ours. */
  uploaded: z.array(z.string()).default([]),
  /** LinkedIn's time just before the first call that was to make the post; null before it. */
  sentAt: z.number().nullable().default(null),
  /** Such a call may have taken effect, though no answer said so. */
  inDoubt: z.boolean().default(false),
  /** UTC epoch ms of the last such call, for the post or its first comment. */
  triedAt: z.number().nullable().default(null),
  /** The post, once it is there. */
  post: z.string().nullable().default(null),
  /** The same of the first comment. */
  commentInDoubt: z.boolean().default(false),
  commented: z.boolean().default(false),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);
