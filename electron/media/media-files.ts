import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** What a large file is known again by, without reading it: its size, and the time that it was given when it was kept. */
export interface Mark {
  bytes: number;
  /** UTC epoch ms. */
  at: number;
}

/** Disks keep times of files to two seconds and better. */
const CLOCK_GRAIN = 2000;

/** Files by their content hash, `media/<aa>/<sha256>`, thumbnails beside as `<sha256>.<side>.webp`. */
export function createMediaFiles(userData: string) {
  const original = (hash: string) => join(userData, 'media', hash.slice(0, 2), hash);

  /** Null where it is missing, or is not what was kept. */
  async function read(hash: string): Promise<Uint8Array | null> {
    const bytes = await readFile(original(hash)).catch(() => null);
    return bytes && sha256(bytes) === hash ? bytes : null;
  }

  const isMarked = async (hash: string, mark: Mark): Promise<boolean> => {
    const found = await stat(original(hash)).catch(() => null);
    return found !== null && fits(found, mark);
  };

  return {
    original,
    thumbnail: (hash: string, side: number) => `${original(hash)}.${side}.webp`,
    /** The picture that stands for a video. */
    poster: (hash: string) => `${original(hash)}.poster.webp`,
    read,

    exists: (path: string): Promise<boolean> =>
      stat(path).then(
        (file) => file.isFile(),
        () => false,
      ),

    /** Keeps the bytes; a damaged file of the same hash is repaired by them. */
    async keep(hash: string, bytes: Uint8Array): Promise<void> {
      if ((await read(hash)) === null) await writeWhole(original(hash), bytes);
    },

    write: writeWhole,

    /** Moves a whole file here; one that is here already is replaced by it. */
    async take(path: string, hash: string, mark: Mark): Promise<void> {
      const kept = original(hash);
      await mkdir(dirname(kept), { recursive: true });
      await utimes(path, mark.at / 1000, mark.at / 1000);
      await rename(path, kept);
      await syncFolder(dirname(kept));
    },

    /**
     * Whether a large file is what was kept. Its mark says so at once; without it (a copy from a backup has another
     * time) it is read through, and marked again.
     */
    async isIntact(hash: string, mark: Mark): Promise<boolean> {
      if (await isMarked(hash, mark)) return true;
      const path = original(hash);
      const found = await stat(path).catch(() => null);
      if (found?.size !== mark.bytes || (await hashOf(path)) !== hash) return false;
      await utimes(path, mark.at / 1000, mark.at / 1000);
      return true;
    },

    /** The bytes from `start` (included) to `end` (excluded). @throws where the file is not what it was */
    async readRange(hash: string, mark: Mark, start: number, end: number): Promise<Uint8Array> {
      const file = await open(original(hash), 'r');
      try {
        if (!fits(await file.stat(), mark)) throw new Error('The file was changed');
        const bytes = new Uint8Array(Math.max(0, Math.min(end, mark.bytes) - start));
        let at = 0;
        while (at < bytes.byteLength) {
          const { bytesRead } = await file.read(bytes, at, bytes.byteLength - at, start + at);
          if (bytesRead === 0) throw new Error('The file ends early');
          at += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}

export type MediaFiles = ReturnType<typeof createMediaFiles>;

const fits = (found: { size: number; mtimeMs: number }, { bytes, at }: Mark): boolean =>
  found.size === bytes && Math.abs(found.mtimeMs - at) <= CLOCK_GRAIN;

/** Null where it can't be read. In pieces, so that its size does not matter. */
export async function hashOf(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const hash = createHash('sha256');
    const piece = new Uint8Array(1024 * 1024);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.byteLength, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } catch {
    // A disk that fails in the middle: the file can't be sent.
    return null;
  } finally {
    await file.close();
  }
}

/** Under its name there is the whole file or none, also after a power cut. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A rename lasts once its folder is on disk; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
