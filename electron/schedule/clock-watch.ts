import type { Clock } from '../clock.ts';

/** How far the clock may go astray between two looks, ms: a busy machine is not a changed clock. */
const JUMP = 30_000;

export interface ClockWatchOptions {
  clock: Clock;
  everyMs: number;
  /** @param byMs how far the clock is from where it should be, negative where it went back */
  onJump(byMs: number): void;
  /** Milliseconds that no change of the clock moves. */
  monotonic?: () => number;
}

/** Notices when the clock is changed, or time passed that this computer slept through. */
export function createClockWatch({
  clock,
  everyMs,
  onJump,
  monotonic = () => performance.now(),
}: ClockWatchOptions) {
  let timer: NodeJS.Timeout | undefined;
  let last = { wall: clock.now(), monotonic: monotonic() };

  return {
    start(): void {
      last = { wall: clock.now(), monotonic: monotonic() };
      timer = setInterval(() => {
        const next = { wall: clock.now(), monotonic: monotonic() };
        const by = next.wall - last.wall - (next.monotonic - last.monotonic);
        last = next;
        if (Math.abs(by) > JUMP) onJump(by);
      }, everyMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
