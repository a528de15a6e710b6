import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pieceAt, piecesOf, resumeAt } from '../../../../../electron/platforms/tiktok/pieces.ts';

const MB = 1_000_000;
const size = fc.integer({ min: 1, max: 4_000 * MB });

it('cuts every video as TikTok takes it, and loses no byte', () => {
  fc.assert(
    fc.property(size, (bytes) => {
      const { pieceSize, count } = piecesOf(bytes);
      expect(count).toBe(Math.floor(bytes / pieceSize));
      expect(count).toBeLessThanOrEqual(1000);
      let [at, pieces] = [0, 0];
      while (at < bytes) {
        const { end, isLast } = pieceAt(bytes, at);
        const length = end - at;
        expect(isLast).toBe(end === bytes);
        // Of 5 to 64 MB, the last up to 128; what is below 5 goes whole.
        if (bytes >= 5 * MB) expect(length).toBeGreaterThanOrEqual(5 * MB);
        expect(length).toBeLessThanOrEqual((isLast ? 128 : 64) * MB);
        at = end;
        pieces++;
      }
      expect([at, pieces]).toEqual([bytes, count]);
    }),
  );
});

it('goes on at the start of a piece, and never after what is missing', () => {
  fc.assert(
    fc.property(size, fc.double({ min: 0, max: 1, noNaN: true }), (bytes, share) => {
      const uploaded = Math.floor(bytes * share);
      const at = resumeAt(bytes, uploaded);
      expect(at).toBeLessThanOrEqual(uploaded);
      expect(at % piecesOf(bytes).pieceSize).toBe(0);
      expect(at).toBeLessThan(bytes);
    }),
  );
});
