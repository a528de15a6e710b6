import type { DeliveryState } from '../../shared/domain/post-status.ts';
import { backoff, isSpent, RETRY } from '../../shared/domain/retry.ts';
import type { PlatformFailure, PlatformResult, RemotePost } from '../platforms/platform.ts';

/** Where a delivery stands when an answer comes in. */
export interface Standing {
  /** Calls made so far, this one included. */
  attempts: number;
  /** UTC epoch ms from when the time to keep trying counts. */
  preparedAt: number;
  now: number;
  /** From 0 (included) to 1 (excluded), for the jitter. */
  random: number;
  /** Calls for the account that were turned away in a row without a time, this one included. */
  refusals?: number;
  /** The network has said that it has this already. */
  duplicate?: boolean;
}

/** What the ledger writes down. */
export interface Outcome {
  /** The states to go through, in order; empty where it stays what it is. */
  path: readonly DeliveryState[];
  nextAttemptAt: number | null;
  errorCode: string | null;
  errorMessage: string | null;
  remote: RemotePost | null;
  /** For the log of attempts. */
  response: { class: string; httpStatus: number | null; message: string };
}

/** How often a delivery that waits for its account is looked at, should nobody tell of a change. */
export const PARKED_FOR = 10 * 60_000;

/**
 * The fewest calls after which a look that gets no answer is given up. Time alone does not tell: a clock that is
 * set, or a computer that slept, takes a day in a moment.
 */
const LOOKS = 12;

/** What follows from the answer to a write. The state is `sending`. */
export function afterSending(result: PlatformResult<RemotePost>, standing: Standing): Outcome {
  if (result.ok) return published(['accepted', 'published'], result.value, 'ok', 'Published.');
  switch (result.class) {
    case 'unreachable':
    case 'rate_limited':
      return tryAgain(['rejected'], result, standing);
    case 'interrupted':
    case 'service_error':
    case 'duplicate':
      // It may have taken effect, now or earlier: look before anything is sent again.
      return failed(result, {
        path: ['ambiguous'],
        errorCode: result.class,
        nextAttemptAt: standing.now + (result.retryAfter ?? 0),
      });
    case 'auth':
      return failed(result, {
        path: ['rejected', 'prepared'],
        errorCode: 'reconnect_needed',
        nextAttemptAt: standing.now + PARKED_FOR,
      });
    case 'refused':
      return failed(result, { path: ['rejected', 'failed'], errorCode: 'refused' });
  }
}

/**
 * What follows from reading back whether the record is there. The state is `ambiguous`. A look does no
 * harm, so it is taken again until the network tells: only the adapter's own word that nobody can tell
 * (a refusal without a status), or a day and a dozen tries without an answer, leave it to the person. While
 * the account is signed out it waits.
 */
export function afterReconciling(
  result: PlatformResult<RemotePost | null>,
  standing: Standing,
): Outcome {
  if (result.ok && result.value)
    return published(['published'], result.value, 'found', 'It had been published.');
  if (result.ok && standing.duplicate)
    return failed(DUPLICATE, { path: ['prepared', 'failed'], errorCode: 'duplicate' });
  if (result.ok) return tryAgain([], ABSENT, standing);
  const cantBeTold = result.class === 'refused' && result.httpStatus === null;
  if (cantBeTold || result.class === 'duplicate')
    return failed(result, { path: ['needs_check'], errorCode: 'needs_check' });
  const nextAttemptAt =
    standing.now +
    (result.class === 'auth'
      ? PARKED_FOR
      : backoff(triesOf(standing), standing.random, result.retryAfter));
  // Once the account is back, the network can tell.
  const canAnswer = result.class !== 'auth' && standing.attempts >= LOOKS;
  if (canAnswer && isSpent(standing.attempts, standing.preparedAt, nextAttemptAt))
    return failed(result, { path: ['needs_check'], errorCode: 'needs_check' });
  const errorCode = result.class === 'auth' ? 'reconnect_needed' : result.class;
  return failed(result, { path: [], errorCode, nextAttemptAt });
}

interface Answer {
  class: string;
  httpStatus: number | null;
  message: string;
  retryAfter: number | null;
}

const ABSENT: Answer = {
  class: 'absent',
  httpStatus: null,
  message: 'It has not been published; ClientNest sends it again.',
  retryAfter: null,
};

/** The same, once it is not sent again. */
const NOT_OUT = 'It has not been published.';

/** Nothing of ours is there, so what is the same is another post: sent once more, it would be refused again. */
const DUPLICATE: Answer = {
  class: 'absent',
  httpStatus: null,
  message:
    'The network refused it as something it has already, and nothing of it came from here. Look at the account, then change the post or send it again.',
  retryAfter: null,
};

/** Each delivery of an account that is turned away waits longer, not only one that was turned away often. */
const triesOf = ({ attempts, refusals = 0 }: Standing): number => Math.max(attempts, refusals);

function tryAgain(before: readonly DeliveryState[], answer: Answer, standing: Standing): Outcome {
  const { attempts, preparedAt, now, random } = standing;
  const nextAttemptAt = now + backoff(triesOf(standing), random, answer.retryAfter);
  if (!isSpent(attempts, preparedAt, nextAttemptAt))
    return failed(answer, {
      path: [...before, 'prepared'],
      errorCode: answer.class,
      nextAttemptAt,
    });
  // From `ambiguous` there is no way to `failed` but through `prepared`: it is surely absent.
  const path: DeliveryState[] = before.length > 0 ? [...before, 'failed'] : ['prepared', 'failed'];
  return {
    ...failed(answer, { path, errorCode: 'gave_up' }),
    errorMessage: gaveUp(answer === ABSENT ? NOT_OUT : answer.message),
  };
}

export const gaveUp = (lastMessage: string | null): string =>
  `ClientNest tried for ${RETRY.total / 3_600_000} hours and stopped. ${lastMessage ?? ''} Send it again when it suits.`.replace(
    '  ',
    ' ',
  );

const published = (
  path: readonly DeliveryState[],
  remote: RemotePost,
  responseClass: string,
  message: string,
): Outcome => ({
  path,
  nextAttemptAt: null,
  errorCode: null,
  errorMessage: null,
  remote,
  response: { class: responseClass, httpStatus: null, message },
});

const failed = (
  answer: Answer | PlatformFailure,
  next: { path: readonly DeliveryState[]; errorCode: string; nextAttemptAt?: number },
): Outcome => ({
  path: next.path,
  nextAttemptAt: next.nextAttemptAt ?? null,
  errorCode: next.errorCode,
  errorMessage: answer.message,
  remote: null,
  response: { class: answer.class, httpStatus: answer.httpStatus, message: answer.message },
});

/** Doubt is looked into at once, so only what comes of that is worth telling. */
export const waitOf = ({ path, errorCode }: Outcome): 'account' | 'network' | null => {
  const to = path.at(-1);
  if (errorCode === null || (to !== undefined && to !== 'prepared')) return null;
  return errorCode === 'reconnect_needed' ? 'account' : 'network';
};
