import { createAuthorisation } from '../authorisation.ts';
import type { Form } from '../form.ts';
import { graphError, invalid, missingPermission, tokenError } from '../graph/errors.ts';
import { goodToken } from '../graph/holder.ts';
import { type Params, tokenOf } from '../graph/params.ts';
import type { Answer, CallHead } from '../network.ts';
import type { Change, Person, State } from './state.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Source: developers.facebook.com/docs/threads/get-started/long-lived-tokens. */
const LONG_LIFE = 60 * DAY;

export const SCOPES = [
  ...['threads_basic', 'threads_content_publish', 'threads_manage_insights'],
  ...['threads_read_replies', 'threads_manage_replies', 'threads_delete'],
] as const;
export type Scope = (typeof SCOPES)[number];

export interface AccessParts {
  seed: number;
  now(): number;
  newId(): string;
  /** Stands for an https page of the developer’s own. */
  ownPage: string | null;
  state(): State;
  record(change: Change): void;
}

/** Signing in, tokens and what they allow. Source: developers.facebook.com/docs/threads/get-started. */
export function createAccess({ seed, now, newId, ownPage, state, record }: AccessParts) {
  const authorisation = createAuthorisation({
    ...{ seed, now, newId, network: 'threads' },
    rules: {
      ...{ code: HOUR, access: HOUR, rotates: false, secret: true },
      ...{ challenge: 'base64url', challengeRequired: false },
      allowsRedirect: ({ protocol, hash, href }) =>
        (protocol === 'https:' && hash === '') || href === ownPage,
      ...{ scopeSeparator: ',', scopes: SCOPES },
    },
    people: () =>
      state()
        .people()
        .map(({ id, username }) => ({ id, label: `@${username}` })),
    record,
  });
  const { application } = authorisation;

  const told = (token: string, endsAt: number | null) => ({
    ...{ access_token: token, token_type: 'bearer' },
    expires_in: Math.floor(((endsAt ?? now()) - now()) / 1000),
  });
  const holder = (token: string | null) => goodToken(authorisation, token);

  return {
    authorisation,

    /** Whoever the call's token speaks for, where it may do this. */
    personFor(head: CallHead, scope: Scope): Person | Answer {
      const found = holder(tokenOf(head));
      if ('body' in found) return found;
      if (!found.scopes.includes(scope)) return missingPermission(scope);
      return state().person(found.personId) ?? tokenError('unknown');
    },

    page: (head: CallHead): Answer =>
      head.query
        .get('scope')
        ?.split(/[\s,]+/)
        .includes('threads_basic')
        ? authorisation.page(head, head.path)
        : invalid('threads_basic is required'),
    decide: (form: Form): Answer => {
      const answer = authorisation.decide(form);
      const location = answer.headers?.location;
      // As Meta does: it is no part of the code.
      return location?.includes('code=')
        ? { ...answer, headers: { ...answer.headers, location: `${location}#_` } }
        : answer;
    },

    /** A code for a token of an hour. */
    redeem(params: Params): Answer {
      if (params.text('grant_type') !== 'authorization_code') return invalid('Invalid grant_type');
      const granted = authorisation.redeem({
        ...{ clientId: params.text('client_id'), clientSecret: params.text('client_secret') },
        ...{ code: params.text('code'), redirectUri: params.text('redirect_uri'), verifier: null },
      });
      if ('error' in granted)
        return granted.error === 'invalid_client'
          ? graphError(101, 'Error validating application. Cannot get application info.')
          : graphError(100, 'Invalid verification code format, or it has been used.', {
              ...{ subcode: 36_007 },
            });
      const { token, personId } = granted.token;
      // Its id is wider than a number of JavaScript, and stands there as a number all the same.
      const body = `{"access_token":${JSON.stringify(token)},"user_id":${personId}}`;
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    },

    /** A short-lived token for one of 60 days. */
    exchange(params: Params): Answer {
      const found = holder(params.text('access_token'));
      if ('body' in found) return found;
      if (params.text('grant_type') !== 'th_exchange_token') return invalid('Invalid grant_type');
      if (params.text('client_secret') !== application.clientSecret)
        return graphError(101, 'Error validating client secret.');
      const { personId, scopes, family } = found;
      const issued = authorisation.issue(personId, scopes, family, LONG_LIFE);
      return { status: 200, body: told(issued.token, issued.endsAt) };
    },

    /** A long-lived token for another one, once it is a day old. */
    refresh(params: Params): Answer {
      const found = holder(params.text('access_token'));
      if ('body' in found) return found;
      if (params.text('grant_type') !== 'th_refresh_token') return invalid('Invalid grant_type');
      if (found.createdAt + DAY > now() || (found.endsAt ?? 0) - found.createdAt < LONG_LIFE)
        return invalid('The access token is not a long-lived one that is at least 24 hours old');
      const { personId, scopes, family } = found;
      const issued = authorisation.issue(personId, scopes, family, LONG_LIFE);
      return { status: 200, body: told(issued.token, issued.endsAt) };
    },

    inspect(params: Params): Answer {
      const asking = holder(params.text('access_token'));
      if ('body' in asking) return asking;
      const found = holder(params.text('input_token'));
      if ('body' in found) return { status: 200, body: { data: { is_valid: false } } };
      const { personId, scopes, createdAt, endsAt } = found;
      return {
        status: 200,
        body: {
          data: {
            ...{ type: 'USER', application: 'Sandbox', is_valid: true, user_id: personId, scopes },
            issued_at: Math.floor(createdAt / 1000),
            expires_at: Math.floor((endsAt ?? 0) / 1000),
          },
        },
      };
    },

    /** A token of the developer pages. */
    issueLong: (personId: string) => authorisation.issue(personId, SCOPES, newId(), LONG_LIFE),
  };
}
