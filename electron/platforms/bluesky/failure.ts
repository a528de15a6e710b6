import type { PlatformFailure, PlatformFailureClass } from '../platform.ts';

/** Carries a failure through the API client, which only knows how to throw. */
export class CallFailed extends Error {
  readonly failure: PlatformFailure;
  /** The network's own name of the error, e.g. `BlobNotFound`. */
  readonly errorName: string | null;

  constructor(failure: PlatformFailure, errorName: string | null = null, cause?: unknown) {
    super(failure.message, { cause });
    this.name = 'CallFailed';
    this.failure = failure;
    this.errorName = errorName;
  }
}

export const failure = (
  failureClass: PlatformFailureClass,
  message: string,
  httpStatus: number | null = null,
  retryAfter: number | null = null,
): PlatformFailure => ({ ok: false, class: failureClass, message, httpStatus, retryAfter });

/** The `CallFailed` inside whatever the client wrapped around it. */
export function callFailedIn(error: unknown): CallFailed | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at instanceof CallFailed) return at;
  return null;
}

/**
 * What a thrown error means for the ledger. An error that is not ours came after the answer did
 * (an answer that makes no sense), so the call may have taken effect.
 */
export function failureOf(error: unknown, host: string): PlatformFailure {
  const known = callFailedIn(error);
  if (known) return known.failure;
  return failure(
    'service_error',
    `${host} answered in a way that ClientNest does not understand. ClientNest checks what happened.`,
  );
}

/** Errors before a byte of the request has left: name lookup, connect and TLS. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What a failed `fetch` means: never sent, or perhaps received. */
export function fetchFailure(error: unknown, host: string): CallFailed {
  const code = errorCode(error);
  if (code !== null && NOT_SENT.has(code)) {
    const message = code.includes('CERT')
      ? `${host} can’t be trusted: its certificate is not valid. Check the address of the service.`
      : `${host} can’t be reached. Check the internet connection.`;
    return new CallFailed(failure('unreachable', message), null, error);
  }
  const message = `The connection to ${host} was cut before it answered.`;
  return new CallFailed(failure('interrupted', message), null, error);
}

function errorCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}

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

/** A server's own sentence, made safe to show: one line, short, nothing that looks like a token. */
const quotable = (message: string): string =>
  message
    .replace(/[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}(\.[A-Za-z0-9_-]+)?/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);
