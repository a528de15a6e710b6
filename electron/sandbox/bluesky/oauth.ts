import { createHash, randomBytes } from 'node:crypto';
import type { Form } from '../form.ts';
import { readForm } from '../form.ts';
import { escapeHtml, pageOf } from '../html.ts';
import type { Answer, Call, CallHead } from '../network.ts';
import { type Client, clientOf, SCOPES } from './clients.ts';
import type { Proofs } from './dpop.ts';
import type { Code, Grant, GrantChange, Grants, PushedRequest } from './grants.ts';
import type { State } from './state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** ms, as on the reference server: of a client without a secret. */
const LIVES = { request: 5 * MINUTE, code: 5 * MINUTE, access: 60 * MINUTE, session: 14 * DAY };

export interface OAuthParts {
  now(): number;
  state: State;
  grants: Grants;
  proofs: Proofs;
  record(change: GrantChange): void;
}

const REQUEST = 'urn:ietf:params:oauth:request_uri:';
const secret = (prefix: string) => prefix + randomBytes(24).toString('hex');

/** Signing in through the browser, as a server of accounts does it. Source: atproto.com/specs/oauth. */
export function createOAuth({ now, state, grants, proofs, record }: OAuthParts) {
  const refusal = (error: string, description: string, status = 400): Answer => ({
    status,
    headers: { ...proofs.headers(), 'cache-control': 'no-store' },
    body: { error, error_description: description },
  });
  const told = (body: object, status = 200): Answer => ({
    status,
    headers: { ...proofs.headers(), 'cache-control': 'no-store' },
    body,
  });

  /** The form, the client and the key of a call that must have all three. */
  const proven =
    (run: (form: Form, client: Client, jkt: string, call: Call) => Answer) =>
    async (call: Call): Promise<Answer> => {
      const form = await readForm(call);
      if (!form) return refusal('invalid_request', 'Invalid request payload');
      const client = clientOf(form.text('client_id') ?? '');
      if (typeof client === 'string') return refusal('invalid_client', client);
      const proof = proofs.check(call);
      if (proof === null) return refusal('invalid_dpop_proof', 'DPoP proof required');
      if ('error' in proof) return refusal(proof.error, proof.description);
      return run(form, client, proof.jkt, call);
    };

  function issue(of: Omit<Grant, 'token' | 'refreshToken' | 'createdAt'>): Answer {
    const grant = {
      ...of,
      token: secret('tok-'),
      refreshToken: secret('ref-'),
      createdAt: now(),
    };
    record({ ...grant, kind: 'oauth_grant' });
    return told({
      access_token: grant.token,
      token_type: 'DPoP',
      refresh_token: grant.refreshToken,
      scope: grant.scope,
      expires_in: LIVES.access / 1000 - 1,
      sub: grant.did,
    });
  }

  function fromCode(form: Form, { clientId }: Client, jkt: string): Answer {
    const code = grants.code(form.text('code') ?? '');
    if (!code) return refusal('invalid_grant', 'Invalid code');
    if (code.family !== null) {
      record({ kind: 'oauth_over', family: code.family });
      return refusal('invalid_grant', 'Code replayed');
    }
    const problem = codeProblem(code, form, clientId, jkt);
    if (problem !== null) return refusal('invalid_grant', problem);
    const family = secret('ses-');
    record({ kind: 'oauth_code_used', code: code.code, family });
    const { did, scope } = code;
    return issue({ ...{ did, clientId, scope, jkt, family }, signedInAt: now() });
  }

  function codeProblem(code: Code, form: Form, clientId: string, jkt: string): string | null {
    const challenge = createHash('sha256')
      .update(form.text('code_verifier') ?? '')
      .digest('base64url');
    if (code.issuedAt + LIVES.code <= now()) return 'Code expired';
    if (code.clientId !== clientId) return 'Code was not issued to this client';
    if (code.redirectUri !== form.text('redirect_uri')) return 'Invalid redirect_uri';
    if (code.challenge !== challenge) return 'Invalid code_verifier';
    return code.jkt === jkt ? null : 'DPoP proof does not match expected JKT';
  }

  function fromRefresh(form: Form, { clientId }: Client, jkt: string): Answer {
    const known = grants.refresh(form.text('refresh_token') ?? '');
    if (!known || grants.isOver(known.grant))
      return refusal('invalid_grant', 'Invalid refresh token');
    const { token, refreshToken, createdAt, ...of } = known.grant;
    if (known.used) {
      record({ kind: 'oauth_over', family: of.family });
      return refusal('invalid_grant', 'Refresh token replayed');
    }
    if (of.clientId !== clientId || of.jkt !== jkt)
      return refusal('invalid_grant', 'Refresh token was not issued to this client');
    if (of.signedInAt + LIVES.session <= now()) return refusal('invalid_grant', 'Session expired');
    record({ kind: 'oauth_refreshed', refreshToken });
    return issue(of);
  }

  const sendBack = (
    { redirectUri, state: stated }: PushedRequest,
    origin: string,
    answer: object,
  ) => {
    const target = new URL(redirectUri);
    const all = { iss: origin, ...(stated === null ? {} : { state: stated }), ...answer };
    for (const [name, value] of Object.entries(all)) target.searchParams.set(name, value);
    return { status: 303, headers: { location: target.href }, body: '' };
  };

  /** What was pushed for this page, where it is still good. */
  function pushed(requestUri: string | null, clientId: string | null): PushedRequest | Answer {
    const request = grants.request(requestUri ?? '');
    const isGood =
      request && request.clientId === clientId && request.createdAt + LIVES.request > now();
    return isGood
      ? request
      : {
          ...pageOf('<h1>This request is over. Begin again in the application.</h1>'),
          status: 400,
        };
  }

  return {
    protectedResource: ({ origin }: CallHead): Answer => ({
      status: 200,
      body: {
        resource: origin,
        authorization_servers: [origin],
        scopes_supported: [],
        bearer_methods_supported: ['header'],
        resource_documentation: 'https://atproto.com',
      },
    }),

    metadata: ({ origin }: CallHead): Answer => ({
      status: 200,
      body: {
        issuer: origin,
        scopes_supported: SCOPES,
        subject_types_supported: ['public'],
        response_types_supported: ['code'],
        response_modes_supported: ['query'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        authorization_endpoint: `${origin}/oauth/authorize`,
        token_endpoint: `${origin}/oauth/token`,
        token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256'],
        revocation_endpoint: `${origin}/oauth/revoke`,
        pushed_authorization_request_endpoint: `${origin}/oauth/par`,
        require_pushed_authorization_requests: true,
        dpop_signing_alg_values_supported: ['ES256'],
        client_id_metadata_document_supported: true,
      },
    }),

    push: proven((form, client, jkt) => {
      const redirectUri = form.text('redirect_uri') ?? '';
      const scope = form.text('scope') ?? '';
      const challenge = form.text('code_challenge');
      if (form.text('response_type') !== 'code')
        return refusal('invalid_request', 'Unsupported response_type');
      if (challenge === null || form.text('code_challenge_method') !== 'S256')
        return refusal('invalid_request', 'code_challenge with S256 is required');
      if (!client.allows(redirectUri)) return refusal('invalid_request', 'Invalid redirect_uri');
      const scopes = scope.split(' ');
      if (!scopes.includes('atproto') || !scopes.every((one) => client.scopes.includes(one)))
        return refusal('invalid_scope', `Scope "${scope}" is not allowed`);
      const request = {
        requestUri: `${REQUEST}${secret('req-')}`,
        ...{ clientId: client.clientId, redirectUri, scope, challenge, jkt },
        state: form.text('state'),
        createdAt: now(),
      };
      record({ ...request, kind: 'oauth_request' });
      const expiresIn = LIVES.request / 1000;
      return told({ request_uri: request.requestUri, expires_in: expiresIn }, 201);
    }),

    /** The page that asks a person. */
    page({ query }: CallHead): Answer {
      const [requestUri, clientId] = [query.get('request_uri'), query.get('client_id')];
      const request = pushed(requestUri, clientId);
      if ('status' in request) return request;
      const hidden = [
        ['request_uri', request.requestUri],
        ['client_id', request.clientId],
      ].map(
        ([name, value]) =>
          `<input type="hidden" name="${name}" value="${escapeHtml(value ?? '')}">`,
      );
      const choices = state
        .people()
        .map(
          ({ did, handle }) =>
            `<p><button name="person" value="${did}">Allow as @${escapeHtml(handle)}</button></p>`,
        );
      return pageOf(
        `<h1>An application asks to use an account of this sandbox</h1><p>It wants to: ${escapeHtml(request.scope)}</p><form method="post" action="/oauth/authorize">${hidden.join('')}${choices.join('')}<p><button name="person" value="">Don’t allow</button></p></form>`,
      );
    },

    /** What the person chose there. */
    async decide(call: Call): Promise<Answer> {
      const form = await readForm(call);
      const request = pushed(form?.text('request_uri') ?? null, form?.text('client_id') ?? null);
      if ('status' in request) return request;
      record({ kind: 'oauth_request_over', requestUri: request.requestUri });
      const person = state.person(form?.text('person') ?? '');
      if (!person)
        return sendBack(request, call.origin, {
          error: 'access_denied',
          error_description: 'The user rejected the request',
        });
      const code = { ...request, code: secret('cod-'), did: person.did, issuedAt: now() };
      record({ ...code, kind: 'oauth_code' });
      return sendBack(request, call.origin, { code: code.code });
    },

    token: proven((form, client, jkt) => {
      const grant = form.text('grant_type');
      if (grant === 'authorization_code') return fromCode(form, client, jkt);
      return grant === 'refresh_token'
        ? fromRefresh(form, client, jkt)
        : refusal('unsupported_grant_type', `Grant type "${grant}" is not supported`);
    }),

    revoke: proven((form, { clientId }) => {
      const token = form.text('token') ?? '';
      const grant = grants.token(token) ?? grants.refresh(token)?.grant;
      if (grant?.clientId === clientId) record({ kind: 'oauth_over', family: grant.family });
      return told({});
    }),

    /** Whoever makes a call with `Authorization: DPoP`; null where it is made in another way. */
    holderOf(head: CallHead): Grant | { refused: Answer } | null {
      const token = /^DPoP +([^\s]+)$/i.exec(head.headers.authorization ?? '')?.[1];
      if (token === undefined) return null;
      const refused = (error: string, message: string) => ({
        refused: {
          status: 401,
          headers: {
            ...proofs.headers(),
            'www-authenticate': `DPoP algs="ES256", error="${error}"`,
          },
          body: { error, message },
        },
      });
      const proof = proofs.check(head, token);
      if (proof === null) return refused('invalid_dpop_proof', 'DPoP proof required');
      if ('error' in proof) return refused(proof.error, proof.description);
      const grant = grants.token(token);
      if (!grant || grants.isOver(grant)) return refused('invalid_token', 'Invalid token');
      if (grant.jkt !== proof.jkt) return refused('invalid_token', 'Invalid DPoP key');
      return grant.createdAt + LIVES.access <= now() || grants.isExpired(token)
        ? refused('invalid_token', '"exp" claim timestamp check failed')
        : grant;
    },

    /** The same without looking at anything but the token, for plans of faults. */
    grantOf: ({ headers }: Pick<CallHead, 'headers'>): Grant | null =>
      grants.token(/^DPoP +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''),

    end(grant: Grant, how: 'revoke' | 'expire') {
      if (how === 'expire') record({ kind: 'oauth_expired', token: grant.token });
      else record({ kind: 'oauth_over', family: grant.family });
    },
  };
}
