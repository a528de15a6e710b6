/** The time, as a port: the scheduler, the ledger and every timestamp read this one, so a test can move it. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
