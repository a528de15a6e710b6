import { readFileSync, statSync } from 'node:fs';

/** The time, as a port: the scheduler, the ledger and every timestamp read this one, so a test can move it. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** How long, in real ms, the offset is used before the file is looked at again. */
const LOOK_EVERY = 200;

/**
 * The system's time plus the milliseconds written in a file; a missing or unreadable file is 0.
 * Tests of whole processes move the time on by writing it.
 */
export function offsetClock(file: string): Clock {
  let offset = 0;
  let changedAt = -1;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    now() {
      const real = Date.now();
      if (Math.abs(real - lookedAt) >= LOOK_EVERY) {
        lookedAt = real;
        const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
        if (changed !== changedAt) {
          changedAt = changed;
          offset = changed === 0 ? 0 : Number(readFileSync(file, 'utf8')) || 0;
        }
      }
      return real + offset;
    },
  };
}
