import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes of all processes of a session, by PSS: a page shared by n processes counts 1/n for each (Linux,
 * Documentation/filesystems/proc.rst, smaps_rollup). The session and not the parents, because Chromium's
 * crash handler is nobody's child.
 * @param leader process id of the one that was started detached.
 */
export function sessionMemory(leader: number): { bytes: number; processes: number } {
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && sessionOf(name) === leader)
    .map(proportionalSize);
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), processes: sizes.length };
}

/** The sixth field of /proc/<pid>/stat; the second, a name in brackets, may hold anything. */
const sessionOf = (pid: string): number =>
  Number(/\) \S \d+ \d+ (\d+) [^)]*$/.exec(readIfThere(`/proc/${pid}/stat`) ?? '')?.[1]);

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
