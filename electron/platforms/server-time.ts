import { createServerClock } from './server-clock.ts';

/** Ms by which two clocks may differ that tell the same time. */
const AGREED = 60_000;

export type ServerTime = ReturnType<typeof createServerTime>;

/**
 * The time at the network, as its answers tell it.
 * @param now this computer's clock, UTC epoch ms
 */
export function createServerTime(now: () => number) {
  const servers = createServerClock();
  const ahead = new Map<string, number>();
  return {
    hear(origin: string, headers: Headers): void {
      servers.hear(origin, headers);
      const at = servers.now(origin);
      if (at !== null) ahead.set(origin, at - now());
    },
    /** UTC epoch ms. Null where it was not heard yet, or this computer slept or its clock was set since. */
    at(origin: string): number | null {
      const byMonotonic = servers.now(origin);
      const byWall = now() + (ahead.get(origin) ?? 0);
      return byMonotonic !== null && Math.abs(byMonotonic - byWall) < AGREED ? byMonotonic : null;
    },
  };
}

/**
 * Ms for which a call that was sent then may still be at work. Times are the server's, and as its answers tell whole
 * seconds only, now may be a little before then.
 */
export function settlingFor(sentAt: number, now: number, settlesIn: number): number {
  const age = now - sentAt;
  return age < -AGREED ? 0 : Math.max(0, settlesIn - Math.max(0, age));
}
