import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Files by their content hash, `media/<aa>/<sha256>`, thumbnails beside as `<sha256>.<side>.webp`. */
export function createMediaFiles(userData: string) {
  const original = (hash: string) => join(userData, 'media', hash.slice(0, 2), hash);

  /** Null where it is missing, or is not what was kept. */
  async function read(hash: string): Promise<Uint8Array | null> {
    const bytes = await readFile(original(hash)).catch(() => null);
    return bytes && sha256(bytes) === hash ? bytes : null;
  }

  return {
    original,
    thumbnail: (hash: string, side: number) => `${original(hash)}.${side}.webp`,
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
  };
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
