import { z } from 'zod';
import { CallFailed, callFailedIn, failureOf } from '../call-failed.ts';
import type { PlatformResult, RemoteAccount, SignedIn, SignIn } from '../platform.ts';
import type { Connection, XApi } from './api.ts';
import { hostsOf } from './hosts.ts';
import { apiWith } from './session.ts';

/** Ms that a user access token lives, at most: when it was made is not known here. */
const TOKEN_LIFE = 2 * 60 * 60_000;

/** Checks a pasted user access token by asking whose it is. It can't be renewed. */
export async function signIn(
  { serviceUrl, appPassword }: SignIn,
  connection: Connection,
): Promise<PlatformResult<SignedIn>> {
  const accessToken = appPassword.trim();
  try {
    const api = apiWith(accessToken, serviceUrl, connection);
    const account = await ownAccount(api).catch(explainRefusal);
    const session = { accessToken, endsAt: connection.now() + TOKEN_LIFE };
    return { ok: true, value: { session, account } };
  } catch (error) {
    return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
  }
}

function explainRefusal(error: unknown): never {
  const call = callFailedIn(error);
  if (call?.failure.httpStatus !== 401) throw error;
  const message = 'X does not accept this access token. Each is good for 2 hours: make a new one.';
  throw new CallFailed({ ...call.failure, message }, null, call);
}

/** Who the session belongs to, with the figures of now. */
export async function ownAccount(api: XApi): Promise<RemoteAccount> {
  const { data } = await api.get('/2/users/me?user.fields=public_metrics', user);
  const { followers_count, following_count, post_count } = data.public_metrics;
  return {
    remoteId: data.id,
    handle: data.username,
    displayName: data.name || data.username,
    followers: followers_count,
    following: following_count,
    postCount: post_count,
  };
}

/** Figures that X does not give are null, never 0. */
const figure = z.int().min(0).nullable().catch(null);
const user = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  name: z.string().catch(''),
  public_metrics: z
    .object({ followers_count: figure, following_count: figure, post_count: figure })
    .catch({ followers_count: null, following_count: null, post_count: null }),
});
