import type { ConnectionRow } from './connections.ts';

/** In ms. */
export interface Backoff {
  /** Before the second attempt; doubled before each one after. */
  first: number;
  longest: number;
  attempts: number;
}

const BACKOFF: Backoff = { first: 1000, longest: 20_000, attempts: 4 };
/** Nobody waits longer for a service that asks for it. */
export const LONGEST_ASKED = 120_000;
const MINUTE = 60_000;

/** How fast a connection may be asked. */
export function createPace(chosen: Partial<Backoff> = {}, random: () => number = Math.random) {
  const backoff = { ...BACKOFF, ...chosen };
  const begun = new Map<string, number[]>();
  const rests = new Map<string, number>();
  const running = new Map<string, number>();

  return {
    /** Null where it may start now, a time where it may then, and nothing to wait for where one has to end first. */
    mayStart({ id, concurrency, perMinute }: ConnectionRow, now: number): number | 'full' | null {
      if ((running.get(id) ?? 0) >= concurrency) return 'full';
      const rest = rests.get(id) ?? 0;
      if (rest > now) return rest;
      if (perMinute === null) return null;
      const recent = (begun.get(id) ?? []).filter((at) => at > now - MINUTE && at <= now);
      begun.set(id, recent);
      const oldest = recent.at(-perMinute);
      return oldest === undefined ? null : oldest + MINUTE;
    },
    started(id: string, now: number): void {
      running.set(id, (running.get(id) ?? 0) + 1);
      begun.set(id, [...(begun.get(id) ?? []).slice(-10_000), now]);
    },
    ended: (id: string): void => void running.set(id, Math.max(0, (running.get(id) ?? 0) - 1)),
    /** All of a connection waits, where the service said that it is too much. */
    rest: (id: string, until: number): void => void rests.set(id, until),

    /** Milliseconds until the next attempt; null where there is none. */
    nextAttempt(attempts: number, asked: number | null): number | null {
      if (attempts >= backoff.attempts || (asked ?? 0) > LONGEST_ASKED) return null;
      const wait = Math.min(backoff.longest, backoff.first * 2 ** (attempts - 1));
      // Jitter, so that many that failed together do not come together again.
      return Math.max(asked ?? 0, wait * (0.5 + random() / 2));
    },
  };
}
export type Pace = ReturnType<typeof createPace>;
