import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ImageLimit } from '../../shared/domain/network.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { media } from '../database/schema/index.ts';
import type { OutgoingImage } from '../platforms/platform.ts';
import type { ImageCodec } from './image-codec.ts';
import { createMediaFiles, sha256 } from './media-files.ts';
import { mediaProblem, noSpace, tooLarge } from './media-problem.ts';

export type Media = ReturnType<typeof createMedia>;

export interface MediaOptions {
  database: Database;
  clock: Clock;
  /** The workspace's folder; files live in `media/` below it. */
  userData: string;
  images: ImageCodec;
}

type ImportError = 'not_an_image' | 'too_large' | 'unreadable' | 'no_space';

export const MAX_BYTES = 100 * 1024 * 1024;
/** Longest sides in pixels, for two pixels a point: a chip on the calendar, a tile in the composer. */
const THUMBNAILS = { chip: 96, thumb: 320 } as const;
export type MediaSize = keyof typeof THUMBNAILS | 'full';

/** Images by content hash. They are plain files, not encrypted like the database. */
export function createMedia({ database, clock, userData, images }: MediaOptions) {
  const files = createMediaFiles(userData);
  const making = new Map<string, Promise<string | null>>();

  const byHash = (hash: string) =>
    database.orm.select().from(media).where(eq(media.sha256, hash)).get();

  function get(id: string): Result<MediaView, 'not_found'> {
    const found = database.orm.select().from(media).where(eq(media.id, id)).get();
    return found ? ok(found) : fail('not_found', 'This image does not exist any more.');
  }

  /** Keeps an image. Its kind is told by its bytes, never by its name. */
  async function importBytes(
    fileName: string,
    bytes: Uint8Array,
  ): Promise<Result<MediaView, ImportError>> {
    if (bytes.byteLength > MAX_BYTES) return tooLarge(fileName, 'is larger than 100 MB');
    const hash = sha256(bytes);
    const known = byHash(hash);
    const facts = known ? null : await images.probe(bytes);
    if (facts && !facts.ok) return mediaProblem(fileName, facts.problem);
    try {
      await files.keep(hash, bytes);
    } catch (error) {
      if (isNoSpace(error)) return noSpace();
      throw error;
    }
    if (facts?.ok) {
      database.orm
        .insert(media)
        .values({
          id: v7(),
          sha256: hash,
          fileName,
          ...facts.value,
          bytes: bytes.byteLength,
          createdAt: clock.now(),
        })
        // The same bytes may have come in meanwhile.
        .onConflictDoNothing()
        .run();
    }
    const row = byHash(hash);
    if (!row) throw new Error('A kept image has no row');
    return ok(row);
  }

  /** Made once, when it is first asked for; several asking at once share the work. */
  function thumbnail(hash: string, side: number): Promise<string | null> {
    const path = files.thumbnail(hash, side);
    const underWay = making.get(path);
    if (underWay) return underWay;
    const made = makeThumbnail(hash, side, path).finally(() => making.delete(path));
    making.set(path, made);
    return made;
  }

  async function makeThumbnail(hash: string, side: number, path: string): Promise<string | null> {
    if (await files.exists(path)) return path;
    const bytes = await files.read(hash);
    const small = bytes && (await images.thumbnail(bytes, side));
    if (!small?.ok) return null;
    await files.write(path, small.value);
    return path;
  }

  return {
    get,
    importBytes,
    /** Ends the image worker. */
    close: (): Promise<void> => images.close(),

    /** The same from a path on this machine. */
    async importFile(path: string): Promise<Result<MediaView, ImportError | 'not_found'>> {
      const fileName = basename(path);
      const bytes = await readUpTo(path, MAX_BYTES).catch((error: unknown) => error);
      if (bytes instanceof Uint8Array) return importBytes(fileName, bytes);
      if (bytes === 'too_large') return tooLarge(fileName, 'is larger than 100 MB');
      return codeOf(bytes) === 'ENOENT'
        ? fail('not_found', `There is no file at ${path}. Check the path.`)
        : fail(
            'unreadable',
            `${path} can’t be read. Check that it is a file and that you may read it.`,
          );
    },

    /**
     * The file to show: the image itself, or a WebP that fits into 96 (`chip`) or 320 (`thumb`) pixels.
     * Null where there is no such image, or its file is gone or damaged.
     */
    async open(
      id: string,
      size: MediaSize = 'full',
    ): Promise<{ path: string; mimeType: string } | null> {
      const found = get(id);
      if (!found.ok) return null;
      const { sha256: hash, mimeType } = found.value;
      if (size === 'full') {
        const path = files.original(hash);
        return (await files.exists(path)) ? { path, mimeType } : null;
      }
      const path = await thumbnail(hash, THUMBNAILS[size]);
      return path === null ? null : { path, mimeType: 'image/webp' };
    },

    /**
     * The image as `limit` wants it, read and fitted only when it is sent. The same image and limit
     * give the same bytes each time. Of an animation, the first frame.
     * @throws Error from `read()` where the file is gone, damaged, or can't be made small enough
     */
    outgoing(mediaId: string, altText: string, limit: ImageLimit): OutgoingImage {
      const found = get(mediaId);
      if (!found.ok) throw new Error(found.error.message);
      const { sha256: hash, fileName, width, height, mimeType } = found.value;
      return {
        sha256: hash,
        altText,
        width,
        height,
        mimeType,
        async read() {
          const bytes = await files.read(hash);
          const { side, bytes: maxBytes, mimeTypes } = limit;
          const fitted = bytes && (await images.fit(bytes, { side, maxBytes, mimeTypes }));
          if (!fitted?.ok) throw new Error(`“${fileName}” can’t be read any more. Add it again.`);
          return fitted.value;
        },
      };
    },
  };
}

/** Measures before it reads: a path may name a disk image of many gigabytes, or a pipe without end. */
async function readUpTo(path: string, limit: number): Promise<Uint8Array | 'too_large'> {
  const found = await stat(path);
  if (!found.isFile()) throw new Error('Not a file');
  return found.size > limit ? 'too_large' : readFile(path);
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const isNoSpace = (error: unknown): boolean =>
  codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
