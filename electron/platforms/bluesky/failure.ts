import { CallFailed, failure, quotable, type Refusal, refusalFor } from '../call-failed.ts';

export interface ErrorAnswer {
  host: string;
  status: number;
  /** `error` and `message` of the body, where it has them. */
  error: string | null;
  message: string | null;
  /** Milliseconds, from the answer's headers. */
  retryAfter: number | null;
  /** The call was to put something into the account. */
  isWrite: boolean;
}

/** What an answer that is no success means. */
export function answerFailure(answer: ErrorAnswer): CallFailed {
  const { status, error, retryAfter } = answer;
  const refusal = refusalFor(REFUSALS, answer);
  return new CallFailed(
    failure(refusal.class, refusal.sentence(answer), status, retryAfter),
    error,
  );
}

const named =
  (...names: readonly string[]) =>
  ({ error }: ErrorAnswer): boolean =>
    error !== null && names.includes(error);

/**
 * Answers by the first line that fits, the last one fits all. Names: lexicons/com/atproto,
 * packages/xrpc (`ResponseType`) and packages/pds.
 */
const REFUSALS: readonly Refusal<ErrorAnswer>[] = [
  {
    when: named('AccountTakedown', 'AccountSuspended', 'AccountDeactivated', 'RepoDeactivated'),
    class: 'auth',
    sentence: () =>
      'Bluesky has closed this account, or its owner has. Look at it in Bluesky, then reconnect it.',
  },
  {
    when: named('AccountNotFound', 'RepoNotFound'),
    class: 'auth',
    sentence: ({ host }) =>
      `This account is not at ${host} any more. Reconnect it where it is now.`,
  },
  {
    when: named('AuthFactorTokenRequired'),
    class: 'auth',
    sentence: () => 'This is the main password. Create an app password in Bluesky and use that.',
  },
  {
    when: (answer) => answer.status === 401 || SESSION_OVER(answer),
    class: 'auth',
    sentence: () => 'Bluesky no longer accepts this sign-in. Reconnect the account.',
  },
  {
    when: ({ status }) => status === 429,
    class: 'rate_limited',
    sentence: ({ host }) => `${host} asks to slow down. ClientNest waits as long as it says.`,
  },
  {
    when: ({ status }) => status >= 500,
    class: 'service_error',
    sentence: ({ host, status }) => `${host} has a problem of its own (${status}).`,
  },
  {
    when: ({ status, error }) => status === 409 || error === 'AlreadyExists',
    class: 'duplicate',
    sentence: () => 'Bluesky says that it has this post already. ClientNest looks for it.',
  },
  {
    when: ({ status, error }) => status === 413 || error === 'BlobTooLarge',
    class: 'refused',
    sentence: ({ host }) =>
      `An image is too large for ${host}. Use a smaller one and send it again.`,
  },
  {
    when: ({ status, error }) => status === 415 || error === 'InvalidMimeType',
    class: 'refused',
    sentence: ({ host }) =>
      `${host} does not take an image of this kind. Save it as JPEG or PNG and send it again.`,
  },
  {
    when: ({ status }) => status === 403,
    class: 'refused',
    sentence: (answer) =>
      `Bluesky does not let this account or app password do that.${said(answer)} Create a new app password, reconnect the account and send it again.`,
  },
  {
    when: ({ status, error }) => status === 404 && error === null,
    class: 'refused',
    sentence: ({ host }) => `${host} is not a Bluesky service. Check the address of the service.`,
  },
  {
    when: ({ status }) => status >= 300 && status < 400,
    class: 'refused',
    sentence: ({ host }) => `${host} points to another address. Check the address of the service.`,
  },
  {
    when: () => true,
    class: 'refused',
    sentence: (answer) =>
      `Bluesky did not take this.${said(answer)}${answer.isWrite ? ' Change the post and send it again.' : ''}`,
  },
];

/** Names by which an atproto server says that the session is over. Source: lexicons/com/atproto/server. */
const SESSION_OVER = named('ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired');

const said = ({ message }: ErrorAnswer): string =>
  message === null ? '' : ` It says: “${quotable(message)}”`;
