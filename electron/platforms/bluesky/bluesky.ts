import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent } from '@atproto/api';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import type { Clock } from '../../clock.ts';
import { callFailedIn, failureOf } from '../call-failed.ts';
import {
  lineOf,
  type Platform,
  type PlatformContext,
  type PlatformResult,
  type RemotePost,
} from '../platform.ts';
import { whoAmI } from './profile.ts';
import { buildRecord, readProgress } from './record.ts';
import { type Authorised, authorise, type Renewals } from './session.ts';
import { signIn } from './sign-in.ts';
import { newTid } from './tid.ts';
import { createTransport } from './transport.ts';

const COLLECTION = 'app.bsky.feed.post';

export interface BlueskyOptions {
  clock: Clock;
  userAgent: string;
}

/** Bluesky, or any AT Protocol server that hosts accounts. Spec: atproto.com/specs, docs.bsky.app. */
export function createBluesky({ clock, userAgent }: BlueskyOptions): Platform {
  const renewals: Renewals = new Map();
  const now = () => clock.now();
  // To make a client is to check every schema of the network, 3 ms: all calls share one, each on its own line.
  const line = new AsyncLocalStorage<Authorised>();
  const agent = new Agent(async (path, init) => {
    const authorised = line.getStore();
    if (!authorised) throw new Error('A call outside of its connection');
    return authorised.fetch(path, init);
  });

  /** The typed client on an authorised connection, and what came of it as a value. */
  async function withAgent<Value>(
    context: PlatformContext,
    run: (agent: Agent, authorised: Authorised) => Promise<Value>,
  ): Promise<PlatformResult<Value>> {
    const transport = createTransport({ userAgent, now, ...lineOf(context) });
    try {
      const authorised = authorise(context, transport, renewals);
      return { ok: true, value: await line.run(authorised, () => run(agent, authorised)) };
    } catch (error) {
      return failureOf(error, new URL(context.serviceUrl).host);
    }
  }

  return {
    capabilities: BLUESKY,
    newRecordKey: newTid,
    signIn: (input) => signIn(input, createTransport({ userAgent, now })),
    whoAmI: (context) => withAgent(context, (agent) => whoAmI(agent)),
    publish: (context, post, progress) =>
      withAgent(context, async (agent, authorised) => {
        const saved = readProgress(progress);
        const save = () => progress.save({ ...saved });
        const put = async () =>
          agent.com.atproto.repo.putRecord({
            repo: authorised.session().did,
            collection: COLLECTION,
            rkey: post.recordKey,
            record: await buildRecord(agent, post, saved, save),
          });
        const { data } = await put().catch(async (error: unknown) => {
          // Uploads that no record uses are cleared away by the server after some hours.
          if (callFailedIn(error)?.errorName !== 'BlobNotFound') throw error;
          saved.blobs = {};
          await save();
          return put();
        });
        return remotePost(context, authorised, data.uri, post.recordKey);
      }),
    reconcile: (context, { recordKey }) =>
      withAgent(context, async (agent, authorised) => {
        try {
          const { data } = await agent.com.atproto.repo.getRecord({
            repo: authorised.session().did,
            collection: COLLECTION,
            rkey: recordKey,
          });
          return remotePost(context, authorised, data.uri, recordKey);
        } catch (error) {
          if (callFailedIn(error)?.errorName === 'RecordNotFound') return null;
          throw error;
        }
      }),
  };
}

/**
 * A post as a link. Only servers on https are part of the public network, so only their posts can
 * be seen at bsky.app.
 */
function remotePost(
  context: PlatformContext,
  authorised: Authorised,
  uri: string,
  recordKey: string,
): RemotePost {
  const { did, handle } = authorised.session();
  const isPublic = new URL(context.serviceUrl).protocol === 'https:';
  const actor = handle === '' || handle === 'handle.invalid' ? did : handle;
  return {
    remoteId: uri,
    remoteUrl: isPublic ? `https://bsky.app/profile/${actor}/post/${recordKey}` : null,
  };
}
