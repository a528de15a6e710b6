import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failure } from '../platforms/call-failed.ts';
import type { MediaRelay } from '../platforms/platform.ts';

/** Bytes that are read at once. */
const PIECE = 1 << 20;

export const relayFolder = (folder: string): string => join(folder, 'relay');

/**
 * Where files are put for practice networks that fetch them: a folder on this computer, in the place of a person's bucket.
 * @param relayUrl where the folder is served; null where the practice networks can't be reached
 */
export function createPracticeRelay(
  folder: string,
  relayUrl: () => Promise<string | null>,
): MediaRelay {
  const place = relayFolder(folder);
  return {
    async put({ sha256, mimeType, bytes, read }) {
      const url = await relayUrl();
      if (url === null) return failure('unreachable', 'The practice networks are not running.');
      await mkdir(place, { recursive: true, mode: 0o700 });
      const path = join(place, sha256);
      const partial = `${path}.partial`;
      const file = await open(partial, 'w', 0o600);
      try {
        for (let at = 0; at < bytes; at += PIECE)
          await file.write(await read(at, Math.min(at + PIECE, bytes)));
      } finally {
        await file.close();
      }
      await writeFile(`${path}.type`, mimeType, { mode: 0o600 });
      await rename(partial, path);
      return { ok: true, value: { url: `${url}/${sha256}.${mimeType.split('/')[1] ?? 'bin'}` } };
    },
    async remove(sha256) {
      await rm(join(place, sha256), { force: true });
      await rm(join(place, `${sha256}.type`), { force: true });
    },
  };
}
