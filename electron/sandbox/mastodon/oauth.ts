import { createHash } from 'node:crypto';
import { lettersOf } from '../chance.ts';
import type { Form } from '../form.ts';
import { escapeHtml, pageOf } from '../html.ts';
import { type Answer, bearerOf, type Call, type CallHead, type NetworkParts } from '../network.ts';
import type { Entities } from './entities.ts';
import { invalid, oauthRefusal, refusal } from './refusals.ts';
import type { Change, Person, State, Token } from './state.ts';

const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Ms that a code lives. */
const CODE_LIVES = 10 * 60_000;

export interface OauthParts extends Pick<NetworkParts, 'seed' | 'now'> {
  state: State;
  entities: Entities;
  newId(): string;
  record(change: Change): void;
}

export type Authorised = { token: Token; person: Person };

/** Applications, codes and tokens. Source: docs.joinmastodon.org/methods/oauth, RFC 6749, RFC 7636. */
export function createOauth({ seed, now, state, entities, newId, record }: OauthParts) {
  const secretOf = (...parts: string[]) =>
    lettersOf(LETTERS, 32, seed, ...parts) + lettersOf(LETTERS, 11, seed, 'end', ...parts);

  function issue(clientId: string | null, personId: string | null, scopes: string[]): Token {
    const token = secretOf('token', newId());
    const issued = { token, clientId, personId, scopes, createdAt: now() };
    record({ kind: 'token', ...issued });
    return issued;
  }
  const told = ({ token, scopes, createdAt }: Token): Answer => ({
    status: 200,
    body: {
      access_token: token,
      token_type: 'Bearer',
      scope: scopes.join(' '),
      created_at: Math.floor(createdAt / 1000),
    },
  });

  /** Basic authentication or the form's own fields. */
  function applicationOf(call: Call, form: Form) {
    const basic = /^Basic +(.+)$/i.exec(call.headers.authorization ?? '')?.[1];
    const [id, secret] = basic
      ? Buffer.from(basic, 'base64').toString().split(':')
      : [form.text('client_id'), form.text('client_secret')];
    const known = state.application(id ?? '');
    return known && known.clientSecret === secret ? known : null;
  }

  function fromCode(clientId: string, form: Form): Answer {
    const code = state.code(form.text('code') ?? '');
    const verifier = form.text('code_verifier') ?? '';
    const fits =
      code !== null &&
      code.clientId === clientId &&
      code.redirectUri === form.text('redirect_uri') &&
      code.createdAt + CODE_LIVES > now() &&
      (code.challenge === null ||
        code.challenge === createHash('sha256').update(verifier).digest('base64url'));
    if (!code || !fits) return oauthRefusal(400, 'invalid_grant', INVALID_GRANT);
    record({ kind: 'code_used', code: code.code });
    return told(issue(clientId, code.personId, code.scopes));
  }

  return {
    issue,

    /** Whoever the call's token speaks for, where it may do this. Scopes such as `write:statuses`. */
    authorise(head: CallHead, scope: string): Authorised | { refused: Answer } {
      const token = state.token(bearerOf(head) ?? '');
      if (!token) return { refused: refusal(401, 'The access token is invalid') };
      if (state.isRevoked(token.token))
        return { refused: refusal(401, 'The access token was revoked') };
      if (!scope.split(' ').some((one) => allows(token.scopes, one)))
        return { refused: refusal(403, 'This action is outside the authorized scopes') };
      const person = state.person(token.personId ?? '');
      return person
        ? { token, person }
        : { refused: refusal(422, 'This method requires an authenticated user') };
    },

    register(form: Form): Answer {
      const name = form.text('client_name')?.trim() ?? '';
      const given = form.list('redirect_uris');
      const redirectUris =
        given.length > 0 ? given : (form.text('redirect_uris') ?? '').split(/\s+/).filter(Boolean);
      if (name === '') return invalid("Name can't be blank");
      if (redirectUris.length === 0) return invalid("Redirect URI can't be blank");
      if (redirectUris.some((uri) => uri !== OUT_OF_BAND && !URL.canParse(uri)))
        return invalid('Redirect URI must be an absolute URI.');
      const id = newId();
      const application = {
        id,
        clientId: secretOf('client', id),
        clientSecret: secretOf('client secret', id),
        name,
        website: form.text('website'),
        redirectUris,
        scopes: (form.text('scopes') ?? 'read').split(/[\s+]+/).filter(Boolean),
      };
      record({ kind: 'application', ...application });
      return { status: 200, body: entities.application(application) };
    },

    token(call: Call, form: Form): Answer {
      const application = applicationOf(call, form);
      if (!application) return oauthRefusal(401, 'invalid_client', INVALID_CLIENT);
      const grant = form.text('grant_type');
      if (grant === 'authorization_code') return fromCode(application.clientId, form);
      if (grant !== 'client_credentials')
        return oauthRefusal(
          400,
          'unsupported_grant_type',
          'The authorization grant type is not supported by the authorization server.',
        );
      const scopes = (form.text('scope') ?? 'read').split(/[\s+]+/).filter(Boolean);
      if (scopes.some((scope) => !allows(application.scopes, scope)))
        return oauthRefusal(400, 'invalid_scope', INVALID_SCOPE);
      return told(issue(application.clientId, null, scopes));
    },

    revoke(call: Call, form: Form): Answer {
      const application = applicationOf(call, form);
      const token = state.token(form.text('token') ?? '');
      if (!application || (token && token.clientId !== application.clientId))
        return oauthRefusal(403, 'unauthorized_client', NOT_ALLOWED);
      if (token) record({ kind: 'token_revoked', token: token.token });
      return { status: 200, body: {} };
    },

    /** The page on which a person allows an application to speak for them. */
    askToAuthorise({ query }: CallHead): Answer {
      const asked = readRequest(query, state);
      if ('refused' in asked) return asked.refused;
      const hidden = [...query]
        .map(
          ([name, value]) =>
            `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
        )
        .join('');
      const choices = state
        .people()
        .map(
          ({ id, username }) =>
            `<p><button name="person" value="${id}">Allow as @${escapeHtml(username)}</button></p>`,
        )
        .join('');
      return pageOf(
        `<h1>${escapeHtml(asked.application.name)} asks to use an account of this sandbox</h1><p>It wants to: ${escapeHtml(asked.scopes.join(', '))}</p><form method="post" action="/oauth/authorize">${hidden}${choices}<p><button name="person" value="">Don’t allow</button></p></form>`,
      );
    },

    allow(form: Form): Answer {
      const query = new URLSearchParams();
      for (const name of PARAMETERS) if (form.has(name)) query.set(name, form.text(name) ?? '');
      const asked = readRequest(query, state);
      if ('refused' in asked) return asked.refused;
      const sendBack = (answer: Record<string, string>): Answer => {
        const target = new URL(asked.redirectUri);
        const stated = form.text('state');
        for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
        if (stated !== null) target.searchParams.set('state', stated);
        return { status: 302, headers: { location: target.href }, body: '' };
      };
      const person = state.person(form.text('person') ?? '');
      if (!person)
        return asked.redirectUri === OUT_OF_BAND
          ? oauthRefusal(400, 'access_denied', DENIED)
          : sendBack({ error: 'access_denied', error_description: DENIED });
      const code = {
        code: secretOf('code', newId()),
        clientId: asked.application.clientId,
        personId: person.id,
        redirectUri: asked.redirectUri,
        scopes: asked.scopes,
        challenge: query.get('code_challenge'),
        createdAt: now(),
      };
      record({ kind: 'code', ...code });
      if (asked.redirectUri === OUT_OF_BAND)
        return pageOf(`<h1>Your code</h1><p><code>${code.code}</code></p>`);
      return sendBack({ code: code.code });
    },
  };
}

const PARAMETERS = [
  ...['response_type', 'client_id', 'redirect_uri', 'scope'],
  ...['code_challenge', 'code_challenge_method'],
];

function readRequest(query: URLSearchParams, state: State) {
  const application = state.application(query.get('client_id') ?? '');
  if (!application) return { refused: oauthRefusal(401, 'invalid_client', INVALID_CLIENT) };
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = (query.get('scope') ?? 'read').split(/[\s+]+/).filter(Boolean);
  if (query.get('response_type') !== 'code')
    return { refused: oauthRefusal(400, 'unsupported_response_type', 'Only code is supported.') };
  if (query.has('code_challenge') && query.get('code_challenge_method') !== 'S256')
    return {
      refused: oauthRefusal(
        400,
        'invalid_code_challenge_method',
        'The code challenge method must be S256.',
      ),
    };
  if (!application.redirectUris.includes(redirectUri))
    return {
      refused: oauthRefusal(
        400,
        'invalid_redirect_uri',
        'The requested redirect uri is malformed or doesn’t match client redirect URI.',
      ),
    };
  return scopes.every((scope) => allows(application.scopes, scope))
    ? { application, redirectUri, scopes }
    : { refused: oauthRefusal(400, 'invalid_scope', INVALID_SCOPE) };
}

/** `write` allows `write:statuses`; `profile` allows what it names. */
const allows = (given: readonly string[], wanted: string): boolean =>
  given.includes(wanted) || given.includes(wanted.split(':')[0] ?? '');

const INVALID_CLIENT =
  'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.';
const INVALID_GRANT =
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';
const INVALID_SCOPE = 'The requested scope is invalid, unknown, or malformed.';
const DENIED = 'The resource owner or authorization server denied the request.';
const NOT_ALLOWED = 'You are not authorized to revoke this token';
