import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import {
  createTransport as createHttpTransport,
  type Line,
  type Transport,
  textOf,
} from '../transport.ts';
import type { Nonces } from './dpop.ts';
import { answerFailure } from './failure.ts';

const UPLOADS = /\/(com\.atproto\.repo\.uploadBlob|app\.bsky\.video\.uploadVideo)(\?|$)/;
/** Milliseconds that a call may take; an upload is an image of 2 MB over a slow line, or a video that must not stand still. */
const TIMEOUTS = { call: 20_000, upload: 120_000 };

export interface TransportOptions extends Line {
  timeouts?: typeof TIMEOUTS;
  /** Told of what a refusal says to prove the next call with. */
  nonces?: Nonces;
}

/** XRPC over HTTP. Source: atproto.com/specs/xrpc. */
export function createTransport({
  timeouts = TIMEOUTS,
  nonces,
  ...line
}: TransportOptions): Transport {
  return createHttpTransport({
    ...line,
    timeoutOf: (path) => (UPLOADS.test(path) ? timeouts.upload : timeouts.call),
    rateLimits: BLUESKY.rateLimits,
    bucketOf: ({ policy }) => bucketOf(policy),
    // A record is written under a name of our own: the same again is the same record.
    isRepeatable: ({ path }) => path === '/xrpc/com.atproto.repo.putRecord',
    isWrite: ({ method, path }) =>
      method.toUpperCase() === 'POST' && path.includes('/com.atproto.repo.'),
    explain({ body, headers, ...answer }) {
      nonces?.hear(answer.host, headers);
      const [error, message] = [textOf(body?.error), textOf(body?.message)];
      return answerFailure({ ...answer, error, message });
    },
  });
}

/** `RateLimit-Policy` is `<count>;w=<seconds>` of the counter that is nearest to its end. */
function bucketOf(policy: string | null): string {
  if (policy === null) return 'calls';
  const [, count, seconds] = /^(\d+);w=(\d+)$/.exec(policy.trim()) ?? [];
  const known = BLUESKY.rateLimits.find(
    (rate) => rate.count === Number(count) && rate.window === Number(seconds) * 1000,
  );
  // A server with limits of its own still has one name for each of them.
  return known?.bucket ?? policy.slice(0, 50);
}
