import { createHash } from 'node:crypto';
import { X } from '../../../shared/domain/networks/x.ts';
import { failure, failureOf } from '../call-failed.ts';
import type { OAuth } from '../platform.ts';
import type { Connection } from './api.ts';
import { hostsOf } from './hosts.ts';
import { apiWith, readSession } from './session.ts';
import { ownAccount } from './sign-in.ts';
import { exchange, revoke } from './tokens.ts';

const SCOPES = (X.oauth?.scopes ?? []).map(({ scope }) => scope);

/** Without these there is nothing to do here. */
const NEEDED = ['tweet.read', 'tweet.write', 'users.read'];

/**
 * A public client with PKCE. The code lives for 30 s, and refresh tokens are good once.
 * Source: docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code.
 */
export function createOAuth(connection: Connection): OAuth {
  const { now } = connection;
  return {
    async begin({ serviceUrl, application, redirectUri, state, codeVerifier }) {
      const url = new URL('/i/oauth2/authorize', hostsOf(serviceUrl).site);
      const query = {
        response_type: 'code',
        client_id: application.clientId,
        redirect_uri: redirectUri,
        scope: SCOPES.join(' '),
        state,
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      };
      // %20 and not +, which X takes for a part of the scope's name.
      url.search = Object.entries(query)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&');
      return { ok: true, value: { url: url.href, kept: {} } };
    },

    async finish({ serviceUrl, application, redirectUri, codeVerifier, code, signal }) {
      const line = { ...connection, ...(signal ? { signal } : {}) };
      const grant = {
        grant_type: 'authorization_code',
        code,
        client_id: application.clientId,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      };
      const traded = await exchange(serviceUrl, grant, line);
      if (!traded.ok)
        return traded.class === 'auth' ? { ...traded, message: CODE_REFUSED } : traded;
      const session = traded.value;
      const { accessToken, scopes = [] } = readSession(session);
      if (NEEDED.some((scope) => !scopes.includes(scope)))
        return failure('refused', SCOPES_MISSING);
      try {
        const account = await ownAccount(apiWith(accessToken, serviceUrl, line));
        return { ok: true, value: [{ session, account }] };
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
      }
    },

    async revoke(context) {
      const { serviceUrl } = context;
      try {
        const { accessToken, refreshToken, clientId } = readSession(context.session);
        if (clientId === undefined) return failure('refused', PASTED);
        const line = { ...connection, now, ...(context.signal ? { signal: context.signal } : {}) };
        for (const token of [refreshToken, accessToken]) {
          if (token === undefined) continue;
          const revoked = await revoke(serviceUrl, token, clientId, line);
          if (!revoked.ok) return revoked;
        }
        return { ok: true, value: 'revoked' };
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
      }
    },
  };
}

const CODE_REFUSED =
  'X did not take the sign-in: it is good for 30 seconds, and only for the app and address that began it. Check the client id and connect again.';
const SCOPES_MISSING =
  'X let ClientNest in, but not publish. Give the app “Read and write” in the developer console, then connect again.';
const PASTED =
  'This sign-in was pasted, so it can only be ended on x.com: Settings → Security → Apps and sessions.';
