import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { Application, PlatformContext, PlatformResult, Session } from '../platform.ts';
import { createTransport, type Line, type RefusedAnswer, textOf } from '../transport.ts';
import { answerFailure } from './failure.ts';
import { hostsOf } from './urn.ts';

/** What is kept of a sign-in. It lives in the secret store and nowhere else. Times are UTC epoch ms. */
const linkedinSession = z.object({
  accessToken: z.string().regex(/^[\x21-\x7e]+$/),
  /** Only some applications are given one. It stays the same when it is used. */
  refreshToken: z.string().min(1).nullable().default(null),
  /** Null where it is not known, as with a token that was pasted. */
  expiresAt: z.number().nullable().default(null),
  endsAt: z.number().nullable().default(null),
  /** Empty where it is not known. */
  scopes: z.array(z.string()).default([]),
});
export type LinkedInSession = z.output<typeof linkedinSession>;

/** @throws CallFailed where it is none of ours */
export function readSession(session: Session): LinkedInSession {
  const parsed = linkedinSession.safeParse(session);
  if (!parsed.success) throw new CallFailed(failure('auth', SIGN_IN_AGAIN));
  return parsed.data;
}

/** Of the token endpoint; times in seconds. The scopes come with commas, or with spaces as RFC 6749 has them. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});

/**
 * Asks for a token: by a code, or by a refresh token.
 * Source: learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow.
 */
export async function askForToken(
  serviceUrl: string,
  { clientId, clientSecret }: Application,
  grant: Record<string, string>,
  line: Line,
): Promise<LinkedInSession> {
  const transport = createTransport({
    ...line,
    timeoutOf: () => 20_000,
    rateLimits: [],
    bucketOf: () => 'calls',
    isWrite: () => false,
    explain: (answer) => tokenFailure(answer, line.now()),
  });
  const body = new URLSearchParams({ ...grant, client_id: clientId });
  if (clientSecret !== null) body.set('client_secret', clientSecret);
  const answer = await transport(hostsOf(serviceUrl).www, '/oauth/v2/accessToken', {
    method: 'POST',
    body,
  });
  const token = tokenAnswer.parse(await answer.json());
  const now = line.now();
  const expiresAt = now + token.expires_in * 1000;
  const { refresh_token: refreshToken = null, refresh_token_expires_in: refreshFor } = token;
  return {
    accessToken: token.access_token,
    refreshToken,
    expiresAt,
    endsAt: refreshToken === null || refreshFor === undefined ? expiresAt : now + refreshFor * 1000,
    scopes: (token.scope ?? '').split(/[\s,]+/).filter(Boolean),
  };
}

/** RFC 6749 §5.2, in the body of a 400 or 401. */
function tokenFailure(answer: RefusedAnswer, now: number): CallFailed {
  const error = textOf(answer.body?.error);
  if (error === null || answer.status >= 500 || answer.status === 429)
    return answerFailure(answer, now);
  const isApplication = error === 'invalid_client' || error === 'unauthorized_client';
  return new CallFailed(
    failure('auth', isApplication ? WRONG_APPLICATION : SIGN_IN_AGAIN, answer.status),
    error,
  );
}

/** Ms before the end of a token at which it is renewed. */
const AHEAD = 10 * 60_000;

/** A token that ends soon is renewed before it is used, where that is possible. */
export const isEnding = ({ expiresAt, refreshToken }: LinkedInSession, now: number): boolean =>
  refreshToken !== null && expiresAt !== null && expiresAt - AHEAD <= now;

/** Renews the session under the account's lock, or takes what another call has renewed meanwhile. */
export async function renew(
  context: PlatformContext,
  known: Session,
  line: Line,
): Promise<PlatformResult<Session>> {
  return context.renewSession(known, async (kept) => {
    try {
      const session = readSession(kept);
      const application = await context.application();
      if (session.refreshToken === null || !application)
        throw new CallFailed(failure('auth', SIGN_IN_AGAIN, 401));
      const grant = { grant_type: 'refresh_token', refresh_token: session.refreshToken };
      const fresh = await askForToken(context.serviceUrl, application, grant, line);
      return {
        ok: true,
        value: {
          ...kept,
          ...fresh,
          refreshToken: fresh.refreshToken ?? session.refreshToken,
          endsAt: fresh.refreshToken === null ? session.endsAt : fresh.endsAt,
          scopes: fresh.scopes.length > 0 ? fresh.scopes : session.scopes,
        },
      };
    } catch (error) {
      if (error instanceof CallFailed) return error.failure;
      return failure('service_error', NO_SENSE);
    }
  });
}

const SIGN_IN_AGAIN = 'The sign-in at LinkedIn is over. Reconnect the account.';
const WRONG_APPLICATION =
  'LinkedIn does not know this application, or its secret is another one. Check the client ID and the secret of your application, then reconnect the account.';
const NO_SENSE = 'LinkedIn answered in a way that ClientNest does not understand.';
