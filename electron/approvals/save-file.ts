import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';

/**
 * The whole file under its name, or nothing.
 * @param replaces whether a file of that name goes: the person was asked
 */
export async function saveFile(
  path: string,
  bytes: Uint8Array,
  replaces: boolean,
): Promise<Result<null, 'unwritable' | 'no_space'>> {
  // The command line is started from a folder that is not the person's.
  if (!isAbsolute(path)) return unwritable(path);
  const partial = join(dirname(path), `.clientnest-${randomUUID()}.tmp`);
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (replaces) await rename(partial, path);
    else {
      await link(partial, path);
      await rm(partial, { force: true });
    }
    return ok(null);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      return fail('no_space', 'There is no room in that folder. Choose another one.');
    if (code === 'EEXIST')
      return fail('unwritable', `There is a file at ${path} already. Choose another name.`);
    if (code !== undefined) return unwritable(path);
    throw error;
  }
}

const unwritable = (path: string) =>
  fail('unwritable', `Nothing can be written to ${path}. Choose another folder.`);
