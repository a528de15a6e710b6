import { type FileHandle, open } from 'node:fs/promises';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Media as MediaView } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Incoming, IncomingFile } from './incoming.ts';
import { hashOf, type MediaFiles } from './media-files.ts';
import { mediaProblem, noSpace } from './media-problem.ts';
import type { MediaRows } from './media-rows.ts';
import { removeLocation } from './video-location.ts';
import { probeVideo } from './video-probe.ts';

export interface VideoImportOptions {
  clock: Clock;
  rows: MediaRows;
  files: MediaFiles;
  incoming: Incoming;
}

export interface CopyOptions {
  signal?: AbortSignal;
  /** Told of the bytes so far, for each piece. */
  onProgress?(bytes: number): void;
}

export type VideoImportError =
  | 'not_an_image'
  | 'no_picture'
  | 'too_large'
  | 'unreadable'
  | 'no_space';

const PIECE = 1024 * 1024;

/** Takes videos in without ever holding one in memory. */
export function createVideoImport({ clock, rows, files, incoming }: VideoImportOptions) {
  /** Where the same content is kept already, that; a damaged copy of it is repaired. */
  async function takeKnown(file: IncomingFile, hash: string): Promise<MediaView | null> {
    const known = rows.byHash(hash);
    if (!known) return null;
    const mark = { bytes: known.bytes, at: known.createdAt };
    if (!(await files.isIntact(hash, mark))) await files.take(file.path, hash, mark);
    return known;
  }

  /** Looks into a file that is all here, and keeps it. Whatever comes, nothing of it is left in between. */
  async function keep(
    fileName: string,
    file: IncomingFile,
  ): Promise<Result<MediaView, VideoImportError>> {
    try {
      const bytes = file.bytes();
      const asItCame = await file.finish();
      const known = await takeKnown(file, asItCame);
      if (known) return ok(known);
      const facts = await probeVideo(file.path);
      if (!facts.ok) return mediaProblem(fileName, facts.problem);
      const hash = (await removeLocation(file.path)) ? await hashOf(file.path) : asItCame;
      if (hash === null) throw new Error('What was just written can’t be read');
      const cleaned = hash === asItCame ? null : await takeKnown(file, hash);
      if (cleaned) return ok(cleaned);
      const { duration: durationMs, ...seen } = facts.value;
      const createdAt = clock.now();
      await files.take(file.path, hash, { bytes, at: createdAt });
      return ok(rows.insert({ sha256: hash, fileName, bytes, durationMs, createdAt, ...seen }));
    } catch (error) {
      if (isNoSpace(error)) return noSpace();
      throw error;
    } finally {
      await file.drop();
    }
  }

  async function pump(from: FileHandle, to: IncomingFile, { signal, onProgress }: CopyOptions) {
    const piece = new Uint8Array(PIECE);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await from.read(piece, 0, piece.byteLength, null);
      if (bytesRead === 0) return;
      await to.write(piece.subarray(0, bytesRead));
      onProgress?.(to.bytes());
    }
  }

  return {
    keep,

    /** @throws where the file can't be read, and the signal's reason where it was ended; nothing is left of it then */
    async copy(
      fileName: string,
      path: string,
      options: CopyOptions,
    ): Promise<Result<MediaView, VideoImportError>> {
      const from = await open(path, 'r');
      try {
        if (!(await incoming.hasRoomFor((await from.stat()).size))) return noSpace();
        const to = await incoming.begin();
        try {
          await pump(from, to, options);
        } catch (error) {
          await to.drop();
          if (isNoSpace(error)) return noSpace();
          throw error;
        }
        return await keep(fileName, to);
      } finally {
        await from.close();
      }
    },
  };
}

export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

export const isNoSpace = (error: unknown): boolean =>
  codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT';
