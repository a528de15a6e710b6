import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Crop, croppedSize } from '../../shared/domain/crop.ts';
import type { ImageLimit } from '../../shared/domain/network.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { OutgoingImage, OutgoingVideo } from '../platforms/platform.ts';
import type { ImageCodec } from './image-codec.ts';
import { createIncoming, type IncomingFile } from './incoming.ts';
import { createMediaFiles, sha256 } from './media-files.ts';
import { isEmpty, kindOf, mediaProblem, noSpace, notTaken, tooLarge } from './media-problem.ts';
import { createMediaRows } from './media-rows.ts';
import { readHead } from './read-head.ts';
import { createReceiving } from './receiving.ts';
import { signatureOf } from './signature.ts';
import { createThumbnails } from './thumbnails.ts';
import {
  type CopyOptions,
  codeOf,
  createVideoImport,
  isNoSpace,
  type VideoImportError,
} from './video-import.ts';

export type Media = ReturnType<typeof createMedia>;

export interface MediaOptions {
  database: Database;
  clock: Clock;
  /** The workspace's folder; files live in `media/` below it. */
  userData: string;
  images: ImageCodec;
}

/** Images are decoded whole, so they are bounded; videos are never read whole. */
export const MAX_BYTES = 100 * 1024 * 1024;
export const MAX_VIDEO_BYTES = 4 * 1024 ** 3;
/**
 * Longest sides in pixels, for two pixels a point: a chip on the calendar, a tile in the composer, a preview and a post
 * in a pack.
 */
const THUMBNAILS = { chip: 96, thumb: 320, screen: 1280 } as const;
export type MediaSize = keyof typeof THUMBNAILS | 'full';

/** Images and videos by content hash. They are plain files, not encrypted like the database. */
export function createMedia({ database, clock, userData, images }: MediaOptions) {
  const rows = createMediaRows({ database, clock });
  const files = createMediaFiles(userData);
  const incoming = createIncoming(userData);
  const videos = createVideoImport({ clock, rows, files, incoming });
  const receiving = createReceiving({ incoming, largest: MAX_VIDEO_BYTES, keep: keepReceived });
  const thumbnails = createThumbnails({ files, images });
  const swept = incoming.sweep(clock.now()).catch(() => undefined);

  function get(id: string): Result<MediaView, 'not_found'> {
    const found = rows.byId(id);
    return found ? ok(found) : fail('not_found', 'This file does not exist any more.');
  }

  /** Keeps what is in memory. Its kind is told by its bytes, never by its name. */
  async function importBytes(
    fileName: string,
    bytes: Uint8Array,
  ): Promise<Result<MediaView, VideoImportError>> {
    if (bytes.byteLength > MAX_BYTES) return tooLarge(fileName, 'is larger than 100 MB');
    if (bytes.byteLength === 0) return isEmpty(fileName);
    try {
      if (kindOf(signatureOf(bytes)) === 'video') {
        const file = await incoming.begin();
        await file.write(bytes).catch(async (error: unknown) => {
          await file.drop();
          throw error;
        });
        return await videos.keep(fileName, file);
      }
      const hash = sha256(bytes);
      const known = rows.byHash(hash);
      if (known) {
        await files.keep(hash, bytes);
        return ok(known);
      }
      const facts = await images.probe(bytes);
      if (!facts.ok) return mediaProblem(fileName, facts.problem);
      await files.keep(hash, bytes);
      const row = { sha256: hash, fileName, bytes: bytes.byteLength, durationMs: null };
      return ok(rows.insert({ ...row, ...facts.value }));
    } catch (error) {
      if (isNoSpace(error)) return noSpace();
      throw error;
    }
  }

  /** What came in pieces may be an image with the name of a video. */
  async function keepReceived(fileName: string, file: IncomingFile) {
    const { bytes } = await readHead(file.path);
    if (kindOf(signatureOf(bytes)) === 'video') return videos.keep(fileName, file);
    try {
      if (file.bytes() > MAX_BYTES) return tooLarge(fileName, 'is larger than 100 MB');
      return await importBytes(fileName, await readFile(file.path));
    } finally {
      await file.drop();
    }
  }

  return {
    get,
    importBytes,
    /** Files that come in pieces. */
    receiving,

    /** Drops what is coming in, and ends the image worker. */
    async close(): Promise<void> {
      await swept;
      await receiving.close();
      await images.close();
    },

    /**
     * The same from a path on this machine; a video is copied in pieces, and can be ended by a signal.
     * @throws the signal's reason; nothing is left of the copy then
     */
    async importFile(
      path: string,
      options: CopyOptions = {},
    ): Promise<Result<MediaView, VideoImportError | 'not_found'>> {
      const fileName = basename(path);
      try {
        const head = await readHead(path);
        const signature = signatureOf(head.bytes);
        const kind = kindOf(signature);
        if (head.size === 0) return isEmpty(fileName);
        if (kind !== 'video' && head.size > MAX_BYTES)
          return tooLarge(fileName, 'is larger than 100 MB');
        if (head.size > MAX_VIDEO_BYTES) return tooLarge(fileName, 'is larger than 4 GB');
        if (kind === null) return notTaken(fileName, signature);
        if (kind === 'image') return await importBytes(fileName, await readFile(path));
        return await videos.copy(fileName, path, options);
      } catch (error) {
        if (!isReading(error)) throw error;
        return codeOf(error) === 'ENOENT'
          ? fail('not_found', `There is no file at ${path}. Check the path.`)
          : fail(
              'unreadable',
              `${path} can’t be read. Check that it is a file and that you may read it.`,
            );
      }
    },

    /**
     * The file to show: the file itself, or a WebP that fits into 96 (`chip`), 320 (`thumb`) or 1280 (`screen`) pixels.
     * Null where there is no such file, or it is gone or damaged, or a video that has no picture yet.
     */
    async open(
      id: string,
      size: MediaSize = 'full',
    ): Promise<{ path: string; mimeType: string } | null> {
      const found = rows.byId(id);
      if (!found) return null;
      if (size === 'full') {
        const path = files.original(found.sha256);
        return (await files.exists(path)) ? { path, mimeType: found.mimeType } : null;
      }
      const path = await thumbnails.of(found, THUMBNAILS[size]);
      return path === null ? null : { path, mimeType: 'image/webp' };
    },

    /** The picture that stands for a video; made by the page, since nothing here decodes videos. */
    async setPoster(id: string, picture: Uint8Array) {
      const found = get(id);
      if (!found.ok) return found;
      if (found.value.durationMs === null)
        return fail('not_a_video', `“${found.value.fileName}” is an image, and shows itself.`);
      return (await thumbnails.setPoster(found.value.sha256, picture))
        ? found
        : fail('unreadable', `The picture of “${found.value.fileName}” can’t be read.`);
    },

    /**
     * The image as `limit` wants it, read and fitted only when it is sent. The same image and limit
     * give the same bytes each time. Of an animation, the first frame; of a cropped one, the part.
     * @throws Error from `read()` where the file is gone, damaged, or can't be made small enough
     */
    outgoing(
      mediaId: string,
      { altText, crop = null }: { altText: string; crop?: Crop | null },
      limit: Pick<ImageLimit, 'side' | 'bytes' | 'mimeTypes'>,
    ): OutgoingImage {
      const found = get(mediaId);
      if (!found.ok) throw new Error(found.error.message);
      const { sha256: hash, fileName, mimeType } = found.value;
      return {
        sha256: crop ? hashOfPart(hash, crop) : hash,
        altText,
        ...croppedSize({ ...found.value, crop }),
        mimeType,
        async read() {
          const bytes = await files.read(hash);
          const { side, bytes: maxBytes, mimeTypes } = limit;
          const fitted = bytes && (await images.fit(bytes, { side, maxBytes, mimeTypes, crop }));
          if (!fitted?.ok) throw new Error(`“${fileName}” can’t be read any more. Add it again.`);
          return fitted.value;
        },
      };
    },

    /**
     * The video as it was kept, to be read in pieces. That it still is what was kept is looked at now, by its size
     * and time, and again with each piece.
     * @returns null where its file is gone or was changed
     */
    async outgoingVideo(mediaId: string, altText: string): Promise<OutgoingVideo | null> {
      const found = rows.byId(mediaId);
      if (!found || found.durationMs === null) return null;
      const { sha256: hash, bytes, mimeType, width, height, durationMs, createdAt } = found;
      const mark = { bytes, at: createdAt };
      if (!(await files.isIntact(hash, mark))) return null;
      const read = (start: number, end: number) => files.readRange(hash, mark, start, end);
      return {
        sha256: hash,
        altText,
        mimeType,
        bytes,
        width,
        height,
        duration: durationMs / 1000,
        read,
      };
    },
  };
}

/** Two parts of one image are two images to a network: neither is taken for the other. */
const hashOfPart = (hash: string, { x, y, width, height }: Crop): string =>
  sha256(new TextEncoder().encode(`${hash} ${x} ${y} ${width} ${height}`));

/** It was the person's file that could not be read, and not ours that could not be written. */
const isReading = (error: unknown): boolean =>
  error instanceof Error &&
  'syscall' in error &&
  ['open', 'read', 'stat', 'fstat'].includes(String(error.syscall));
