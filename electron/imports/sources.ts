import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Database } from '../database/database.ts';
import type { Media } from '../media/media.ts';
import { type FetchOptions, fetchMedia } from './fetch-media.ts';

/** Pictures and videos that are fetched or copied at once. */
const AT_ONCE = 4;

/** Where a table's media may come from. */
export interface Places {
  /** Folder that paths without a root start from; null where none is known. */
  folder: string | null;
  /** Named on the command line: any path of this machine. Else only what is inside `folder`. */
  anywhere: boolean;
}

export type Sourced = Result<{ mediaId: string; fileName: string }, 'media'>;

export interface SourcesOptions {
  database: Database;
  media: Pick<Media, 'importFile' | 'importBytes'>;
  fetching: Omit<FetchOptions, 'signal'>;
}

/** A file of this workspace, as our own export names it. */
const OWN = /^clientnest:([0-9a-f]{64})(?:\/(.*))?$/s;
export const ownSource = (sha256: string, fileName: string): string =>
  `clientnest:${sha256}/${fileName}`;

/** Brings in what rows name as media: each source once, whatever number of rows name it. */
export function createSources({ database, media, fetching }: SourcesOptions) {
  const byHash = database.raw.prepare<[string], { mediaId: string; fileName: string }>(
    'SELECT id AS mediaId, file_name AS fileName FROM media WHERE sha256 = ?',
  );

  async function bring(source: string, places: Places, signal: AbortSignal): Promise<Sourced> {
    const own = OWN.exec(source);
    if (own) {
      const known = byHash.get(own[1] ?? '');
      if (known) return ok(known);
      const name = basename(own[2] ?? '');
      return name === '' ? gone(source) : fromDisk(name, places, signal);
    }
    if (/^https?:/i.test(source)) {
      const fetched = await fetchMedia(source, { ...fetching, signal });
      if (!fetched.ok) return problem(fetched.error.message);
      return kept(await media.importBytes(fetched.value.fileName, fetched.value.bytes));
    }
    if (/^file:/i.test(source)) {
      const path = pathOf(source);
      return path === null
        ? problem(`“${source}” is no file of this computer.`)
        : fromDisk(path, places, signal);
    }
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source))
      return problem(`“${source}” can’t be fetched. Use an address with https://, or a path.`);
    return fromDisk(source, places, signal);
  }

  /** A page must not read what the person did not show it: a path leads nowhere out of the chosen folder. */
  async function fromDisk(
    written: string,
    { folder, anywhere }: Places,
    signal: AbortSignal,
  ): Promise<Sourced> {
    const portable = written.replaceAll('\\', process.platform === 'win32' ? '\\' : '/');
    if (folder === null && !(anywhere && isAbsolute(portable)))
      return problem(
        `It is not known where “${basename(portable)}” is. Choose the folder of the pictures above.`,
      );
    const path = isAbsolute(portable) ? portable : join(folder ?? '', portable);
    const real = await realpath(path).catch(() => null);
    if (real === null)
      return problem(
        `There is no file “${written}”${isAbsolute(portable) ? '' : ' in that folder'}. Check its name.`,
      );
    if (!anywhere && !(await isInside(folder ?? '', real)))
      return problem(
        `“${written}” is outside the chosen folder. Put it there, or choose the folder it is in.`,
      );
    const found = await stat(real).catch(() => null);
    if (!found?.isFile()) return problem(`“${written}” is no file. Name a picture or a video.`);
    return kept(await media.importFile(real, { signal }));
  }

  return {
    /**
     * Brings all of them in, four at a time.
     * @param onDone called after each, with how many are done
     * @throws the signal's reason
     */
    async bringAll(
      wanted: readonly string[],
      known: Map<string, Sourced>,
      places: Places,
      { signal, onDone }: { signal: AbortSignal; onDone(done: number): void },
    ): Promise<void> {
      const left = wanted.filter((source) => !known.has(source));
      let done = 0;
      const work = async () => {
        for (let source = left.shift(); source !== undefined; source = left.shift()) {
          signal.throwIfAborted();
          known.set(source, await bring(source, places, signal));
          onDone(++done);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
    },
  };
}

async function isInside(folder: string, real: string): Promise<boolean> {
  const root = await realpath(resolve(folder)).catch(() => null);
  if (root === null) return false;
  const way = relative(root, real);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

function pathOf(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
}

const problem = (message: string) => fail('media', message);
const gone = (source: string) => problem(`The file of “${source.slice(0, 40)}” is not here.`);

function kept(result: Result<{ id: string; fileName: string }, string>): Sourced {
  return result.ok
    ? ok({ mediaId: result.value.id, fileName: result.value.fileName })
    : problem(result.error.message);
}
