import type { Account } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** After the first failure, doubled with each one that follows, ms. */
const FIRST = 15 * 60_000;
const LONGEST = 6 * 60 * 60_000;

/** Accounts that could not be read are left alone for a while; each trouble is logged once. */
export function createRests({ clock, log, trouble }: { clock: Clock; log: Log; trouble: string }) {
  const resting = new Map<string, { until: number; times: number; code: string }>();
  return {
    isResting: (accountId: string): boolean => {
      const rest = resting.get(accountId);
      const left = (rest?.until ?? 0) - clock.now();
      // A clock that went back does not make it longer than it can be.
      return left > 0 && left <= LONGEST;
    },

    failed({ id, network }: Pick<Account, 'id' | 'network'>, code: string): void {
      const before = resting.get(id);
      const times = (before?.times ?? 0) + 1;
      if (before?.code !== code) log.warn(trouble, { accountId: id, network, code });
      const until = clock.now() + Math.min(FIRST * 2 ** (times - 1), LONGEST);
      resting.set(id, { until, times, code });
    },

    worked: (accountId: string): void => void resting.delete(accountId),
  };
}
