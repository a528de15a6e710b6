import { z } from 'zod';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import type { PlatformContext, Session } from '../platform.ts';
import type { Call, Transport } from '../transport.ts';

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

/** Ends it at the network: its refresh token is good for that too. */
export async function endPasswordSession(
  { serviceUrl, session }: Pick<PlatformContext, 'serviceUrl' | 'session'>,
  transport: Transport,
): Promise<'revoked'> {
  await transport(serviceUrl, '/xrpc/com.atproto.server.deleteSession', {
    method: 'POST',
    headers: { authorization: `Bearer ${sessionIn(session).refreshJwt}` },
  });
  return 'revoked';
}

/** Where repository calls go. */
export const repositoryUrl = (serviceUrl: string, session: BlueskySession): string =>
  session.pdsUrl ?? serviceUrl;

/** A way to the account's own server, for whoever is signed in. */
export interface Authorised {
  /** `fetch` below the account's server, with the session; renews it where it has ended. */
  fetch(path: string, init: Call): Promise<Response>;
  account(): { did: string; handle: string };
  /** The account's server. */
  origin(): string;
}

/**
 * With a session that began with an app password.
 * @throws CallFailed of class `auth` where the kept session is not one of ours.
 */
export function authoriseByPassword(
  context: Pick<PlatformContext, 'serviceUrl' | 'session' | 'renewSession'>,
  transport: Transport,
): Authorised {
  let kept = context.session;
  let session = sessionIn(kept);

  const send = (path: string, init: Call) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${session.accessJwt}`);
    return transport(repositoryUrl(context.serviceUrl, session), path, { ...init, headers });
  };
  return {
    account: () => session,
    origin: () => repositoryUrl(context.serviceUrl, session),
    async fetch(path, init) {
      try {
        return await send(path, init);
      } catch (error) {
        if (!isSessionOver(error)) throw error;
      }
      kept = await renewUnderLock(context, kept, async (known) => ({
        ...(await refresh(context.serviceUrl, sessionIn(known), transport)),
      }));
      session = sessionIn(kept);
      return send(path, init);
    },
  };
}

function sessionIn(kept: Session): BlueskySession {
  const parsed = blueskySession.safeParse(kept);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  return parsed.data;
}

/**
 * A refresh token works once, so whoever needs it waits for the others and takes what they got.
 * @throws CallFailed where it is not renewed
 */
export async function renewUnderLock(
  { serviceUrl, renewSession }: Pick<PlatformContext, 'serviceUrl' | 'renewSession'>,
  kept: Session,
  renew: (known: Session) => Promise<Session>,
): Promise<Session> {
  const { host } = new URL(serviceUrl);
  const renewing = renewSession(kept, async (known) => {
    try {
      return { ok: true, value: await renew(known) };
    } catch (error) {
      return failureOf(error, host);
    }
  });
  const result = await renewing.catch((error: unknown) => {
    throw new CallFailed(failure('unreachable', NOT_KEPT), null, error);
  });
  if (!result.ok) throw new CallFailed(result);
  return result.value;
}

const NOT_KEPT = 'The keychain did not keep the renewed sign-in. Unlock it.';
export const SIGN_IN_AGAIN = 'The saved sign-in can’t be used any more. Reconnect the account.';

export const isSessionOver = (error: unknown): boolean =>
  error instanceof CallFailed &&
  error.failure.class === 'auth' &&
  (error.failure.httpStatus === 401 ||
    error.errorName === 'ExpiredToken' ||
    error.errorName === 'InvalidToken');

async function refresh(
  serviceUrl: string,
  session: BlueskySession,
  transport: Transport,
): Promise<BlueskySession> {
  try {
    const response = await transport(serviceUrl, '/xrpc/com.atproto.server.refreshSession', {
      method: 'POST',
      headers: { authorization: `Bearer ${session.refreshJwt}` },
    });
    const answer = z.looseObject(sessionAnswerShape).parse(await response.json());
    if (answer.did !== session.did) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
    return sessionFrom(answer, session);
  } catch (error) {
    throw error instanceof CallFailed ? refreshFailure(error) : unusableAnswer(error);
  }
}

const sessionAnswerShape = {
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string(),
  handle: z.string(),
  didDoc: z.unknown().optional(),
};

/** The call that needed the session was turned away, so nothing has happened: a passing trouble here is no doubt about it. */
export function refreshFailure(error: CallFailed): CallFailed {
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
