import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import type { PlatformContext, Session } from '../platform.ts';
import type { Transport } from '../transport.ts';
import { callsOf, issuerAt, type OAuthLine, oauthFailure } from './authorisation-server.ts';
import { dpopKey, isProofTurnedAway, type Nonces, proofOf } from './dpop.ts';
import {
  type Authorised,
  isSessionOver,
  refreshFailure,
  renewUnderLock,
  SIGN_IN_AGAIN,
} from './session.ts';

/** What is kept of a sign-in through the browser. It lives in the secret store and nowhere else. */
export const oauthSession = z.object({
  accessToken: z.string().min(1),
  /** Good once. */
  refreshToken: z.string().min(1),
  /** Of the access token, UTC epoch ms by this computer's clock. */
  expiresAt: z.number(),
  /** Of everything: then somebody has to sign in again. */
  endsAt: z.number(),
  scopes: z.array(z.string()),
  did: z.string().startsWith('did:'),
  handle: z.string(),
  /** The server that hosts the account. */
  pdsUrl: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  dpopKey,
});
export type OAuthSession = z.output<typeof oauthSession>;

/** Ms that a client without a secret stays signed in. Source: atproto.com/specs/oauth#tokens-and-session-lifetime. */
export const SESSION_LIFE = 14 * 24 * 60 * 60_000;
/** Ms before its end at which an access token is renewed. */
const EARLY = 10 * 60_000;

type Lasting = Omit<OAuthSession, 'accessToken' | 'refreshToken' | 'expiresAt' | 'scopes'>;

export function sessionFromTokens(
  tokens: oauth.TokenEndpointResponse,
  lasting: Lasting,
  now: number,
): OAuthSession {
  const { access_token, refresh_token, expires_in = 0, scope = '' } = tokens;
  const scopes = scope.split(' ').filter(Boolean);
  if (!refresh_token || !scopes.includes('atproto'))
    throw new CallFailed(failure('refused', TOO_LITTLE));
  return {
    ...lasting,
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: now + expires_in * 1000,
    scopes,
  };
}

const TOO_LITTLE =
  'Bluesky let ClientNest do less than it asked for. Begin again and allow everything on its page.';

/** Calls with such a session: each proves that it has the key. Renews it early, and once where it has ended. */
export function authoriseByToken(
  context: Pick<PlatformContext, 'serviceUrl' | 'session' | 'renewSession'>,
  transport: Transport,
  line: OAuthLine,
): Authorised {
  let kept = context.session;
  let session = sessionIn(kept);
  const { now, nonces } = line;

  const send: Authorised['fetch'] = async (path, init) => {
    const attempt = () => {
      const { accessToken, dpopKey: key, pdsUrl } = session;
      const url = new URL(path, pdsUrl);
      const headers = new Headers(init.headers);
      headers.set('authorization', `DPoP ${accessToken}`);
      const method = (init.method ?? 'GET').toUpperCase();
      const call = { method, url, nonce: nonces.of(url), accessToken, now: nonces.timeAt(url) };
      headers.set('dpop', proofOf(key, call));
      return heard(nonces, url, transport(pdsUrl, path, { ...init, headers }));
    };
    try {
      return await attempt();
    } catch (error) {
      if (!isProofTurnedAway(callFailedIn(error)?.errorName)) throw error;
      return attempt();
    }
  };

  async function renew(): Promise<void> {
    kept = await renewUnderLock(context, kept, (known) =>
      refresh(sessionIn(known), context.serviceUrl, line),
    );
    session = sessionIn(kept);
  }

  /** Where it can't be renewed for now, what is left of it is used. */
  async function renewEarly(): Promise<void> {
    try {
      await renew();
    } catch (error) {
      const isOver = session.expiresAt <= now() || callFailedIn(error)?.failure.class === 'auth';
      if (isOver) throw error;
    }
  }

  return {
    account: () => session,
    origin: () => session.pdsUrl,
    async fetch(path, init) {
      if (session.expiresAt - now() < EARLY) await renewEarly();
      try {
        return await send(path, init);
      } catch (error) {
        if (!isSessionOver(error)) throw error;
      }
      await renew();
      return send(path, init);
    },
  };
}

async function refresh(
  session: OAuthSession,
  serviceUrl: string,
  line: OAuthLine,
): Promise<OAuthSession> {
  const calls = callsOf(line, serviceUrl, session.dpopKey);
  const client = { client_id: session.clientId };
  try {
    const server = await issuerAt(session.issuer, calls);
    const response = await oauth.refreshTokenGrantRequest(
      server,
      client,
      oauth.None(),
      session.refreshToken,
      calls,
    );
    const tokens = await oauth.processRefreshTokenResponse(server, client, response);
    if (tokens.sub !== session.did) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
    return sessionFromTokens(tokens, session, line.now());
  } catch (error) {
    const { host } = new URL(session.issuer);
    throw refreshFailure(oauthFailure(error, host, line.now(), SIGN_IN_AGAIN));
  }
}

function sessionIn(kept: Session): OAuthSession {
  const parsed = oauthSession.safeParse(kept);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  return parsed.data;
}

async function heard(nonces: Nonces, url: URL, call: Promise<Response>): Promise<Response> {
  const response = await call;
  nonces.hear(url.host, response.headers);
  return response;
}
