import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { RecordFile } from './record-file.ts';

export interface Exported {
  folder: string;
  files: { name: string; bytes: number }[];
}

/**
 * Writes files into a new folder inside `parent`: all of them or none, and nothing there is replaced.
 * @param name of the new folder; with a number behind it where that is taken
 */
export async function writeFolder(
  parent: string,
  name: string,
  files: readonly RecordFile[],
): Promise<Result<Exported, 'unwritable' | 'no_space'>> {
  const inside = resolve(parent);
  // The command line is started from a folder that is not the person's.
  if (!isAbsolute(parent)) return unwritable(parent);
  const partial = join(inside, `.clientnest-${randomUUID()}`);
  try {
    const found = await stat(inside);
    if (!found.isDirectory()) return unwritable(inside);
    await mkdir(partial, { mode: 0o700 });
    for (const file of files) await write(join(partial, file.name), file.text);
    const folder = await settle(partial, inside, name);
    return ok({
      folder,
      files: files.map((file) => ({ name: file.name, bytes: Buffer.byteLength(file.text) })),
    });
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return fail('no_space', 'There is no room in that folder. Choose another one.');
    if (code !== undefined) return unwritable(inside);
    throw error;
  }
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives it the first name that is free. */
async function settle(partial: string, inside: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = join(inside, number === 1 ? name : `${name} (${number})`);
    const isTaken = await stat(folder).then(
      () => true,
      () => false,
    );
    if (isTaken) continue;
    await rename(partial, folder);
    return folder;
  }
}

const unwritable = (folder: string) =>
  fail(
    'unwritable',
    `Nothing can be written into ${folder}. Name another folder, with its whole path.`,
  );

/** A client's name as the name of a folder, on every system. */
export const folderName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[<>:"/\\|?*]|\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80) || 'Client';
