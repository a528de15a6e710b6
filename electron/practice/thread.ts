import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PracticeDesk, PracticeOrder, PracticeReply, PracticeTask } from './protocol.ts';

/** The practice networks, running in a thread of this process. */
export interface PracticeThread {
  desk: PracticeDesk;
  /** Resolves when its clock follows. */
  setClock(skew: number): Promise<void>;
  onEnd(listener: () => void): void;
  end(): Promise<void>;
}

/** How long they may take to stop what is under way, ms. */
const PATIENCE = 3000;

/** Starts them. The thread keeps no process alive, and ends with it. */
export function startThread(
  task: PracticeTask,
): Promise<Result<PracticeThread, 'port_taken' | 'unexpected'>> {
  const worker = new Worker(workerFile(), { workerData: task, execArgv: [], name: 'practice' });
  const tell = (order: PracticeOrder) => worker.postMessage(order);
  const clocks = new Map<number, () => void>();
  let hasEnded = false;
  const ended = new Promise<void>((resolve) =>
    worker.once('exit', () => {
      hasEnded = true;
      for (const done of clocks.values()) done();
      resolve();
    }),
  );
  let orders = 0;

  const opened = (desk: PracticeDesk): PracticeThread => ({
    desk,
    setClock: (skew) =>
      new Promise((resolve) => {
        if (hasEnded) return resolve();
        const id = ++orders;
        clocks.set(id, resolve);
        // Somebody waits for it, so this process must not end meanwhile.
        worker.ref();
        tell({ kind: 'clock', skew, id });
      }),
    onEnd: (listener) => void ended.then(listener),
    async end() {
      if (hasEnded) return;
      worker.ref();
      tell({ kind: 'stop' });
      const late = setTimeout(() => void worker.terminate(), PATIENCE);
      await ended;
      clearTimeout(late);
    },
  });

  return new Promise((resolve) => {
    worker.on('message', (reply: PracticeReply) => {
      if (reply.kind === 'clock') {
        clocks.get(reply.id)?.();
        clocks.delete(reply.id);
        if (clocks.size === 0) worker.unref();
      } else if (reply.kind === 'failed') resolve(fail(reply.code, reply.message));
      else {
        worker.unref();
        resolve(ok(opened(reply.desk)));
      }
    });
    worker.on('error', (error: Error) => resolve(fail('unexpected', error.message)));
    void ended.then(() => resolve(fail('unexpected', 'The thread ended before it was ready')));
  });
}

/** In a build it lies beside this code or one folder up; from sources the file itself runs. */
const PLACES = ['./practice-worker.cjs', '../practice-worker.cjs', './practice-worker.ts'];

function workerFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The practice worker is missing: ${files.join(', ')}`);
  return found;
}
