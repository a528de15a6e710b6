import { Agent } from '@atproto/api';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import type { PlatformResult, RemoteAccount, Session, SignIn } from '../platform.ts';
import type { Transport } from '../transport.ts';
import { profileOf } from './profile.ts';
import { repositoryUrl, sessionFrom } from './session.ts';

/** Signs in with a handle, an e-mail or a DID and an app password, which is used here once and not kept. */
export async function signIn(
  { serviceUrl, identifier, appPassword }: SignIn,
  transport: Transport,
): Promise<PlatformResult<{ session: Session; account: RemoteAccount }>> {
  try {
    const service = new Agent((path, init) => transport(serviceUrl, path, init));
    const { data } = await service.com.atproto.server
      .createSession({
        identifier: identifier.trim().replace(/^@/, ''),
        password: appPassword.trim(),
      })
      .catch(explainRefusal);
    if (data.active === false) throw closed(data.status);
    const session = sessionFrom(data);
    const repository = new Agent((path, init) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${session.accessJwt}`);
      return transport(repositoryUrl(serviceUrl, session), path, { ...init, headers });
    });
    const account = await profileOf(repository, session);
    return { ok: true, value: { session: { ...session }, account } };
  } catch (error) {
    return failureOf(error, new URL(serviceUrl).host);
  }
}

function explainRefusal(error: unknown): never {
  const call = callFailedIn(error);
  const wrong = call?.failure.httpStatus === 401 && call.errorName === 'AuthenticationRequired';
  if (!call || !wrong) throw error;
  const message =
    'Bluesky does not accept this handle or app password. Check both, or create a new app password.';
  throw new CallFailed({ ...call.failure, message }, call.errorName);
}

const closed = (status: string | undefined): CallFailed =>
  new CallFailed(
    failure('auth', `This account is ${status ?? 'not active'} on Bluesky. Look at it in Bluesky.`),
    'AccountDeactivated',
  );
