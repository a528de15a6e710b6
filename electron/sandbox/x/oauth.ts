import { X } from '../../../shared/domain/networks/x.ts';
import { type AuthorisationToken, createAuthorisation, type GrantError } from '../authorisation.ts';
import type { Form } from '../form.ts';
import { type Answer, bearerOf, type CallHead, type NetworkParts } from '../network.ts';
import { forbidden, usualError } from './problems.ts';
import type { Change, Person, State } from './state.ts';

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;
const { scopes = [], ports = [], callbackPath = '' } = X.oauth ?? {};
/** What the developer has registered: exactly these addresses, and what the app may ask for. */
const REDIRECTS = ports.map((port) => `http://127.0.0.1:${port}${callbackPath}`);
const SCOPES = scopes.map(({ scope }) => scope);

export interface Holder {
  person: Person;
  token: AuthorisationToken;
}

/** Sign-in through the browser. Source: docs.x.com/fundamentals/authentication/oauth-2-0. */
export function createOauth(
  { seed, now }: Pick<NetworkParts, 'seed' | 'now'>,
  state: State,
  newId: () => string,
  record: (change: Change) => void,
) {
  const authorisation = createAuthorisation({
    ...{ seed, now, newId, record },
    network: 'x',
    rules: {
      code: 30 * SECOND,
      access: 2 * HOUR,
      refresh: null,
      rotates: true,
      challenge: 'base64url',
      challengeRequired: true,
      secret: false,
      allowsRedirect: ({ href }) => REDIRECTS.includes(href),
      scopeSeparator: ' ',
      scopes: SCOPES,
    },
    people: () => state.people().map(({ id, username }) => ({ id, label: `@${username}` })),
  });

  return {
    authorisation,

    /** Whoever the call's token speaks for, where it may do all of this. */
    authorise(head: CallHead, wanted: readonly string[]): Holder | { refused: Answer } {
      const token = authorisation.holderOf(bearerOf(head));
      if (typeof token === 'string') return { refused: usualError(401) };
      const person = state.person(token.personId);
      if (!person) return { refused: usualError(401) };
      return wanted.every((scope) => token.scopes.includes(scope))
        ? { person, token }
        : { refused: forbidden('You are not permitted to perform this action.') };
    },

    page: (head: CallHead): Answer => authorisation.page(head, '/i/oauth2/authorize'),
    decide: (form: Form): Answer => authorisation.decide(form),

    token(form: Form): Answer {
      const application = { clientId: form.text('client_id'), clientSecret: null };
      const grant = form.text('grant_type');
      const granted =
        grant === 'authorization_code'
          ? authorisation.redeem({
              ...application,
              code: form.text('code'),
              redirectUri: form.text('redirect_uri'),
              verifier: form.text('code_verifier'),
            })
          : grant === 'refresh_token'
            ? authorisation.renew({ ...application, refreshToken: form.text('refresh_token') })
            : { error: 'invalid_request' as const };
      if ('error' in granted) return refusal(granted.error, grant);
      const { token, refreshToken, scopes: given } = granted.token;
      return {
        status: 200,
        body: {
          token_type: 'bearer',
          expires_in: (2 * HOUR) / SECOND,
          access_token: token,
          scope: given.join(' '),
          ...(given.includes('offline.access') ? { refresh_token: refreshToken } : {}),
        },
      };
    },

    revoke(form: Form): Answer {
      if (form.text('client_id') !== authorisation.application.clientId)
        return refusal('invalid_client', null);
      authorisation.end(form.text('token'), 'revoke');
      return { status: 200, body: { revoked: true } };
    },

    /** A token of the person to paste; a new one where none is good any more. */
    tokenOf: (personId: string): string =>
      authorisation.tokenOf(personId) ?? authorisation.issue(personId, SCOPES).token,
  };
}

/** X's own words; a spent code or token is an `invalid_request` there. */
function refusal(error: GrantError, grant: string | null): Answer {
  if (error === 'invalid_client')
    return {
      status: 401,
      body: {
        error: 'unauthorized_client',
        error_description: 'Missing valid authorization header',
      },
    };
  const what = grant === 'authorization_code' ? 'authorization code' : 'token';
  const description =
    error === 'invalid_grant'
      ? `Value passed for the ${what} was invalid.`
      : 'Value passed for the grant type was invalid.';
  return { status: 400, body: { error: 'invalid_request', error_description: description } };
}
