import type { Answer } from '../network.ts';
import { usualError } from './refusals.ts';

interface Limit {
  count: number;
  /** ms */
  window: number;
}

const MINUTE = 60_000;
/** Source: docs.joinmastodon.org/api/rate-limits. */
const LIMITS: Readonly<Record<string, Limit>> = {
  'POST /api/v2/media': { count: 30, window: 30 * MINUTE },
  'DELETE /api/v1/statuses/:id': { count: 30, window: 30 * MINUTE },
};
const USUAL: Limit = { count: 300, window: 5 * MINUTE };

/** Counts calls by account and kind; refuses what is over the limit only where `limited`. */
export function createLimits(now: () => number, limited: boolean) {
  const windows = new Map<string, { endsAt: number; calls: number }>();

  const headers = (count: number, remaining: number, endsAt: number) => ({
    'x-ratelimit-limit': String(count),
    'x-ratelimit-remaining': String(remaining),
    // Microseconds, as Ruby writes them.
    'x-ratelimit-reset': new Date(endsAt).toISOString().replace('Z', '000Z'),
  });

  return {
    async counted(
      operation: string,
      account: string,
      run: () => Answer | Promise<Answer>,
    ): Promise<Answer> {
      const own = LIMITS[operation];
      const { count, window } = own ?? USUAL;
      const name = `${account} ${own ? operation : ''}`;
      // Windows are those of the clock, the same for everybody.
      const endsAt = Math.floor(now() / window) * window + window;
      const known = windows.get(name);
      const current = known?.endsAt === endsAt ? known : { endsAt, calls: 0 };
      windows.set(name, current);
      if (limited && current.calls >= count)
        return { ...usualError(429), headers: headers(count, 0, endsAt) };
      // Without limits a long test must not be told that nothing remains.
      current.calls = limited ? current.calls + 1 : 1;
      const answer = await run();
      return {
        ...answer,
        headers: { ...headers(count, count - current.calls, endsAt), ...answer.headers },
      };
    },
    refusal: (wait: number, withHeaders: boolean): Answer => ({
      ...usualError(429),
      ...(withHeaders ? { headers: headers(USUAL.count, 0, now() + wait) } : {}),
    }),
  };
}
