import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { PlatformContext, Session } from '../platform.ts';
import type { Transport } from '../transport.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. */
const blueskySession = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().startsWith('did:'),
  handle: z.string(),
  /** The server that hosts the account, where the sign-in service is another one (bsky.social). */
  pdsUrl: z.string().optional(),
});
export type BlueskySession = z.output<typeof blueskySession>;

/** What `createSession` and `refreshSession` answer, as far as it is used. */
interface SessionAnswer {
  accessJwt: string;
  refreshJwt: string;
  did: string;
  handle: string;
  didDoc?: unknown;
}

export function sessionFrom(answer: SessionAnswer, before?: BlueskySession): BlueskySession {
  const { accessJwt, refreshJwt, did, handle } = answer;
  const pdsUrl = pdsUrlIn(answer.didDoc) ?? before?.pdsUrl;
  return { accessJwt, refreshJwt, did, handle, ...(pdsUrl ? { pdsUrl } : {}) };
}

/** Where repository calls go. */
export const repositoryUrl = (serviceUrl: string, session: BlueskySession): string =>
  session.pdsUrl ?? serviceUrl;

export interface Authorised {
  /** `fetch` below the account's server, with the session; renews it once where it has ended. */
  fetch(path: string, init: RequestInit): Promise<Response>;
  session(): BlueskySession;
}

/** Sessions that are being renewed or were, by the refresh token that was spent. */
export type Renewals = Map<string, Promise<BlueskySession>>;

/** @throws CallFailed of class `auth` where the kept session is not one of ours. */
export function authorise(
  context: Pick<PlatformContext, 'serviceUrl' | 'session' | 'saveSession'>,
  transport: Transport,
  renewals: Renewals,
): Authorised {
  const parsed = blueskySession.safeParse(context.session);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  let session = parsed.data;

  const send = (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${session.accessJwt}`);
    return transport(repositoryUrl(context.serviceUrl, session), path, { ...init, headers });
  };
  return {
    session: () => session,
    async fetch(path, init) {
      try {
        return await send(path, init);
      } catch (error) {
        if (!isSessionOver(error)) throw error;
      }
      session = await renew(context, session, transport, renewals);
      return send(path, init);
    },
  };
}

const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';

const isSessionOver = (error: unknown): boolean =>
  error instanceof CallFailed &&
  error.failure.class === 'auth' &&
  (error.failure.httpStatus === 401 ||
    error.errorName === 'ExpiredToken' ||
    error.errorName === 'InvalidToken');

/** How many spent refresh tokens are remembered, so that a late caller gets the renewed session. */
const MAX_RENEWALS = 100;

/** A refresh token works once, so callers that hold the same one share one renewal. */
function renew(
  context: Pick<PlatformContext, 'serviceUrl' | 'saveSession'>,
  session: BlueskySession,
  transport: Transport,
  renewals: Renewals,
): Promise<BlueskySession> {
  const spent = session.refreshJwt;
  const known = renewals.get(spent);
  if (known) return known;
  const renewal = refresh(context, session, transport);
  renewals.set(spent, renewal);
  renewal.catch(() => renewals.delete(spent));
  for (const oldest of renewals.keys()) {
    if (renewals.size <= MAX_RENEWALS) break;
    renewals.delete(oldest);
  }
  return renewal;
}

async function refresh(
  context: Pick<PlatformContext, 'serviceUrl' | 'saveSession'>,
  session: BlueskySession,
  transport: Transport,
): Promise<BlueskySession> {
  let answer: SessionAnswer;
  try {
    const response = await transport(
      context.serviceUrl,
      '/xrpc/com.atproto.server.refreshSession',
      { method: 'POST', headers: { authorization: `Bearer ${session.refreshJwt}` } },
    );
    answer = z.looseObject(sessionAnswerShape).parse(await response.json());
  } catch (error) {
    throw error instanceof CallFailed ? refreshFailure(error) : unusableAnswer(error);
  }
  if (answer.did !== session.did) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  const renewed = sessionFrom(answer, session);
  try {
    await context.saveSession({ ...renewed } satisfies Session);
  } catch (error) {
    throw new CallFailed(
      failure('unreachable', 'The keychain did not keep the renewed sign-in. Unlock it.'),
      null,
      error,
    );
  }
  return renewed;
}

const sessionAnswerShape = {
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string(),
  handle: z.string(),
  didDoc: z.unknown().optional(),
};

/** The call that needed the session was turned away, so nothing has happened: a passing trouble here is no doubt about it. */
function refreshFailure(error: CallFailed): CallFailed {
  const { failure: cause, errorName } = error;
  if (cause.class === 'auth' || cause.class === 'rate_limited') return error;
  if (cause.class === 'refused')
    return new CallFailed(failure('auth', SIGN_IN_AGAIN, cause.httpStatus), errorName, error);
  return new CallFailed({ ...cause, class: 'unreachable' }, errorName, error);
}

const unusableAnswer = (cause: unknown): CallFailed =>
  new CallFailed(
    failure('unreachable', 'The sign-in service answered in a way that makes no sense.'),
    null,
    cause,
  );

/**
 * The account's own server, from its DID document. Only https is followed: the session must not
 * travel in the clear because a document says so.
 */
function pdsUrlIn(didDoc: unknown): string | undefined {
  const parsed = didDocument.safeParse(didDoc);
  const endpoint = parsed.data?.service.find((service) => service.id.endsWith('#atproto_pds'));
  if (!endpoint || !URL.canParse(endpoint.serviceEndpoint)) return undefined;
  const url = new URL(endpoint.serviceEndpoint);
  return url.protocol === 'https:' ? url.origin : undefined;
}

const didDocument = z.object({
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.string() })),
});
