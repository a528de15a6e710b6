import { LINKEDIN } from '../../../shared/domain/networks/linkedin.ts';
import {
  type Authorisation,
  type AuthorisationChange,
  type AuthorisationToken,
  createAuthorisation,
} from '../authorisation.ts';
import type { Form } from '../form.ts';
import { type Answer, bearerOf, type Call, type CallHead } from '../network.ts';
import { denied, refusal, unauthorised } from './refusals.ts';
import type { Person, State } from './state.ts';

const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;
const OAUTH = LINKEDIN.oauth;
/** What an application with the Community Management API has. */
const SCOPES = (OAUTH?.scopes ?? []).map(({ scope }) => scope);
/** Given to few applications, and here to the tokens that are there from the start. */
const RESTRICTED = ['r_member_social'];

/** Months in which a version came that still lives. */
const VERSIONS = { first: '202511', last: '202611' };

export interface AccessParts {
  seed: number;
  now(): number;
  newId(): string;
  state(): State;
  record(native: boolean, change: AuthorisationChange): void;
}

export interface Authorised {
  person: Person;
  scopes: readonly string[];
}

/** Signing in, with a secret or by native PKCE, and what a token may do. Source: …/shared/authentication. */
export function createAccess({ seed, now, newId, state, record }: AccessParts) {
  const people = () =>
    state()
      .people()
      .map(({ id, firstName, lastName }) => ({ id, label: `${firstName} ${lastName}` }));
  const isLoopback = ({ protocol, hostname, pathname }: URL) =>
    protocol === 'http:' && hostname === '127.0.0.1' && pathname === OAUTH?.callbackPath;
  // One application: with its secret in the usual flow, without it where PKCE was turned on for it.
  const create = (native: boolean): Authorisation =>
    createAuthorisation({
      ...{ seed, network: 'linkedin', now, newId, people },
      rules: {
        code: 30 * MINUTE,
        access: 60 * DAY,
        refresh: 365 * DAY,
        rotates: false,
        challenge: 'base64url',
        challengeRequired: native,
        secret: !native,
        allowsRedirect: (uri) =>
          isLoopback(uri)
            ? native || (OAUTH?.ports ?? []).includes(Number(uri.port))
            : !native && uri.protocol === 'https:',
        scopeSeparator: ' ',
        scopes: SCOPES,
      },
      record: (change) => record(native, change),
    });
  const web = create(false);
  const native = create(true);
  /** Ends of refresh tokens, which stay the same however often they are used. UTC epoch ms. */
  const refreshEnds = new Map<string, number>();

  const holderOf = (head: Pick<CallHead, 'headers'>) => {
    const token = bearerOf(head);
    const found = web.holderOf(token);
    return found === 'unknown' ? native.holderOf(token) : found;
  };

  function tokenAnswer(token: AuthorisationToken, refreshToken: string | null): Answer {
    const seconds = (end: number | null) => Math.max(0, Math.floor(((end ?? 0) - now()) / 1000));
    return {
      status: 200,
      body: {
        access_token: token.token,
        expires_in: seconds(token.endsAt),
        ...(refreshToken !== null && {
          refresh_token: refreshToken,
          refresh_token_expires_in: seconds(refreshEnds.get(refreshToken) ?? null),
        }),
        scope: token.scopes.join(','),
      },
    };
  }

  return {
    web,
    native,
    apply(isNative: boolean, change: AuthorisationChange): void {
      (isNative ? native : web).apply(change);
      if (change.kind === 'oauth_token' && change.refreshToken !== null)
        refreshEnds.set(change.refreshToken, change.refreshEndsAt ?? Number.POSITIVE_INFINITY);
    },
    /** A token with everything, as a developer makes it in the portal. */
    issue: (personId: string) => web.issue(personId, [...SCOPES, ...RESTRICTED]),
    holderOf,

    /** Whoever the token of a call speaks for; what LinkedIn says where it may not do this. */
    authorise(head: CallHead, what: string, anyOf: readonly string[]): Authorised | Answer {
      const token = holderOf(head);
      if (typeof token === 'string') return unauthorised(token);
      const person = state().person(token.personId);
      if (!person) return unauthorised('unknown');
      const isGranted = anyOf.length === 0 || anyOf.some((scope) => token.scopes.includes(scope));
      return isGranted ? { person, scopes: token.scopes } : denied(what);
    },

    /** `POST /oauth/v2/accessToken`: a code or a refresh token for a token. */
    token(form: Form): Answer {
      const clientId = form.text('client_id');
      const clientSecret = form.text('client_secret');
      const side = clientSecret === null ? native : web;
      const refreshToken = form.text('refresh_token');
      const granted =
        form.text('grant_type') === 'refresh_token'
          ? side.renew({ clientId, clientSecret, refreshToken })
          : side.redeem({
              clientId,
              clientSecret,
              code: form.text('code'),
              redirectUri: form.text('redirect_uri'),
              verifier: form.text('code_verifier'),
            });
      if ('token' in granted)
        return tokenAnswer(granted.token, refreshToken ?? granted.token.refreshToken);
      const isApplication = granted.error === 'invalid_client';
      return {
        status: isApplication ? 401 : 400,
        body: {
          error: granted.error,
          error_description: isApplication ? 'Client authentication failed' : WRONG_GRANT,
        },
      };
    },
  };
}

const WRONG_GRANT =
  'The provided authorization grant or refresh token is invalid, expired or revoked.';

/** What every call below `/rest` must have in its head. Source: …/marketing/versioning. */
export function problemWithHead({ headers }: Call): Answer | null {
  const version = headers['linkedin-version'];
  if (typeof version !== 'string' || version === '')
    return refusal(
      400,
      'VERSION_MISSING',
      'A version must be present. Please specify a version by adding the LinkedIn-Version header.',
    );
  const isActive = /^\d{6}$/.test(version) && version >= VERSIONS.first && version <= VERSIONS.last;
  if (!isActive)
    return refusal(426, 'NONEXISTENT_VERSION', `Requested version ${version}01 is not active`);
  return headers['x-restli-protocol-version'] === '2.0.0'
    ? null
    : refusal(400, 'ILLEGAL_ARGUMENT', 'Invalid query parameters passed to request');
}
