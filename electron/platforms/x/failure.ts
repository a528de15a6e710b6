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
  const name = NAMES.find(({ when }) => when(answer))?.name ?? null;
  return new CallFailed(failure(refusal.class, refusal.sentence(answer), status, retryAfter), name);
}

/** Refusals that a caller goes on from. */
type Name = 'not_found' | 'media_gone';
const NAMES: readonly { name: Name; when(answer: RefusedAnswer): boolean }[] = [
  { name: 'not_found', when: ({ status }) => status === 404 },
  { name: 'media_gone', when: (answer) => answer.status === 400 && says(answer, /media id/i) },
];

export const isNamed = (error: unknown, name: Name): boolean =>
  callFailedIn(error)?.errorName === name;

/** Problems as X writes them, in a refusal or beside the data of a success. Source: docs.x.com, response codes. */
const wordsOf = ({ body }: Pick<RefusedAnswer, 'body'>): string[] => {
  const errors = Array.isArray(body?.errors) ? (body.errors as unknown[]) : [];
  const inner = errors.filter((one) => typeof one === 'object' && one !== null);
  return [body, ...inner]
    .flatMap((one) => {
      const fields = (one ?? {}) as Record<string, unknown>;
      return [fields.message, fields.detail, fields.error_description, fields.title].map(textOf);
    })
    .filter((words): words is string => words !== null && words !== '');
};

const says = (answer: RefusedAnswer, words: RegExp): boolean =>
  wordsOf(answer).some((each) => words.test(each));

const isProblem = ({ body }: RefusedAnswer, type: string): boolean =>
  (textOf(body?.type) ?? '').endsWith(`/${type}`);

/** The sentence that says most: what is wrong with one field comes before what is wrong with the call. */
const said = (answer: RefusedAnswer): string => {
  const [first, second] = wordsOf(answer);
  const words = /^One or more/i.test(first ?? '') ? (second ?? first) : first;
  return words === undefined ? '' : ` It says: “${quotable(words)}”`;
};

/** Answers by the first line that fits, the last one fits all. */
const REFUSALS: readonly Refusal<RefusedAnswer>[] = [
  {
    when: ({ status }) => status === 401,
    class: 'auth',
    sentence: () => 'X no longer accepts this sign-in. Reconnect the account.',
  },
  {
    when: (answer) => answer.status === 403 && says(answer, /duplicate content/i),
    class: 'duplicate',
    sentence: () => 'X says that it has a post with these words already. ClientNest looks for it.',
  },
  {
    when: (answer) =>
      answer.status === 403 && says(answer, /not been mentioned|otherwise engaged/i),
    class: 'refused',
    sentence: () =>
      'X lets an app like yours answer only people who have mentioned or quoted the account. Answer this one on x.com.',
  },
  {
    when: (answer) => answer.status === 403 && says(answer, /suspended|locked/i),
    class: 'auth',
    sentence: (answer) =>
      `X has locked or suspended this account.${said(answer)} Look at it on x.com, then reconnect it.`,
  },
  {
    when: (answer) => isProblem(answer, 'unsupported-authentication'),
    class: 'refused',
    sentence: () =>
      'This is a token of the app, not of an account. Make a user access token, or connect with the browser.',
  },
  {
    when: (answer) =>
      isProblem(answer, 'client-forbidden') || says(answer, /oauth1? app permissions/i),
    class: 'refused',
    sentence: (answer) =>
      `Your X developer app may not do that.${said(answer)} In the developer console give it “Read and write”, then reconnect the account.`,
  },
  {
    when: ({ status }) => status === 402,
    class: 'refused',
    sentence: () =>
      'Your X developer account has no credit left. Add some in the developer console, then send it again.',
  },
  {
    when: (answer) => isProblem(answer, 'usage-capped'),
    class: 'refused',
    sentence: () =>
      'Your X developer account has reached its spending limit. Raise it in the developer console, then send it again.',
  },
  {
    when: ({ status }) => status === 429,
    class: 'rate_limited',
    sentence: () => 'X asks to slow down. ClientNest waits as long as it says.',
  },
  {
    when: (answer) => says(answer, /too long/i),
    class: 'refused',
    sentence: () =>
      'The text is too long for X. Shorten it or make it a thread, and send it again.',
  },
  {
    when: ({ status }) => status === 403,
    class: 'refused',
    sentence: (answer) =>
      `X does not let this account or app do that.${said(answer)}${answer.isWrite ? ' Look at the account on x.com, then send it again.' : ''}`,
  },
  {
    when: ({ status }) => status === 404 || status === 410,
    class: 'refused',
    sentence: (answer) => `X has nothing there any more.${said(answer)}`,
  },
  {
    when: ({ status }) => status >= 500,
    class: 'service_error',
    sentence: ({ status }) => `X has a problem of its own (${status}).`,
  },
  {
    when: ({ status }) => status >= 300 && status < 400,
    class: 'refused',
    sentence: ({ host }) => `${host} points to another address. Check the address of the service.`,
  },
  {
    when: (answer) => answer.status === 413 || says(answer, /file size|total_bytes/i),
    class: 'refused',
    sentence: () => 'A file is too large for X. Use a smaller one and send it again.',
  },
  {
    when: () => true,
    class: 'refused',
    sentence: (answer) =>
      `X did not take this.${said(answer)}${answer.isWrite ? ' Change the post and send it again.' : ''}`,
  },
];

/** Whether the call may have taken effect all the same. */
export const isInDoubt = (error: unknown): boolean =>
  ['interrupted', 'service_error', 'duplicate'].includes(
    callFailedIn(error)?.failure.class ?? 'service_error',
  );
