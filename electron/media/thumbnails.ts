import { readFile } from 'node:fs/promises';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { ImageCodec } from './image-codec.ts';
import type { MediaFiles } from './media-files.ts';

/** Longest side in pixels of the picture that stands for a video. */
const POSTER_SIDE = 1280;

/** Small pictures of images and videos, beside their files. */
export function createThumbnails({ files, images }: { files: MediaFiles; images: ImageCodec }) {
  const making = new Map<string, Promise<string | null>>();

  async function make({ sha256, durationMs }: MediaView, side: number): Promise<string | null> {
    const path = files.thumbnail(sha256, side);
    if (await files.exists(path)) return path;
    const bytes =
      durationMs === null
        ? await files.read(sha256)
        : await readFile(files.poster(sha256)).catch(() => null);
    const small = bytes && (await images.thumbnail(bytes, side));
    if (!small?.ok) return null;
    await files.write(path, small.value);
    return path;
  }

  return {
    /**
     * A WebP that fits into a square of `side` pixels; null where there is nothing to make it of. Made once, when it
     * is first asked for; several asking at once share the work.
     */
    of(found: MediaView, side: number): Promise<string | null> {
      const key = files.thumbnail(found.sha256, side);
      const underWay = making.get(key);
      if (underWay) return underWay;
      const made = make(found, side).finally(() => making.delete(key));
      making.set(key, made);
      return made;
    },

    /** Keeps the picture that stands for a video. False where it is no picture. */
    async setPoster(sha256: string, picture: Uint8Array): Promise<boolean> {
      const probed = await images.probe(picture);
      const poster = probed.ok ? await images.thumbnail(picture, POSTER_SIDE) : probed;
      if (!poster.ok) return false;
      await files.write(files.poster(sha256), poster.value);
      return true;
    },
  };
}
