import { z } from 'zod';
import type { OutgoingPost, PublishProgress, SentContent } from '../platform.ts';
import { progressReader } from '../progress.ts';

const upload = z.object({
  id: z.string(),
  /** Segments that X has. */
  sent: z.int().min(0),
  finalized: z.boolean(),
  /** Processed, and described where it is to be. */
  ready: z.boolean(),
  /** UTC epoch ms from which on X does not know it any more. */
  expiresAt: z.number(),
});
export type Upload = z.output<typeof upload>;

/** What survives a crash between two tries. */
const savedProgress = z.object({
  /** Uploads, by place in the post and SHA-256 of the file. */
  media: z.record(z.string(), upload).default({}),
  /** Every id that was ever uploaded for this post: a post that carries one is ours. */
  uploaded: z.array(z.string()).default([]),
  /** Ids of the pieces that X has, in order: the parts of the thread, then the first comment. */
  sent: z.array(z.string()).default([]),
  /** The piece that is being sent, or was when the answer was lost. Times by X's clock, UTC epoch ms. */
  sending: z
    .object({
      piece: z.int().min(0),
      /** Id of the post that it answers. */
      answers: z.string().nullable(),
      first: z.number(),
      last: z.number(),
      /** `createdAt` of the post then: another one since means that the person had it sent once more. */
      prepared: z.number(),
    })
    .nullable()
    .default(null),
});
export type SavedProgress = z.output<typeof savedProgress>;

export const readProgress = progressReader(savedProgress);

export interface Keeper {
  saved: SavedProgress;
  save(): Promise<void>;
}

/** The progress to write into. Where the same try is begun once more, it goes on from what was kept last. */
export function keeperOf(progress: PublishProgress): Keeper {
  const saved = readProgress(progress.saved);
  return {
    saved,
    async save() {
      const kept = structuredClone(saved);
      await progress.save(kept);
      progress.saved = kept;
    },
  };
}

/** One post on X: a part of the thread, or the first comment. */
export interface Piece {
  text: string;
  /** Place of the piece that it answers; null for the post itself. */
  answers: number | null;
}

/** All that is to be on X, in the order in which it is sent. */
export const piecesOf = ({
  text,
  thread,
  firstComment,
}: Pick<OutgoingPost & SentContent, 'text' | 'thread' | 'firstComment'>): Piece[] => [
  ...[text, ...thread].map((part, at) => ({ text: part, answers: at === 0 ? null : at - 1 })),
  ...(firstComment === null ? [] : [{ text: firstComment, answers: 0 }]),
];
