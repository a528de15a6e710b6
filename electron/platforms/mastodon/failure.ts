import { CallFailed, callFailedIn, failure, quotable } from '../call-failed.ts';
import type { PlatformFailureClass } from '../platform.ts';
import { type RefusedAnswer, textOf } from '../transport.ts';

/** What an answer that is no success means. Source: docs.joinmastodon.org/entities/Error, api/rate-limits. */
export function answerFailure(answer: RefusedAnswer): CallFailed {
  const [failureClass, message] = explain(answer);
  const name = answer.status === 404 && textOf(answer.body?.error) !== null ? NOT_FOUND : null;
  return new CallFailed(failure(failureClass, message, answer.status, answer.retryAfter), name);
}

/** The server's own word that there is no such thing; a proxy in front of it says 404 in another way. */
const NOT_FOUND = 'not_found';

export const isNotFound = (error: unknown): boolean => callFailedIn(error)?.errorName === NOT_FOUND;

/** A failure before anything was asked for, see `beforeSending`. */
export function rethrowAsNotSent(error: unknown): never {
  throw beforeSending(error);
}

function explain({ host, status, body }: RefusedAnswer): readonly [PlatformFailureClass, string] {
  const said = textOf(body?.error);
  const reason = said === null ? '' : ` It says: “${quotable(said)}”`;
  if (status === 401)
    return ['auth', `${host} no longer accepts this access token. Reconnect the account.`];
  if (status === 403)
    return ['refused', `${host} does not let this account or access token do that.${reason}`];
  if (status === 404 && said === null)
    return ['refused', `${host} is not a Mastodon server. Check the address of the server.`];
  if (status === 404) return ['refused', `${host} has nothing there any more.${reason}`];
  if (status === 429)
    return ['rate_limited', `${host} asks to slow down. ClientNest waits as long as it says.`];
  if (status >= 500) return ['service_error', `${host} has a problem of its own (${status}).`];
  if (status >= 300 && status < 400)
    return ['refused', `${host} points to another address. Check the address of the server.`];
  return ['refused', `${host} did not take this.${reason}`];
}

/**
 * A failure before the post itself was sent: nothing can have come of it, so a passing trouble is no
 * doubt about it.
 */
function beforeSending(error: unknown): unknown {
  if (!(error instanceof CallFailed)) return error;
  const { failure: cause } = error;
  const isPassing = cause.class === 'interrupted' || cause.class === 'service_error';
  return isPassing
    ? new CallFailed({ ...cause, class: 'unreachable' }, error.errorName, error)
    : error;
}
