import { z } from 'zod';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import type { PlatformResult, Session } from '../platform.ts';
import { createTransport, type Line, type RefusedAnswer } from '../transport.ts';
import { hostsOf } from './hosts.ts';

const TOKEN = '/2/oauth2/token';
const REVOKE = '/2/oauth2/revoke';
const TIMEOUT = 20_000;

/** Source: docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.number().positive(),
  scope: z.string().catch(''),
});

/**
 * A code or a refresh token for a session. Nothing was done with the account by it, so that a passing trouble
 * is no doubt about anything: it is `unreachable`.
 */
export async function exchange(
  serviceUrl: string,
  grant: Record<string, string> & { client_id: string },
  line: Line,
): Promise<PlatformResult<Session>> {
  try {
    const response = await send(serviceUrl, TOKEN, grant, line);
    const answer = tokenAnswer.parse(await response.json());
    const { access_token: accessToken, refresh_token: refreshToken, scope } = answer;
    const expiresAt = line.now() + answer.expires_in * 1000;
    return {
      ok: true,
      value: {
        accessToken,
        ...(refreshToken === undefined ? {} : { refreshToken }),
        clientId: grant.client_id,
        expiresAt,
        endsAt: refreshToken === undefined ? expiresAt : null,
        scopes: scope.split(/\s+/).filter(Boolean),
      },
    };
  } catch (error) {
    const failed = failureOf(error, new URL(hostsOf(serviceUrl).api).host);
    const isPassing = failed.class === 'interrupted' || failed.class === 'service_error';
    return isPassing ? { ...failed, class: 'unreachable' } : failed;
  }
}

/** Ends a token, and with a refresh token all that came of it. One that X does not know is over already. */
export async function revoke(
  serviceUrl: string,
  token: string,
  clientId: string,
  line: Line,
): Promise<PlatformResult<'revoked'>> {
  try {
    await send(serviceUrl, REVOKE, { token, client_id: clientId }, line);
    return { ok: true, value: 'revoked' };
  } catch (error) {
    const failed = failureOf(error, new URL(hostsOf(serviceUrl).api).host);
    return failed.class === 'auth' ? { ok: true, value: 'revoked' } : failed;
  }
}

function send(
  serviceUrl: string,
  path: string,
  fields: Record<string, string>,
  { userAgent, now, signal }: Line,
): Promise<Response> {
  const transport = createTransport({
    userAgent,
    now,
    ...(signal ? { signal } : {}),
    timeoutOf: () => TIMEOUT,
    rateLimits: [],
    bucketOf: () => 'tokens',
    isWrite: () => false,
    explain,
  });
  // A string and not the object, so that the type of the body has no charset behind it.
  return transport(hostsOf(serviceUrl).api, path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** RFC 6749 §5.2, as X words it: `invalid_request` for a code or token that it does not know or that was used. */
function explain({ status, retryAfter }: RefusedAnswer): CallFailed {
  if (status === 429)
    return new CallFailed(
      failure('rate_limited', 'X asks to slow down. Try again later.', status, retryAfter),
    );
  if (status >= 500)
    return new CallFailed(
      failure('service_error', `X has a problem of its own (${status}).`, status),
    );
  return new CallFailed(
    failure('auth', 'X no longer accepts this sign-in. Reconnect the account.', status, retryAfter),
  );
}
