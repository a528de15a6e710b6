import type { Clock } from '../../electron/clock.ts';

export interface TestClock extends Clock {
  /** Moves the time on by so many ms. */
  advance(ms: number): void;
  set(now: number): void;
}

/** A clock that stands still until a test moves it. */
export function testClock(now = Date.UTC(2026, 10, 22, 9, 0)): TestClock {
  let current = now;
  return {
    now: () => current,
    advance: (ms) => {
      current += ms;
    },
    set: (to) => {
      current = to;
    },
  };
}
