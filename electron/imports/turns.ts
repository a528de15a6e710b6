import { setImmediate } from 'node:timers/promises';

/** How long this thread may be busy in one turn, ms: half a frame. */
const TURN = 8;
/** How often the page is told how far it is, ms. */
const TELL = 80;

export interface TurnsOptions {
  signal: AbortSignal;
  /** Called at most some times a second, and at the end. */
  onProgress(done: number, total: number): void;
}

/**
 * Does `work` for each number below `total`, a few milliseconds at a time: calls, timers and the window go on in between.
 * @throws the signal's reason
 */
export async function inTurns(
  total: number,
  work: (index: number) => void,
  { signal, onProgress }: TurnsOptions,
): Promise<void> {
  let told = performance.now();
  onProgress(0, total);
  for (let at = 0; at < total; ) {
    const until = performance.now() + TURN;
    do work(at++);
    while (at < total && performance.now() < until);
    if (performance.now() - told > TELL) {
      told = performance.now();
      onProgress(at, total);
    }
    await setImmediate();
    signal.throwIfAborted();
  }
  onProgress(total, total);
}
