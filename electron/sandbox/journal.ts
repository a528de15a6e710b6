import {
  closeSync,
  fdatasync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxEvent } from './events.ts';

const flush = promisify(fdatasync);

/**
 * `written`: an event is with the operating system before the answer leaves, so it survives the end
 * of any process. `fsync`: it is on the disk, so it survives the end of the machine too.
 */
export type Durability = 'written' | 'fsync';

/** The append-only file `<folder>/journal.jsonl`, one event a line. @throws where it can't be opened. */
export function openJournal(folder: string, durable: Durability) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'journal.jsonl');
  const events = readEvents(file);
  const descriptor = openSync(file, 'a', 0o600);
  let written = 0;
  let flushed = 0;
  let flushing: Promise<void> | null = null;

  async function flushOnce() {
    const upTo = written;
    await flush(descriptor);
    flushed = upTo;
  }

  return {
    /** What was in the file at the start. */
    events: events as readonly SandboxEvent[],
    append(event: SandboxEvent) {
      const line = Buffer.from(`${JSON.stringify(event)}\n`);
      for (let at = 0; at < line.length; ) at += writeSync(descriptor, line, at);
      written++;
    },
    /** Resolves when everything appended so far is as durable as promised; callers share one flush. */
    async settled(): Promise<void> {
      if (durable === 'written') return;
      const wanted = written;
      while (flushed < wanted) {
        flushing ??= flushOnce().finally(() => {
          flushing = null;
        });
        await flushing;
      }
    },
    async close() {
      await flushing;
      closeSync(descriptor);
    },
  };
}

/** The whole lines; a last one that was cut off by the end of the process is taken away. */
function readEvents(file: string): SandboxEvent[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(file, end);
  const lines = bytes.toString('utf8', 0, end).split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as SandboxEvent);
}
