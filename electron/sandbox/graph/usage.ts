import type { Answer } from '../network.ts';
import { graphError } from './errors.ts';

const HOUR = 60 * 60_000;
/** Calls for an account in an hour. The real number follows from how many people use it. */
const HOURLY = 200;

/**
 * Counts calls by account and tells in percent how much is used; refuses what is over only where `limited`.
 * Source: developers.facebook.com/docs/graph-api/overview/rate-limiting.
 * @param kind of use, e.g. `pages`
 * @param code of the error for it, e.g. 80001
 */
export function createUsage(now: () => number, limited: boolean, kind: string, code: number) {
  const windows = new Map<string, { endsAt: number; calls: number }>();

  const headers = (account: string, percent: number, wait: number) => {
    const used = {
      call_count: percent,
      total_cputime: Math.floor(percent / 2),
      total_time: percent,
    };
    const minutes = Math.ceil(wait / 60_000);
    return {
      'x-app-usage': JSON.stringify({ ...used, call_count: Math.floor(percent / 4) }),
      'x-business-use-case-usage': JSON.stringify({
        [account]: [{ type: kind, ...used, estimated_time_to_regain_access: minutes }],
      }),
    };
  };
  const refused = (account: string, wait: number, withHeaders: boolean): Answer => ({
    ...graphError(
      code,
      `(#${code}) There have been too many calls to this account. Wait a bit and try again.`,
    ),
    ...(withHeaders && { headers: headers(account, 100, wait) }),
  });

  return {
    async counted(account: string, run: () => Answer | Promise<Answer>): Promise<Answer> {
      const endsAt = Math.floor(now() / HOUR) * HOUR + HOUR;
      const known = windows.get(account);
      const current = known?.endsAt === endsAt ? known : { endsAt, calls: 0 };
      windows.set(account, current);
      if (limited && current.calls >= HOURLY) return refused(account, endsAt - now(), true);
      // Without limits a long test must not be told that nothing remains.
      current.calls = limited ? current.calls + 1 : 1;
      const answer = await run();
      const percent = Math.floor((current.calls / HOURLY) * 100);
      return { ...answer, headers: { ...headers(account, percent, 0), ...answer.headers } };
    },
    refused,
  };
}
