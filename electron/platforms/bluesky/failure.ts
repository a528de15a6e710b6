import { CallFailed, failure, quotable } from '../call-failed.ts';
import type { PlatformFailureClass } from '../platform.ts';

export interface ErrorAnswer {
  host: string;
  status: number;
  /** `error` and `message` of the body, where it has them. */
  error: string | null;
  message: string | null;
  /** Milliseconds, from the answer's headers. */
  retryAfter: number | null;
}

/** Names by which an atproto server says that the session is over. Source: lexicons/com/atproto/server. */
const SESSION_OVER = new Set([
  'ExpiredToken',
  'InvalidToken',
  'AuthMissing',
  'AuthenticationRequired',
]);
/** The account itself is closed: signing in again shows why. */
const ACCOUNT_CLOSED = new Set(['AccountTakedown', 'AccountSuspended', 'AccountDeactivated']);

/** What an answer that is no success means. */
export function answerFailure(answer: ErrorAnswer): CallFailed {
  const { status, error, retryAfter } = answer;
  const [failureClass, message] = explain(answer);
  return new CallFailed(failure(failureClass, message, status, retryAfter), error);
}

function explain({
  host,
  status,
  error,
  message,
}: ErrorAnswer): readonly [PlatformFailureClass, string] {
  if (error !== null && ACCOUNT_CLOSED.has(error))
    return ['auth', 'Bluesky has closed this account, or its owner has. Look at it in Bluesky.'];
  if (error === 'AuthFactorTokenRequired')
    return ['auth', 'This is the main password. Create an app password in Bluesky and use that.'];
  if (status === 401 || (error !== null && SESSION_OVER.has(error)))
    return ['auth', 'Bluesky no longer accepts this sign-in. Reconnect the account.'];
  if (status === 429)
    return ['rate_limited', `${host} asks to slow down. ClientNest waits as long as it says.`];
  if (status >= 500) return ['service_error', `${host} has a problem of its own (${status}).`];
  if (status === 404 && error === null)
    return ['refused', `${host} is not a Bluesky service. Check the address of the service.`];
  if (status >= 300 && status < 400)
    return ['refused', `${host} points to another address. Check the address of the service.`];
  const reason = message === null ? '' : ` It says: “${quotable(message)}”`;
  return ['refused', `Bluesky did not take this.${reason}`];
}
