import type { Clock } from '../clock.ts';

const FREE_TRIES = 3;
const LONGEST = 60_000;

/** After three wrong tries, each next one waits twice as long, up to a minute. */
export function createThrottle(clock: Clock) {
  let failures = 0;
  let notBefore = 0;
  return {
    /** ms until the next try may be made; 0 when it may be made now. */
    waiting: () => Math.min(Math.max(0, notBefore - clock.now()), LONGEST),
    failed() {
      failures += 1;
      const wait = failures < FREE_TRIES ? 0 : 1000 * 2 ** (failures - FREE_TRIES);
      notBefore = clock.now() + Math.min(wait, LONGEST);
    },
    succeeded() {
      failures = 0;
      notBefore = 0;
    },
  };
}
