import { open, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { openPreview, type Preview, rowCount } from './preview.ts';
import { readInThread } from './reading-thread.ts';
import type { Places } from './sources.ts';
import { MOST_BYTES, type TableRefusal } from './table.ts';

export type Opened = Result<Preview, TableRefusal | 'not_found'>;
type Guesses = Parameters<typeof openPreview>[3];

/** A table from its bytes, with everything guessed. */
export async function openBytes(
  fileName: string,
  bytes: Uint8Array,
  places: Places,
  guesses: Guesses,
): Promise<Opened> {
  if (bytes.byteLength > MOST_BYTES) return tooLarge();
  const table = await readInThread(bytes, fileName);
  if (!table.ok) return table;
  const preview = openPreview(fileName, table.value, places, guesses);
  return rowCount(preview) > 0
    ? ok(preview)
    : fail('not_a_table', 'This file names columns, and has no row under them.');
}

/** The same from a file; its folder is that of its media. */
export async function openFile(path: string, anywhere: boolean, guesses: Guesses): Promise<Opened> {
  try {
    const file = await open(path, 'r');
    try {
      // Looked at before anything is read: it may be anything.
      if ((await file.stat()).size > MOST_BYTES) return tooLarge();
    } finally {
      await file.close();
    }
    const bytes = new Uint8Array(await readFile(path));
    const folder = dirname(resolve(path));
    return await openBytes(basename(path), bytes, { folder, anywhere }, guesses);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return fail(
      'not_found',
      `${path} can’t be read. Check that it is a file and that you may read it.`,
    );
  }
}

const tooLarge = () =>
  fail('too_large', 'This file is larger than 20 MB. Split it into several ones.');
