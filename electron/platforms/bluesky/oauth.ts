import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import type { OAuth, PlatformContext, PlatformResult, RemoteAccount } from '../platform.ts';
import {
  accountServerOf,
  authorisationServerOf,
  callsOf,
  issuerAt,
  type OAuthLine,
  oauthFailure,
} from './authorisation-server.ts';
import { dpopKey, newDpopKey } from './dpop.ts';
import { type OAuthSession, SESSION_LIFE, sessionFromTokens } from './oauth-session.ts';

const SCOPE = (BLUESKY.oauth?.scopes ?? []).map(({ scope }) => scope).join(' ');

/** What is kept while the browser is away. */
const kept = z.object({ dpopKey, issuer: z.string() });

export interface OAuthParts {
  line: Omit<OAuthLine, 'signal'>;
  /** Whose a new session is. */
  accountOf(serviceUrl: string, session: OAuthSession): Promise<RemoteAccount>;
  /** Ends a session that began with an app password. */
  endPasswordSession(context: PlatformContext): Promise<PlatformResult<'revoked'>>;
}

/**
 * Signing in through the browser at any server of accounts. ClientNest is a development client: its id says all that
 * a server must know of it, so that nothing has to be registered. Source: atproto.com/specs/oauth.
 */
export function createOAuth({ line, accountOf, endPasswordSession }: OAuthParts): OAuth {
  async function attempt<Value>(
    serviceUrl: string,
    run: () => Promise<Value>,
  ): Promise<PlatformResult<Value>> {
    const { host } = new URL(serviceUrl);
    try {
      return { ok: true, value: await run() };
    } catch (error) {
      return failureOf(oauthFailure(error, host, line.now(), CODE_OVER), host);
    }
  }
  const lineWith = (signal: AbortSignal | undefined): OAuthLine => ({
    ...line,
    ...(signal ? { signal } : {}),
  });

  return {
    begin: ({ serviceUrl, redirectUri, state, codeVerifier, signal }) =>
      attempt(serviceUrl, async () => {
        const key = newDpopKey();
        const calls = callsOf(lineWith(signal), serviceUrl, key);
        const server = await authorisationServerOf(serviceUrl, calls);
        const client = clientOf(redirectUri);
        const parameters = {
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: SCOPE,
          state,
          code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
        };
        const response = await oauth.pushedAuthorizationRequest(
          server,
          client,
          oauth.None(),
          parameters,
          calls,
        );
        const pushed = await oauth.processPushedAuthorizationResponse(server, client, response);
        const url = new URL(server.authorization_endpoint ?? '/oauth/authorize', server.issuer);
        url.searchParams.set('client_id', client.client_id);
        url.searchParams.set('request_uri', pushed.request_uri);
        return { url: url.href, kept: { dpopKey: key, issuer: server.issuer } };
      }),

    finish: (authorisation) =>
      attempt(authorisation.serviceUrl, async () => {
        const { serviceUrl, redirectUri, state, codeVerifier, code, issuer, signal } =
          authorisation;
        const { dpopKey: key, issuer: asked } = kept.parse(authorisation.kept);
        const calls = callsOf(lineWith(signal), serviceUrl, key);
        const server = await issuerAt(asked, calls);
        const client = clientOf(redirectUri);
        // Whoever passed on no answer at all can't say who gave it; what was said must be right.
        const iss = issuer === undefined ? asked : issuer;
        const answer = new URLSearchParams({ code, state, ...(iss === null ? {} : { iss }) });
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          oauth.None(),
          oauth.validateAuthResponse(server, client, answer, state),
          redirectUri,
          codeVerifier,
          calls,
        );
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, response);
        const did = z.string().startsWith('did:').safeParse(tokens.sub);
        if (!did.success) throw new CallFailed(failure('refused', NOBODY));
        const pdsUrl = await accountServerOf(did.data, serviceUrl, calls);
        // Whoever let them in must be the one whom the account's own server trusts.
        const trusted = await authorisationServerOf(pdsUrl, calls);
        if (trusted.issuer !== asked) throw new CallFailed(failure('refused', NOT_TRUSTED));
        const now = line.now();
        const session = sessionFromTokens(
          tokens,
          {
            ...{ did: did.data, handle: '', pdsUrl, issuer: asked },
            ...{ clientId: client.client_id, dpopKey: key, endsAt: now + SESSION_LIFE },
          },
          now,
        );
        const account = await accountOf(serviceUrl, session);
        return [{ session: { ...session, handle: account.handle }, account }];
      }),

    revoke: async (context) => {
      const session = z
        .object({ issuer: z.string(), clientId: z.string(), refreshToken: z.string(), dpopKey })
        .safeParse(context.session);
      if (!session.success) return endPasswordSession(context);
      const { issuer, clientId, refreshToken, dpopKey: key } = session.data;
      return attempt(context.serviceUrl, async () => {
        const calls = callsOf(lineWith(context.signal), context.serviceUrl, key);
        const server = await issuerAt(issuer, calls);
        const client = { client_id: clientId };
        const response = await oauth.revocationRequest(
          server,
          client,
          oauth.None(),
          refreshToken,
          calls,
        );
        await oauth.processRevocationResponse(response);
        return 'revoked' as const;
      });
    },
  };
}

/** The id of a development client: `http://localhost` with what it wants. Any port of the redirect address will do. */
function clientOf(redirectUri: string): oauth.Client {
  const { hostname, pathname } = new URL(redirectUri);
  const wants = new URLSearchParams({
    redirect_uri: `http://${hostname}${pathname}`,
    scope: SCOPE,
  });
  return { client_id: `http://localhost?${wants}` };
}

const CODE_OVER =
  'Bluesky did not take the code: it is good once and for some minutes only. Begin again.';
const NOBODY = 'Bluesky did not say whose account this is. Begin again.';
const NOT_TRUSTED =
  'This account’s own server does not trust the one that let you in. Check the address of the service.';
