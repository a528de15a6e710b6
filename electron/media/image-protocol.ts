import type { FitLimit, FittedImage, ImageFacts, ImageResult } from './image-operations.ts';

/** What the image worker is asked, and what it answers. Structured clone carries both. */
export type ImageRequest =
  | { id: number; operation: 'probe'; bytes: Uint8Array }
  | { id: number; operation: 'thumbnail'; bytes: Uint8Array; side: number }
  | { id: number; operation: 'fit'; bytes: Uint8Array; limit: FitLimit };

export interface ImageReply {
  id: number;
  result: ImageResult<ImageFacts | Uint8Array | FittedImage>;
}
