import type { PlatformFailure, PlatformFailureClass } from './platform.ts';

/** Carries a failure up through code that throws, such as a network's own client. */
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

/** What answers of one kind mean, and the sentence with the next step. */
export interface Refusal<Answer> {
  when(answer: Answer): boolean;
  class: PlatformFailureClass;
  sentence(answer: Answer): string;
}

/** The first line that fits an answer. @throws where none does: the last one must fit all */
export function refusalFor<Answer>(
  refusals: readonly Refusal<Answer>[],
  answer: Answer,
): Refusal<Answer> {
  const found = refusals.find(({ when }) => when(answer));
  if (!found) throw new Error('A table of refusals without a last line');
  return found;
}

/** The `CallFailed` inside whatever was wrapped around it. */
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
    const message = /CERT|SIGNATURE/.test(code)
      ? `${host} can’t be trusted: its certificate is not valid, so nothing was sent. Check the address of the service, or ask whoever runs it.`
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

/** A server's own sentence, made safe to show: one line, short, nothing that looks like a token. */
export const quotable = (message: string): string =>
  message
    .replace(/[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}(\.[A-Za-z0-9_-]+)?/g, '…')
    .replace(/[A-Za-z0-9_-]{32,}/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);

/**
 * A failure before the call that counts, whatever failed: nothing can have come of it, so a passing trouble
 * is no doubt about it.
 */
export function rethrowAsNotSent(error: unknown): never {
  const known = callFailedIn(error);
  if (!known) throw new CallFailed(failure('unreachable', NOT_UNDERSTOOD), null, error);
  const { failure: cause, errorName } = known;
  const isPassing = ['interrupted', 'service_error', 'duplicate'].includes(cause.class);
  throw isPassing ? new CallFailed({ ...cause, class: 'unreachable' }, errorName, known) : known;
}

const NOT_UNDERSTOOD =
  'The network answered in a way that ClientNest does not understand. Nothing was sent; ClientNest tries again.';

/**
 * A look at what came of a call that counts, and the look failed: the doubt stays, whatever the reason.
 */
export function rethrowAsDoubt(error: unknown): never {
  if (!(error instanceof CallFailed)) throw error;
  const { failure: cause } = error;
  if (cause.class === 'interrupted' || cause.class === 'service_error') throw error;
  throw new CallFailed({ ...cause, class: 'interrupted' }, error.errorName, error);
}
