import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** What nobody has written to for that long was left behind by a crash, ms. */
const LEFT_BEHIND = 24 * 60 * 60_000;
/** Space that is left free for the database, bytes. */
const SPARE = 64 * 1024 * 1024;

/** A file on its way into the workspace: written piece by piece, its hash known at its end. */
export interface IncomingFile {
  path: string;
  /** Bytes so far. */
  bytes(): number;
  /** Kept when it resolves; the same array may be filled again then. */
  write(piece: Uint8Array): Promise<void>;
  /** Its SHA-256, once all of it is on disk. */
  finish(): Promise<string>;
  /** Nothing stays; also after `finish`, where it was not moved away. */
  drop(): Promise<void>;
}

/** The place where files are whole or gone, beside the kept ones and on the same disk. */
export function createIncoming(userData: string) {
  const folder = join(userData, 'media', 'incoming');

  return {
    async begin(): Promise<IncomingFile> {
      await mkdir(folder, { recursive: true });
      const path = join(folder, randomUUID());
      const hash = createHash('sha256');
      let file: FileHandle | null = await open(path, 'wx', 0o600);
      let written = 0;
      const close = async () => {
        const closing = file;
        file = null;
        await closing?.close();
      };
      return {
        path,
        bytes: () => written,
        async write(piece) {
          if (!file) throw new Error('This file is closed');
          hash.update(piece);
          let at = 0;
          while (at < piece.byteLength)
            at += (await file.write(piece, at, piece.byteLength - at)).bytesWritten;
          written += piece.byteLength;
        },
        async finish() {
          await file?.sync();
          await close();
          return hash.digest('hex');
        },
        async drop() {
          await close().catch(() => undefined);
          await rm(path, { force: true });
        },
      };
    },

    /** Whether the disk has room for that many bytes, as far as it tells. */
    async hasRoomFor(bytes: number): Promise<boolean> {
      await mkdir(folder, { recursive: true });
      const disk = await statfs(folder).catch(() => null);
      return disk === null || disk.bavail * disk.bsize > bytes + SPARE;
    },

    /** Removes what a crash has left. */
    async sweep(now: number): Promise<void> {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found && now - found.mtimeMs > LEFT_BEHIND) await rm(path, { force: true });
      }
    },
  };
}
export type Incoming = ReturnType<typeof createIncoming>;
