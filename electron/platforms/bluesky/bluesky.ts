import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent } from '@atproto/api';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import type { Clock } from '../../clock.ts';
import { failureOf } from '../call-failed.ts';
import {
  lineOf,
  type Platform,
  type PlatformContext,
  type PlatformResult,
  type RemotePost,
} from '../platform.ts';
import { commentsUnder, type Speaker, setHidden, writeReply } from './comments.ts';
import { metricsOf } from './metrics.ts';
import { whoAmI } from './profile.ts';
import { lastKeyOf, publishParts } from './publishing.ts';
import { COLLECTION, readProgress } from './record.ts';
import { removePost } from './removal.ts';
import { ownRecord } from './repository.ts';
import { type Authorised, authorise, type Renewals } from './session.ts';
import { signIn } from './sign-in.ts';
import { newTid } from './tid.ts';
import { createTransport } from './transport.ts';

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
        const { did } = authorised.session();
        const uri = await publishParts(agent, did, post, progress);
        return remotePost(context, authorised, uri, post.recordKey);
      }),
    isPartlyOut: (saved) => readProgress(saved).parts.length > 0,
    reconcile: (context, { recordKey, content }) =>
      withAgent(context, async (agent, authorised) => {
        const uriOf = (key: string) => `at://${authorised.session().did}/${COLLECTION}/${key}`;
        const first = await ownRecord(agent, uriOf(recordKey));
        if (!first) return null;
        // In order they are written, so where the last one is there, all are.
        const last = content === null ? recordKey : lastKeyOf(recordKey, content);
        if (last !== recordKey && !(await ownRecord(agent, uriOf(last)))) return null;
        return remotePost(context, authorised, first.ref.uri, recordKey);
      }),
    metrics: (context, remoteIds) =>
      withAgent(context, (agent) => metricsOf(agent, hostOf(context), remoteIds)),
    comments: (context, postId) =>
      withAgent(context, (agent, authorised) =>
        commentsUnder(agent, speakerOf(context, authorised), postId),
      ),
    reply: (context, reply) =>
      withAgent(context, (agent, authorised) =>
        writeReply(agent, speakerOf(context, authorised), reply),
      ),
    setHidden: (context, commentId, hidden) =>
      withAgent(context, (agent, authorised) =>
        setHidden(agent, authorised.session().did, commentId, hidden, now()),
      ),
    removePost: (context, remoteId) =>
      withAgent(context, (agent, authorised) =>
        removePost(agent, authorised.session().did, remoteId),
      ),
  };
}

const hostOf = ({ serviceUrl }: PlatformContext) => new URL(serviceUrl).host;

/** Only servers on https are part of the public network, so only their posts can be seen at bsky.app. */
const linkTo = ({ serviceUrl }: PlatformContext, actor: string, recordKey: string) =>
  new URL(serviceUrl).protocol === 'https:'
    ? `https://bsky.app/profile/${actor}/post/${recordKey}`
    : null;

function speakerOf(context: PlatformContext, authorised: Authorised): Speaker {
  const { did, handle } = authorised.session();
  return {
    did,
    handle,
    host: hostOf(context),
    linkTo: (actor, recordKey) => linkTo(context, actor, recordKey),
  };
}

function remotePost(
  context: PlatformContext,
  authorised: Authorised,
  uri: string,
  recordKey: string,
): RemotePost {
  const { did, handle } = authorised.session();
  const actor = handle === '' || handle === 'handle.invalid' ? did : handle;
  return { remoteId: uri, remoteUrl: linkTo(context, actor, recordKey) };
}
