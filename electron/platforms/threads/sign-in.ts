import { z } from 'zod';
import { THREADS } from '../../../shared/domain/networks/threads.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import type { OAuth, PlatformResult, Session, SignedIn, SignIn } from '../platform.ts';
import { graphOf, hostsOf } from './hosts.ts';
import { type Connection, whoAmI, withProfile } from './profile.ts';
import { longLived, sessionOf } from './session.ts';

const SCOPES: readonly string[] = THREADS.oauth?.scopes.map(({ scope }) => scope) ?? [];

/** Signing in through the browser. Source: developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions. */
export function createOAuth(connection: Connection): OAuth {
  return {
    async begin({ serviceUrl, application, redirectUri, state }) {
      const url = new URL('/oauth/authorize', hostsOf(serviceUrl).site);
      url.search = new URLSearchParams({
        client_id: application.clientId,
        redirect_uri: redirectUri,
        scope: SCOPES.join(','),
        response_type: 'code',
        state,
      }).toString();
      return { ok: true, value: { url: url.href, kept: {} } };
    },

    async finish({ serviceUrl, application, redirectUri, code, signal }) {
      const line = { ...connection, ...(signal ? { signal } : {}) };
      const { clientId, clientSecret } = application;
      try {
        const graph = graphOf(serviceUrl, line, null);
        const short = await graph.post(
          'oauth/access_token',
          z.object({ access_token: z.string().min(1) }),
          {
            ...{
              client_id: clientId,
              client_secret: clientSecret ?? '',
              redirect_uri: redirectUri,
            },
            // Threads writes `#_` after the code, which is no part of it.
            ...{ grant_type: 'authorization_code', code: code.replace(/#_$/, '') },
          },
          { version: false },
        );
        const long = await graph.get(
          'access_token',
          longLived,
          {
            ...{ grant_type: 'th_exchange_token', client_secret: clientSecret ?? '' },
            access_token: short.access_token,
          },
          { version: false },
        );
        const signed = await accept(serviceUrl, sessionOf(long, connection.now()), line);
        return signed.ok ? { ok: true, value: [signed.value] } : signed;
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).graph).host);
      }
    },
  };
}

/** With a token out of the developer pages, which live as long as others. */
export const signIn = (
  { serviceUrl, appPassword }: SignIn,
  connection: Connection,
): Promise<PlatformResult<SignedIn>> =>
  accept(serviceUrl, { accessToken: appPassword.trim() }, connection);

/** Source: developers.facebook.com/docs/threads/troubleshooting/debug-access-token. Times in seconds. */
const inspected = z.object({
  data: z.object({
    expires_at: z.number().optional(),
    issued_at: z.number().optional(),
    scopes: z.array(z.string()).optional(),
  }),
});

/** Asks whose a token is and what it may do, before anything of it is kept. */
async function accept(
  serviceUrl: string,
  session: Session & { accessToken: string },
  connection: Connection,
): Promise<PlatformResult<SignedIn>> {
  const caller = {
    ...{ serviceUrl, session, remoteId: 'me', handle: '' },
    renewSession: async (known: Session) => ({ ok: true as const, value: known }),
  };
  return withProfile(caller, connection, async (profile) => {
    const account = await whoAmI(profile);
    const { accessToken } = session;
    // It tells more of the token; what it does not tell is not needed.
    const told = await profile.graph
      .get('debug_token', inspected, { input_token: accessToken, access_token: accessToken })
      .then(({ data }) => data)
      .catch(() => null);
    if (told?.scopes && !told.scopes.includes('threads_content_publish'))
      throw new CallFailed(failure('refused', MAY_NOT_PUBLISH));
    const ends = told?.expires_at ? told.expires_at * 1000 : null;
    return {
      account,
      session: {
        ...session,
        ...(session.expiresAt === undefined && ends !== null && { expiresAt: ends, endsAt: ends }),
        ...(session.issuedAt === undefined &&
          told?.issued_at && { issuedAt: told.issued_at * 1000 }),
        ...(told?.scopes && { scopes: told.scopes }),
      },
    };
  });
}

const MAY_NOT_PUBLISH =
  'Threads was told not to let ClientNest publish. Connect again and allow everything that is asked for.';
