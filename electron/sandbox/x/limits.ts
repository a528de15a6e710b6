import type { Answer } from '../network.ts';
import { usualError } from './problems.ts';

const WINDOW = 15 * 60_000;
const USUAL = 900;
/** Calls in a quarter of an hour, by user. Source: docs.x.com/x-api/fundamentals/rate-limits. */
const LIMITS: Readonly<Record<string, number>> = {
  'POST /2/tweets': 100,
  'DELETE /2/tweets/:id': 50,
  'PUT /2/tweets/:id/hidden': 50,
  'GET /2/tweets': 5000,
  'GET /2/tweets/search/recent': 300,
  'GET /2/users/me': 75,
  'GET /2/users/:id/tweets': 900,
  'GET /2/users/:id/mentions': 300,
  'POST /2/media/upload/initialize': 1875,
  'POST /2/media/upload/:id/append': 1875,
  'POST /2/media/upload/:id/finalize': 1875,
  'GET /2/media/upload': 1000,
  'POST /2/media/metadata': 500,
};

/** Counts calls by account and endpoint; refuses what is over the limit only where `limited`. */
export function createLimits(now: () => number, limited: boolean) {
  const windows = new Map<string, { endsAt: number; calls: number }>();

  const headers = (count: number, remaining: number, endsAt: number) => ({
    'x-rate-limit-limit': String(count),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(Math.ceil(endsAt / 1000)),
  });

  return {
    async counted(
      operation: string,
      account: string,
      run: () => Answer | Promise<Answer>,
    ): Promise<Answer> {
      const count = LIMITS[operation] ?? USUAL;
      const name = `${account} ${operation}`;
      const known = windows.get(name);
      const current = known && known.endsAt > now() ? known : { endsAt: now() + WINDOW, calls: 0 };
      windows.set(name, current);
      if (limited && current.calls >= count)
        return withHeaders(usualError(429), headers(count, 0, current.endsAt));
      // Without limits a long test must not be told that nothing remains.
      current.calls = limited ? current.calls + 1 : 1;
      const left = headers(count, count - current.calls, current.endsAt);
      return withHeaders(await run(), left);
    },
    refusal: (wait: number, tells: boolean): Answer =>
      tells ? withHeaders(usualError(429), headers(USUAL, 0, now() + wait)) : usualError(429),
  };
}

const withHeaders = (answer: Answer, headers: Record<string, string>): Answer => ({
  ...answer,
  headers: { ...headers, ...answer.headers },
});
