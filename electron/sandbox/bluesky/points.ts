import type { Answer } from '../network.ts';
import { usualError } from './xrpc.ts';

/** Points that writes cost, and what an account has in an hour. Source: docs.bsky.app, rate limits. */
const COSTS: Readonly<Record<string, number>> = {
  'com.atproto.repo.createRecord': 3,
  'com.atproto.repo.putRecord': 2,
  'com.atproto.repo.deleteRecord': 1,
};
const HOUR = 60 * 60_000;
const LIMIT = 5000;

interface Window {
  endsAt: number;
  spent: number;
}

/** Counts an account's points; refuses what is over the limit only where `limited`. */
export function createPoints(now: () => number, limited: boolean) {
  const windows = new Map<string, Window>();

  function windowOf(did: string): Window {
    const known = windows.get(did);
    if (known && known.endsAt > now()) return known;
    const fresh = { endsAt: now() + HOUR, spent: 0 };
    windows.set(did, fresh);
    return fresh;
  }
  const headers = (remaining: number, endsAt: number) => ({
    'ratelimit-limit': String(LIMIT),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(endsAt / 1000)),
    'ratelimit-policy': `${LIMIT};w=${HOUR / 1000}`,
  });

  return {
    /** Runs the operation and adds the headers that its answer carries. */
    async counted(
      operation: string,
      did: string | null,
      run: () => Answer | Promise<Answer>,
    ): Promise<Answer> {
      const cost = COSTS[operation];
      if (cost === undefined || did === null) return run();
      const window = windowOf(did);
      if (limited && window.spent + cost > LIMIT)
        return { ...usualError(429), headers: headers(0, window.endsAt) };
      // Without limits a long test must not be told that nothing remains.
      window.spent = limited ? window.spent + cost : cost;
      const answer = await run();
      return {
        ...answer,
        headers: { ...headers(LIMIT - window.spent, window.endsAt), ...answer.headers },
      };
    },
    refusal: (wait: number, withHeaders: boolean): Answer => ({
      ...usualError(429),
      ...(withHeaders ? { headers: headers(0, now() + wait) } : {}),
    }),
  };
}
