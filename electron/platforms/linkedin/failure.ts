import {
  CallFailed,
  callFailedIn,
  failure,
  quotable,
  type Refusal,
  refusalFor,
} from '../call-failed.ts';
import { type RefusedAnswer, textOf } from '../transport.ts';

const DAY = 24 * 60 * 60_000;

/** Its day is that of UTC. */
export const nextDay = (now: number): number => Math.floor(now / DAY) * DAY + DAY;

/** What an answer that is no success means. @param now UTC epoch ms */
export function answerFailure(answer: RefusedAnswer, now: number): CallFailed {
  const refusal = refusalFor(REFUSALS, answer);
  const { status } = answer;
  const retryAfter = answer.retryAfter ?? (isDaily(answer) ? nextDay(now) - now : null);
  return new CallFailed(
    failure(refusal.class, refusal.sentence(answer), status, retryAfter),
    duplicateIn(answer) ?? (status === 404 && answer.body !== null ? NOT_FOUND : null),
  );
}

/** LinkedIn's own word that there is no such thing; a proxy in front of it says 404 in another way. */
const NOT_FOUND = 'NOT_FOUND';

export const isNotFound = (error: unknown): boolean => callFailedIn(error)?.errorName === NOT_FOUND;

/** A read that this account or application may not make. */
export const isNotAllowed = (error: unknown): boolean =>
  callFailedIn(error)?.failure.httpStatus === 403;

/** The post that LinkedIn says to have already; null where it says something else. */
export function duplicateOf(error: unknown): string | null {
  const name = callFailedIn(error)?.errorName ?? '';
  return name.startsWith('urn:li:') ? name : null;
}

/** What a refused call is told in: `{message, serviceErrorCode, status}`, sometimes with a `code`. */
const words = ({ body }: RefusedAnswer): string => textOf(body?.message) ?? '';
const code = ({ body }: RefusedAnswer): string => textOf(body?.code) ?? '';

const duplicateIn = (answer: RefusedAnswer): string | null =>
  /duplicate of (urn:li:\w+:[\w-]+)/i.exec(words(answer))?.[1] ?? null;

/** "Resource level throttle MEMBER DAY limit for calls to this resource is reached." */
export const isDaily = (answer: RefusedAnswer): boolean =>
  answer.status === 429 && /\bDAY\b/.test(words(answer));

const says =
  (pattern: RegExp) =>
  (answer: RefusedAnswer): boolean =>
    answer.status >= 400 && answer.status < 500 && pattern.test(`${code(answer)} ${words(answer)}`);

/**
 * Answers by the first line that fits, the last one fits all.
 * Source: learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling.
 */
const REFUSALS: readonly Refusal<RefusedAnswer>[] = [
  {
    when: ({ status }) => status === 401,
    class: 'auth',
    sentence: () => 'LinkedIn no longer accepts this sign-in. Reconnect the account.',
  },
  {
    when: (answer) => answer.status === 426 || says(/VERSION_MISSING|NONEXISTENT_VERSION/)(answer),
    class: 'refused',
    sentence: () =>
      'LinkedIn has retired the interface that this version of ClientNest uses. Update ClientNest, then send it again.',
  },
  {
    when: (answer) => answer.status === 403 && answer.isWrite,
    class: 'auth',
    sentence: (answer) =>
      `LinkedIn does not let ClientNest do this for the account.${said(answer)} Check that your application has the product Community Management API and that you still administer the page, then reconnect the account.`,
  },
  {
    when: ({ status }) => status === 403,
    class: 'refused',
    sentence: (answer) => `LinkedIn does not let ClientNest read this.${said(answer)}`,
  },
  {
    when: (answer) => duplicateIn(answer) !== null || says(/DUPLICATE_POST/)(answer),
    class: 'duplicate',
    sentence: () => 'LinkedIn says that it has this already. ClientNest looks for it.',
  },
  {
    when: ({ status }) => status === 404 || status === 410,
    class: 'refused',
    sentence: (answer) => `LinkedIn has nothing there any more.${said(answer)}`,
  },
  {
    when: isDaily,
    class: 'rate_limited',
    sentence: () =>
      'LinkedIn takes no more from this account today. ClientNest goes on after midnight UTC.',
  },
  {
    when: ({ status }) => status === 429,
    class: 'rate_limited',
    sentence: () => 'LinkedIn asks to slow down. ClientNest waits.',
  },
  {
    when: ({ status }) => status >= 500,
    class: 'service_error',
    sentence: ({ status }) => `LinkedIn has a problem of its own (${status}).`,
  },
  {
    when: ({ status }) => status >= 300 && status < 400,
    class: 'refused',
    sentence: ({ host }) => `${host} points to another address. Check the address of the service.`,
  },
  {
    // It comes with the post, after each upload was reported ready: nothing has happened yet.
    when: says(/not (yet )?(ready|available)|WAITING_UPLOAD|PROCESSING\b/i),
    class: 'unreachable',
    sentence: () => 'LinkedIn is still at work on an upload. ClientNest tries again.',
  },
  {
    when: says(/FIELD_LENGTH_TOO_LONG|exceeds? (the )?max/i),
    class: 'refused',
    sentence: () => 'The text is too long for LinkedIn. Shorten it and send it again.',
  },
  {
    when: ({ status }) => status === 413,
    class: 'refused',
    sentence: () => 'A file is too large for LinkedIn. Use a smaller one and send it again.',
  },
  {
    when: () => true,
    class: 'refused',
    sentence: (answer) =>
      `LinkedIn did not take this.${said(answer)}${answer.isWrite ? ' Change the post and send it again.' : ''}`,
  },
];

function said(answer: RefusedAnswer): string {
  const message = words(answer);
  return message === '' ? '' : ` It says: “${quotable(message)}”`;
}

/** Whether a call that failed may have taken effect all the same. */
export function mayHaveHappened(error: unknown): boolean {
  const failed = callFailedIn(error)?.failure.class;
  return failed === undefined || failed === 'interrupted' || failed === 'service_error';
}
