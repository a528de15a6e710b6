/** Bytes of a piece. TikTok takes 5 to 64 MB; few make an upload quick, small ones make it cheap to go on. */
const PIECE = 10_000_000;

export interface PiecePlan {
  pieceSize: number;
  count: number;
}

/**
 * How a video is cut. What is over after the last whole piece goes with that one; a video below two
 * pieces goes in one. Source: developers.tiktok.com/doc/content-posting-api-media-transfer-guide.
 */
export const piecesOf = (size: number): PiecePlan =>
  size < 2 * PIECE
    ? { pieceSize: size, count: 1 }
    : { pieceSize: PIECE, count: Math.floor(size / PIECE) };

/** The piece that begins at `start`; `end` is not part of it. */
export function pieceAt(size: number, start: number): { end: number; isLast: boolean } {
  const { pieceSize, count } = piecesOf(size);
  const isLast = Math.floor(start / pieceSize) >= count - 1;
  return { end: isLast ? size : start + pieceSize, isLast };
}

/** Where to go on when TikTok has so many bytes: at the start of the piece that it does not have whole. */
export function resumeAt(size: number, uploaded: number): number {
  const { pieceSize, count } = piecesOf(size);
  return Math.min(Math.floor(uploaded / pieceSize), count - 1) * pieceSize;
}
