import { type AuthorisationToken, createAuthorisation } from '../authorisation.ts';
import { graphError, missingPermission, tokenError, unsupported } from '../graph/errors.ts';
import { goodToken } from '../graph/holder.ts';
import { type Params, tokenOf } from '../graph/params.ts';
import type { Answer, CallHead } from '../network.ts';
import type { Change, Person, State } from './state.ts';

const HOUR = 60 * 60_000;
const LONG_LIVED = 60 * 24 * HOUR;
export const SCOPES = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
] as const;
export type Scope = (typeof SCOPES)[number];

export interface AccessParts {
  seed: number;
  now(): number;
  newId(): string;
  /** Stands for an https page of the developer’s own. */
  ownPage: string | null;
  state: State;
  record(change: Change): void;
}

/** Instagram Login, and who may do what. Source: …/instagram-api-with-instagram-login/business-login. */
export function createAccess({ seed, now, newId, ownPage, state, record }: AccessParts) {
  const authorisation = createAuthorisation({
    seed,
    network: 'instagram',
    now,
    newId,
    rules: {
      code: HOUR,
      access: HOUR,
      rotates: false,
      challenge: 'base64url',
      challengeRequired: false,
      secret: true,
      allowsRedirect: (uri) => uri.protocol === 'https:' || uri.href === ownPage,
      scopeSeparator: ',',
      scopes: SCOPES,
    },
    people: () => state.people().map(({ id, username }) => ({ id, label: username })),
    record,
  });
  const { application } = authorisation;

  const holderOf = (head: CallHead) => goodToken(authorisation, tokenOf(head));

  const long = (token: AuthorisationToken): Answer => ({
    status: 200,
    body: {
      access_token: token.token,
      token_type: 'bearer',
      expires_in: Math.floor(((token.endsAt ?? now()) - now()) / 1000),
    },
  });
  const isShort = ({ createdAt, endsAt }: AuthorisationToken) =>
    endsAt !== null && endsAt - createdAt <= HOUR;

  return {
    authorisation,

    /** The person whose token the call has, where it may do that. `id` is whose edge is called. */
    personFor(head: CallHead, scope: Scope, id?: string): Person | Answer {
      const holder = holderOf(head);
      if ('body' in holder) return holder;
      const person = state.person(holder.personId);
      if (!person) return tokenError('unknown');
      if (id !== undefined && id !== 'me' && id !== person.id) return unsupported(head.method, id);
      return holder.scopes.includes(scope) ? person : missingPermission(scope);
    },

    /** `POST /oauth/access_token`: a code for a token of an hour. It has a way of its own to say no. */
    redeem(params: Params): Answer {
      const refused = (message: string): Answer => ({
        status: 400,
        body: { error_type: 'OAuthException', code: 400, error_message: message },
      });
      if (params.text('grant_type') !== 'authorization_code') return refused('Invalid grant_type');
      const granted = authorisation.redeem({
        clientId: params.text('client_id'),
        clientSecret: params.text('client_secret'),
        code: params.text('code'),
        redirectUri: params.text('redirect_uri'),
        verifier: params.text('code_verifier'),
      });
      if ('error' in granted)
        return refused(
          granted.error === 'invalid_client'
            ? 'Error validating client secret'
            : 'Invalid authorization code',
        );
      const { token, personId, scopes } = granted.token;
      return {
        status: 200,
        body: { data: [{ access_token: token, user_id: personId, permissions: scopes.join(',') }] },
      };
    },

    /** `GET /access_token`: a token of an hour for one of sixty days. */
    exchange(params: Params): Answer {
      if (params.text('client_secret') !== application.clientSecret)
        return graphError(1, 'Error validating client secret.');
      const holder = authorisation.holderOf(params.text('access_token'));
      if (params.text('grant_type') !== 'ig_exchange_token' || typeof holder === 'string')
        return tokenError(typeof holder === 'string' ? holder : 'unknown');
      if (!isShort(holder))
        return graphError(452, 'Session key invalid: it is long-lived already.');
      const { personId, scopes, family } = holder;
      return long(authorisation.issue(personId, scopes, family, LONG_LIVED));
    },

    /** `GET /refresh_access_token`: sixty days more, for a token that is a day old and not over. */
    refresh(params: Params): Answer {
      const holder = authorisation.holderOf(params.text('access_token'));
      if (params.text('grant_type') !== 'ig_refresh_token' || typeof holder === 'string')
        return tokenError(typeof holder === 'string' ? holder : 'unknown');
      if (isShort(holder) || now() - holder.createdAt < 24 * HOUR)
        return graphError(10, '(#10) The token must be at least 24 hours old to be refreshed');
      const { personId, scopes, family } = holder;
      return long(authorisation.issue(personId, scopes, family, LONG_LIVED));
    },

    newToken: (personId: string): AuthorisationToken =>
      authorisation.issue(personId, SCOPES, newId(), LONG_LIVED),
  };
}
