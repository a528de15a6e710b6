import { type Agent, AppBskyActorProfile } from '@atproto/api';
import { callFailedIn } from '../call-failed.ts';
import type { RemoteAccount } from '../platform.ts';

/** Who the session is. The figures come from the app view and are null where it does not answer: never 0. */
export async function whoAmI(agent: Agent): Promise<RemoteAccount> {
  const { data } = await agent.com.atproto.server.getSession();
  return profileOf(agent, { did: data.did, handle: data.handle });
}

export async function profileOf(
  agent: Agent,
  { did, handle }: { did: string; handle: string },
): Promise<RemoteAccount> {
  const known = { remoteId: did, handle };
  const profile = await unlessMissing(agent.app.bsky.actor.getProfile({ actor: did }));
  if (profile) {
    const { displayName, followersCount, followsCount, postsCount } = profile.data;
    return {
      ...known,
      displayName: displayName || handle,
      followers: followersCount ?? null,
      following: followsCount ?? null,
      postCount: postsCount ?? null,
    };
  }
  const record = await unlessMissing(
    agent.com.atproto.repo.getRecord({
      repo: did,
      collection: 'app.bsky.actor.profile',
      rkey: 'self',
    }),
  );
  const own = AppBskyActorProfile.validateMain(record?.data.value);
  const displayName = own.success ? own.value.displayName : undefined;
  return {
    ...known,
    displayName: displayName || handle,
    followers: null,
    following: null,
    postCount: null,
  };
}

/** The profile is a courtesy: only the end of the session is worth failing for. */
async function unlessMissing<Value>(call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch (error) {
    if (callFailedIn(error)?.failure.class === 'auth') throw error;
    return null;
  }
}
