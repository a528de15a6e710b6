import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import type { Application, OAuth, PlatformResult, Session } from '../platform.ts';
import {
  type Connection,
  createApi,
  type MastodonApi,
  type MastodonSession,
  withSession,
} from './api.ts';
import { ownAccount } from './sign-in.ts';

const SCOPES = (MASTODON.oauth?.scopes ?? []).map(({ scope }) => scope);

/** Entity `CredentialApplication`. */
const registered = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
/** Entity `Token`. */
const token = z.object({ access_token: z.string().min(1), scope: z.string().catch('') });

/** Signing in through the browser, at any server. Source: docs.joinmastodon.org/spec/oauth, /methods/apps. */
export function createOAuth(connection: Connection): OAuth {
  /** Calls that need no token yet. */
  async function anonymously<Value>(
    serviceUrl: string,
    signal: AbortSignal | undefined,
    run: (api: MastodonApi, line: Connection) => Promise<Value>,
  ): Promise<PlatformResult<Value>> {
    const line = { ...connection, ...(signal ? { signal } : {}) };
    try {
      return { ok: true, value: await run(createApi(serviceUrl, null, line), line) };
    } catch (error) {
      return failureOf(error, new URL(serviceUrl).host);
    }
  }

  return {
    register: ({ serviceUrl, redirectUri }) =>
      anonymously(serviceUrl, undefined, (api) => register(api, redirectUri)),

    begin: async ({ serviceUrl, application, redirectUri, state, codeVerifier }) => {
      const url = new URL('/oauth/authorize', serviceUrl);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: application.clientId,
        redirect_uri: redirectUri,
        scope: SCOPES.join(' '),
        state,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      }).toString();
      return { ok: true, value: { url: url.href, kept: {} } };
    },

    finish: ({ serviceUrl, application, redirectUri, codeVerifier, code, signal }) =>
      anonymously(serviceUrl, signal, async (api, line) => {
        const { host } = new URL(serviceUrl);
        const { clientId, clientSecret } = application;
        if (clientSecret === null) throw new CallFailed(failure('refused', NO_SECRET));
        const grant = {
          grant_type: 'authorization_code',
          client_id: clientId,
          client_secret: clientSecret,
          redirect_uri: redirectUri,
          code: code.trim(),
          code_verifier: codeVerifier,
        };
        const { value } = await api
          .post('/oauth/token', token, grant)
          .catch((error: unknown) => explainRefusal(error, host));
        const scopes = value.scope.split(' ').filter(Boolean);
        if (scopes.length > 0 && !SCOPES.every((scope) => grants(scopes, scope)))
          throw new CallFailed(failure('refused', SCOPES_MISSING));
        const signedIn = createApi(serviceUrl, value.access_token, line);
        const { domain, account } = await ownAccount(signedIn, host);
        const session: MastodonSession & Session = {
          accessToken: value.access_token,
          domain,
          application: { clientId, clientSecret },
          // Until somebody takes it back.
          endsAt: null,
          scopes: scopes.length > 0 ? scopes : SCOPES,
        };
        return [{ session, account }];
      }),

    revoke: (context) =>
      withSession(context, connection, async (api, { accessToken, application }) => {
        if (!application) throw new CallFailed(failure('refused', PASTED));
        const { clientId, clientSecret } = application;
        const body = { client_id: clientId, client_secret: clientSecret, token: accessToken };
        await api.post('/oauth/revoke', z.unknown(), body);
        return 'revoked' as const;
      }),
  };
}

/** A list of addresses since Mastodon 4.3; before, and on servers of other kinds, one as a text. */
async function register(api: MastodonApi, redirectUri: string): Promise<Application> {
  const body = { client_name: 'ClientNest', scopes: SCOPES.join(' ') };
  const ask = (redirect_uris: string | string[]) =>
    api.post('/api/v1/apps', registered, { ...body, redirect_uris });
  const { value } = await ask([redirectUri]).catch((error: unknown) => {
    const status = callFailedIn(error)?.failure.httpStatus;
    if (status !== 422 && status !== 400) throw error;
    return ask(redirectUri);
  });
  return { clientId: value.client_id, clientSecret: value.client_secret };
}

/** `write` grants `write:media`. */
const grants = (scopes: readonly string[], scope: string) =>
  scopes.includes(scope) || scopes.includes(scope.slice(0, scope.indexOf(':')));

/** 400 `invalid_grant` and 401 `invalid_client` of RFC 6749 §5.2. */
function explainRefusal(error: unknown, host: string): never {
  const call = callFailedIn(error);
  const status = call?.failure.httpStatus;
  if (!call || (status !== 400 && status !== 401)) throw error;
  const message = `${host} did not take the code: it is good once and for some minutes only. Begin again.`;
  throw new CallFailed({ ...call.failure, class: 'auth', message }, call.errorName, call);
}

const NO_SECRET =
  'The secret of the application at this server is not here any more. Begin again; ClientNest registers a new one.';
const SCOPES_MISSING =
  'The server let ClientNest do less than it asked for. Begin again and allow everything on its page.';
const PASTED =
  'This access token was made by hand, so only its owner can end it: in Mastodon, Preferences → Development, delete the application.';
