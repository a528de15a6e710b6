import type { Lane } from '../../shared/ipc/views.ts';

/** What is known of an account's line. */
export interface LaneFacts {
  now: number;
  status: 'connected' | 'reconnect_needed' | 'disabled';
  statusMessage: string | null;
  handle: string;
  /** Deliveries whose call is under way. */
  underWay: number;
  /** Deliveries that are due and not sent yet, and how many of them could go now. */
  waiting: number;
  dueNow: number;
  /** UTC epoch ms of the soonest try that waits. */
  nextAttemptAt: number | null;
  /** What that try waits for. */
  problem: { errorCode: string | null; errorMessage: string | null } | null;
  limits: Lane['limits'];
}

/** How a line stands. What only the person can mend comes before what passes by itself. */
export function laneStateOf(facts: LaneFacts): Pick<Lane, 'state' | 'until' | 'reason'> {
  const { now, waiting } = facts;
  if (facts.status === 'disabled')
    return {
      state: 'paused',
      until: null,
      reason:
        waiting > 0
          ? 'You paused it. What waits goes out when you resume it.'
          : 'You paused it. Nothing is sent until you resume it.',
    };
  if (facts.status === 'reconnect_needed')
    return {
      state: 'reconnect',
      until: null,
      reason: facts.statusMessage ?? 'The session has ended. Sign in again.',
    };
  if (facts.underWay > 0) return { state: 'sending', until: null, reason: null };
  const limitedUntil = limitedTill(facts);
  if (limitedUntil !== null)
    return {
      state: 'limited',
      until: limitedUntil,
      reason: 'The network asked to wait. It goes on by itself; there is nothing to do.',
    };
  if (waiting === 0) return { state: 'idle', until: null, reason: null };
  if (facts.dueNow > 0 || facts.nextAttemptAt === null || facts.nextAttemptAt <= now)
    return { state: 'waiting', until: null, reason: null };
  return {
    state: 'waiting',
    until: facts.nextAttemptAt,
    reason: facts.problem?.errorMessage ?? null,
  };
}

/** The end of the longest wait that the network asked for; null where it asked for none. */
function limitedTill({ now, limits, nextAttemptAt, dueNow, problem }: LaneFacts): number | null {
  // A counter of uploads holds back only what has images: the line itself goes on.
  const ends = limits.flatMap(({ bucket, blockedUntil }) =>
    bucket.startsWith('media') ? [] : (blockedUntil ?? []),
  );
  if (dueNow === 0 && problem?.errorCode === 'rate_limited' && nextAttemptAt !== null)
    ends.push(nextAttemptAt);
  const last = Math.max(...ends, 0);
  return last > now ? last : null;
}
