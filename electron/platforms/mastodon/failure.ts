import {
  CallFailed,
  callFailedIn,
  failure,
  quotable,
  type Refusal,
  refusalFor,
} from '../call-failed.ts';
import { type RefusedAnswer, textOf } from '../transport.ts';

/** What an answer that is no success means. */
export function answerFailure(answer: RefusedAnswer): CallFailed {
  const refusal = refusalFor(REFUSALS, answer);
  const { status, retryAfter } = answer;
  const name = status === 404 && textOf(answer.body?.error) !== null ? NOT_FOUND : null;
  return new CallFailed(failure(refusal.class, refusal.sentence(answer), status, retryAfter), name);
}

/** The server's own word that there is no such thing; a proxy in front of it says 404 in another way. */
const NOT_FOUND = 'not_found';

export const isNotFound = (error: unknown): boolean => callFailedIn(error)?.errorName === NOT_FOUND;

/** The server has no such call: an older one, or another kind that speaks the same. */
export function isNoCall(error: unknown): boolean {
  const status = callFailedIn(error)?.failure.httpStatus;
  return status === 404 || status === 405;
}

const says =
  (status: number, words: RegExp) =>
  (answer: RefusedAnswer): boolean =>
    answer.status === status && words.test(textOf(answer.body?.error) ?? '');

/**
 * Answers by the first line that fits, the last one fits all. The API answers in English whatever the
 * account's language. Source: docs.joinmastodon.org/entities/Error, mastodon/mastodon:
 * app/controllers/concerns/api, config/locales/en.yml.
 */
const REFUSALS: readonly Refusal<RefusedAnswer>[] = [
  {
    when: ({ status }) => status === 401,
    class: 'auth',
    sentence: ({ host }) => `${host} no longer accepts this access token. Reconnect the account.`,
  },
  {
    when: says(403, /authorized scopes/i),
    class: 'auth',
    sentence: () =>
      'This access token may not publish. In Mastodon, Preferences → Development, give the application the scopes read and write, then reconnect with the token that it has then.',
  },
  {
    when: says(403, /your login is/i),
    class: 'auth',
    sentence: (answer) =>
      `${answer.host} has locked this account.${said(answer)} Look at it there, then reconnect it.`,
  },
  {
    when: ({ status }) => status === 403,
    class: 'refused',
    sentence: (answer) =>
      `${answer.host} does not let this account or access token do that.${said(answer)}${answer.isWrite ? ' Look at the account there, then send it again.' : ''}`,
  },
  {
    when: ({ status, body }) => status === 404 && textOf(body?.error) === null,
    class: 'refused',
    sentence: ({ host }) => `${host} is not a Mastodon server. Check the address of the server.`,
  },
  {
    when: ({ status }) => status === 404 || status === 410,
    class: 'refused',
    sentence: (answer) => `${answer.host} has nothing there any more.${said(answer)}`,
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
    when: ({ status }) => status >= 300 && status < 400,
    class: 'refused',
    sentence: ({ host }) => `${host} points to another address. Check the address of the server.`,
  },
  {
    when: (answer) =>
      answer.status === 409 || says(422, /duplicate record|already attached/i)(answer),
    class: 'duplicate',
    sentence: ({ host }) => `${host} says that it has this already. ClientNest looks for it.`,
  },
  {
    // It comes with the post, after each upload was reported ready: nothing has happened yet.
    when: says(422, /not finished processing/i),
    class: 'unreachable',
    sentence: ({ host }) =>
      `${host} is still at work on an image or a video. ClientNest tries again.`,
  },
  {
    when: says(422, /character limit/i),
    class: 'refused',
    sentence: ({ host }) => `The text is too long for ${host}. Shorten it and send it again.`,
  },
  {
    when: (answer) => answer.status === 413 || says(422, /file size/i)(answer),
    class: 'refused',
    sentence: ({ host }) =>
      `An image or a video is too large for ${host}. Use a smaller one and send it again.`,
  },
  {
    when: (answer) => answer.status === 415 || says(422, /content type|file type/i)(answer),
    class: 'refused',
    sentence: ({ host }) =>
      `${host} does not take a file of this kind. Save an image as JPEG or PNG, a video as MP4, and send it again.`,
  },
  {
    when: () => true,
    class: 'refused',
    sentence: (answer) =>
      `${answer.host} did not take this.${said(answer)}${answer.isWrite ? ' Change the post and send it again.' : ''}`,
  },
];

const said = ({ body }: RefusedAnswer): string => {
  const words = textOf(body?.error);
  return words === null ? '' : ` It says: “${quotable(words)}”`;
};
