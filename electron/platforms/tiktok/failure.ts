import {
  CallFailed,
  callFailedIn,
  failure,
  quotable,
  type Refusal,
  refusalFor,
} from '../call-failed.ts';
import { type RefusedAnswer, textOf } from '../transport.ts';

/** What TikTok says of a call: `{error: {code, message, log_id}}`, or `{error, error_description}` of its sign-in. */
export interface TikTokError {
  host: string;
  status: number;
  /** Empty where there is none. */
  code: string;
  message: string;
  retryAfter: number | null;
}

/** What an answer that is no success means. */
export const answerFailure = ({ host, status, body, retryAfter }: RefusedAnswer): CallFailed =>
  tikTokFailure({ host, status, retryAfter, ...errorIn(body) });

/** The error in a body; `code` is `ok` where TikTok says that all is well. */
export function errorIn(body: Record<string, unknown> | null): { code: string; message: string } {
  const error = body?.error;
  if (typeof error === 'string')
    return { code: error, message: textOf(body?.error_description) ?? '' };
  if (typeof error !== 'object' || error === null) return { code: '', message: '' };
  const { code, message } = error as Record<string, unknown>;
  return { code: textOf(code) ?? '', message: textOf(message) ?? '' };
}

export function tikTokFailure(error: TikTokError): CallFailed {
  const refusal = refusalFor(REFUSALS, error);
  const ownWait = refusal.class === 'rate_limited' ? (WAITS[error.code] ?? MINUTE) : null;
  const wait = error.retryAfter ?? ownWait;
  const what = failure(refusal.class, refusal.sentence(error), error.status, wait);
  return new CallFailed(what, error.code || null);
}

/** The token is over; nothing was done with it, and a new one may be. */
export const isTokenOver = (error: unknown): boolean =>
  callFailedIn(error)?.errorName === 'access_token_invalid';

/** TikTok does not know the publish id, or not as one of this account. */
export const isUnknownPublish = (error: unknown): boolean =>
  UNKNOWN_PUBLISH.has(callFailedIn(error)?.errorName ?? '');

const UNKNOWN_PUBLISH = new Set([
  'invalid_publish_id',
  'token_not_authorized_for_specified_publish_id',
]);

const MINUTE = 60_000;

/** Ms to stay away where no header says so: the usual counters are for a minute, these for a day that rolls. */
const WAITS: Readonly<Record<string, number>> = {
  spam_risk_too_many_posts: 30 * MINUTE,
  reached_active_user_cap: 30 * MINUTE,
};

const is =
  (...codes: string[]) =>
  ({ code }: TikTokError): boolean =>
    codes.includes(code);

/**
 * Answers by the first line that fits, the last one fits all. Sources: developers.tiktok.com/doc/
 * tiktok-api-v2-error-handling, content-posting-api-reference-direct-post, oauth-error-handling.
 */
const REFUSALS: readonly Refusal<TikTokError>[] = [
  {
    when: is('access_token_invalid', 'invalid_grant'),
    class: 'auth',
    sentence: () => 'TikTok no longer accepts this sign-in. Reconnect the account.',
  },
  {
    when: is('scope_not_authorized', 'scope_permission_missed', 'invalid_scope'),
    class: 'auth',
    sentence: () =>
      'This sign-in does not allow that on TikTok. Reconnect the account and allow everything that is asked for.',
  },
  {
    when: is('invalid_client', 'unauthorized_client'),
    class: 'auth',
    sentence: () =>
      'TikTok does not accept the client key or secret of your application. Check them in the TikTok developer pages, save them here, and connect again.',
  },
  {
    when: is('access_denied'),
    class: 'refused',
    sentence: () => 'TikTok was told not to allow it. Connect again and allow it.',
  },
  {
    when: is('spam_risk_too_many_posts'),
    class: 'rate_limited',
    sentence: () =>
      'TikTok takes no more posts of this account from an application today. ClientNest goes on when it does.',
  },
  {
    when: is('reached_active_user_cap'),
    class: 'rate_limited',
    sentence: () =>
      'TikTok lets no more accounts post through your application today; before its audit there are five a day. ClientNest tries again.',
  },
  {
    when: (error) => error.status === 429 || is('rate_limit_exceeded')(error),
    class: 'rate_limited',
    sentence: () => 'TikTok asks to slow down. ClientNest waits and goes on by itself.',
  },
  {
    when: is('spam_risk_user_banned_from_posting'),
    class: 'refused',
    sentence: () =>
      'TikTok does not let this account post. Look at the account in the TikTok app, then send it again.',
  },
  {
    when: is('spam_risk_text', 'spam_risk'),
    class: 'refused',
    sentence: () =>
      'TikTok takes this post for spam. Change the text or post it in the TikTok app.',
  },
  {
    when: is('unaudited_client_can_only_post_to_private_accounts'),
    class: 'refused',
    sentence: () =>
      'Before TikTok has audited your application, it posts to private accounts only. Set the account to private in the TikTok app, or ask for the audit in the TikTok developer pages, then send it again.',
  },
  {
    when: is('url_ownership_unverified'),
    class: 'refused',
    sentence: () =>
      'TikTok fetches photos only from an address that is shown to be yours. In the TikTok developer pages, add the address of your media relay under URL properties, then send it again.',
  },
  {
    when: is('privacy_level_option_mismatch'),
    class: 'refused',
    sentence: () => 'TikTok offers this account another audience than a moment ago. Send it again.',
  },
  {
    when: (error) => error.status >= 500 || is('internal_error')(error),
    class: 'service_error',
    sentence: ({ status }) => `TikTok has a problem of its own (${status}).`,
  },
  {
    when: ({ status, code }) => status === 401 && code === '',
    class: 'auth',
    sentence: () => 'TikTok no longer accepts this sign-in. Reconnect the account.',
  },
  {
    when: ({ status }) => status >= 300 && status < 400,
    class: 'refused',
    sentence: ({ host }) => `${host} points to another address, which is not followed.`,
  },
  {
    when: () => true,
    class: 'refused',
    sentence: ({ message }) =>
      `TikTok did not take this.${message === '' ? '' : ` It says: “${quotable(message)}”`} Change the post and send it again.`,
  },
];
