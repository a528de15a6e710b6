import type { Answer } from '../network.ts';
import { refused } from './refusals.ts';

const MINUTE = 60_000;
/** Calls in a sliding minute by user and operation. Source: developers.tiktok.com/doc, each page's own note. */
const LIMITS: Readonly<Record<string, number>> = {
  'POST /v2/post/publish/video/init/': 6,
  'POST /v2/post/publish/content/init/': 6,
  'POST /v2/post/publish/status/fetch/': 30,
  'POST /v2/post/publish/creator_info/query/': 20,
  'GET /v2/user/info/': 600,
  'POST /v2/video/list/': 600,
  'POST /v2/video/query/': 600,
};

/** Counts calls; refuses what is over the limit only where `limited`. TikTok tells no headers. */
export function createLimits(now: () => number, limited: boolean) {
  const calls = new Map<string, number[]>();
  return {
    /** The refusal, or null where the call is taken. */
    refusal(operation: string, account: string): Answer | null {
      const limit = LIMITS[operation];
      if (!limited || limit === undefined) return null;
      const name = `${account} ${operation}`;
      const recent = (calls.get(name) ?? []).filter((at) => at > now() - MINUTE);
      calls.set(name, recent);
      if (recent.length >= limit)
        return refused(429, 'rate_limit_exceeded', 'The API rate limit was exceeded.');
      recent.push(now());
      return null;
    },
  };
}
