import { createHash } from 'node:crypto';
import { LINKEDIN } from '../../../shared/domain/networks/linkedin.ts';
import { callFailedIn, failureOf } from '../call-failed.ts';
import type { OAuth, PlatformResult, SignedIn, SignIn } from '../platform.ts';
import type { Line } from '../transport.ts';
import { chosen, ownMember, ownOrganisations } from './accounts.ts';
import { createApi } from './api.ts';
import { askForToken, type LinkedInSession, readSession } from './session.ts';
import { hostsOf } from './urn.ts';

type Connection = Pick<Line, 'userAgent' | 'now'>;

const SCOPES = (LINKEDIN.oauth?.scopes ?? []).map(({ scope }) => scope).join(' ');

/**
 * Signing in through the browser: with the secret of the application, or with PKCE where it has none (LinkedIn
 * turns that on for an application on request). A session can't be ended from here: all accounts of one sign-in
 * share a token, and those of other clients would be over with it.
 * Source: learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow and …-native.
 */
export function createOAuth(connection: Connection): OAuth {
  return {
    async begin({ serviceUrl, application, redirectUri, state, codeVerifier }) {
      const isNative = application.clientSecret === null;
      const path = isNative ? '/oauth/native-pkce/authorization' : '/oauth/v2/authorization';
      const url = new URL(path, hostsOf(serviceUrl).www);
      const query = {
        response_type: 'code',
        client_id: application.clientId,
        redirect_uri: redirectUri,
        state,
        scope: SCOPES,
        ...(isNative && {
          code_challenge: challengeOf(codeVerifier),
          code_challenge_method: 'S256',
        }),
      };
      url.search = new URLSearchParams(query).toString();
      return { ok: true, value: { url: url.href, kept: {} } };
    },

    async finish({ serviceUrl, application, redirectUri, codeVerifier, code, signal }) {
      const line = { ...connection, ...(signal ? { signal } : {}) };
      try {
        const isNative = application.clientSecret === null;
        const session = await askForToken(
          serviceUrl,
          application,
          {
            grant_type: 'authorization_code',
            code,
            redirect_uri: redirectUri,
            ...(isNative && { code_verifier: codeVerifier }),
          },
          line,
        );
        const accounts = await accountsOf(serviceUrl, session, line);
        return {
          ok: true,
          value: accounts.map((account) => ({ session: { ...session }, account })),
        };
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).www).host);
      }
    },
  };
}

const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** Checks a token that was pasted. `identifier` names one of the pages, or nothing for the member. */
export async function signIn(
  { serviceUrl, identifier, appPassword }: SignIn,
  connection: Connection,
): Promise<PlatformResult<SignedIn>> {
  try {
    const session = readSession({ accessToken: appPassword.trim() });
    const account = chosen(await accountsOf(serviceUrl, session, connection), identifier);
    return { ok: true, value: { session: { ...session }, account } };
  } catch (error) {
    const failed = callFailedIn(error)?.failure;
    if (failed?.class === 'auth') return { ...failed, message: NO_TOKEN, httpStatus: 401 };
    return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
  }
}

/** The member first, then each organisation. */
async function accountsOf(serviceUrl: string, { accessToken }: LinkedInSession, line: Line) {
  const api = createApi(serviceUrl, { token: () => accessToken, renewed: null }, line);
  return [await ownMember(api), ...(await ownOrganisations(api))];
}

const NO_TOKEN = 'LinkedIn does not accept this access token. Copy all of it, or make a new one.';
