import { readdirSync, readFileSync } from 'node:fs';

/** The variable that every process of a measured application inherits. */
export const MARK = 'CLIENTNEST_BENCH_MARK';

/**
 * Bytes of all processes that carry the mark and of their descendants, by PSS: a page shared by n
 * processes counts 1/n for each (Linux, Documentation/filesystems/proc.rst, smaps_rollup). Both, because
 * Chromium's crash handler is nobody's child, and its renderers overwrite their environment.
 */
export function markedMemory(mark: string): { bytes: number; processes: number } {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [pid, parentOf(pid)]),
  );
  const isMarked = (pid: string) =>
    readIfThere(`/proc/${pid}/environ`)?.split('\0').includes(`${MARK}=${mark}`) ?? false;
  const belongs = (pid: string | undefined): boolean =>
    pid !== undefined && (isMarked(pid) || belongs(parents.get(pid)));
  const sizes = [...parents.keys()].filter(belongs).map(proportionalSize);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), processes: sizes.length };
}

/** The fourth field of /proc/<pid>/stat; the second, a name in brackets, may hold anything. */
const parentOf = (pid: string): string | undefined =>
  /\) \S (\d+) [^)]*$/.exec(readIfThere(`/proc/${pid}/stat`) ?? '')?.[1];

function proportionalSize(pid: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Processes come and go while they are listed. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
