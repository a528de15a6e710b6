import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent } from '@atproto/api';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import type { Clock } from '../../clock.ts';
import { CallFailed, failureOf } from '../call-failed.ts';
import {
  lineOf,
  type Platform,
  type PlatformContext,
  type PlatformResult,
  type RemotePost,
} from '../platform.ts';
import { commentsUnder, type Speaker, setHidden, writeReply } from './comments.ts';
import { createNonces } from './dpop.ts';
import { like } from './likes.ts';
import { readMentions } from './mentions.ts';
import { metricsOf } from './metrics.ts';
import { createOAuth } from './oauth.ts';
import { authoriseByToken } from './oauth-session.ts';
import { whoAmI } from './profile.ts';
import { lastKeyOf, publishParts } from './publishing.ts';
import { COLLECTION } from './record.ts';
import { removePost } from './removal.ts';
import { ownRecord } from './repository.ts';
import { type Authorised, authoriseByPassword, endPasswordSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { newTid } from './tid.ts';
import { createTransport } from './transport.ts';
import { PROCESSING_WAITS, type VideoWay } from './video.ts';

export interface BlueskyOptions {
  clock: Clock;
  userAgent: string;
  /** Ms between two looks at a video that is worked on. */
  processingWaits?: readonly number[];
}

/** Bluesky, or any AT Protocol server that hosts accounts. Spec: atproto.com/specs, docs.bsky.app. */
export function createBluesky(options: BlueskyOptions): Platform {
  const { clock, userAgent, processingWaits = PROCESSING_WAITS } = options;
  const now = () => clock.now();
  const nonces = createNonces(now);
  // To make a client is to check every schema of the network, 3 ms: all calls share one, each on its own line.
  const line = new AsyncLocalStorage<Authorised>();
  const agent = new Agent(async (path, init) => {
    const authorised = line.getStore();
    if (!authorised) throw new Error('A call outside of its connection');
    return authorised.fetch(path, init);
  });

  const authorise = (context: PlatformContext): VideoWay => {
    const connection = { userAgent, now, nonces, ...lineOf(context) };
    const transport = createTransport(connection);
    const authorised =
      'dpopKey' in context.session
        ? authoriseByToken(context, transport, connection)
        : authoriseByPassword(context, transport);
    return { authorised, transport, now, waits: processingWaits, signal: context.signal };
  };

  /** The typed client on an authorised connection, and what came of it as a value. */
  async function withAgent<Value>(
    context: PlatformContext,
    run: (agent: Agent, authorised: Authorised, way: VideoWay) => Promise<Value>,
  ): Promise<PlatformResult<Value>> {
    try {
      const way = authorise(context);
      const { authorised } = way;
      return { ok: true, value: await line.run(authorised, () => run(agent, authorised, way)) };
    } catch (error) {
      return failureOf(error, new URL(context.serviceUrl).host);
    }
  }

  return {
    capabilities: BLUESKY,
    newRecordKey: newTid,
    signIn: (input) => signIn(input, createTransport({ userAgent, now })),
    oauth: createOAuth({
      line: { userAgent, now, nonces },
      accountOf: async (serviceUrl, session) => {
        const unrenewed = { ...NEW_SESSION, serviceUrl, remoteId: session.did, session };
        const account = await withAgent({ ...unrenewed, handle: '' }, (agent) => whoAmI(agent));
        if (!account.ok) throw new CallFailed(account);
        return account.value;
      },
      async endPasswordSession(context) {
        const transport = createTransport({ userAgent, now, ...lineOf(context) });
        try {
          return { ok: true, value: await endPasswordSession(context, transport) };
        } catch (error) {
          return failureOf(error, hostOf(context));
        }
      },
    }),
    whoAmI: (context) => withAgent(context, (agent) => whoAmI(agent)),
    publish: (context, post, progress) =>
      withAgent(context, async (agent, authorised, way) => {
        const uri = await publishParts(agent, way, post, progress);
        return remotePost(context, authorised, uri, post.recordKey);
      }),
    reconcile: (context, { recordKey, content }) =>
      withAgent(context, async (agent, authorised) => {
        const uriOf = (key: string) => `at://${authorised.account().did}/${COLLECTION}/${key}`;
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
        setHidden(agent, authorised.account().did, commentId, hidden, now()),
      ),
    mentions: (context, since, from) =>
      withAgent(context, (agent, authorised) =>
        readMentions(agent, speakerOf(context, authorised), since, from),
      ),
    like: (context, remoteId, liked) =>
      withAgent(context, (agent, authorised) =>
        like(agent, authorised.account().did, remoteId, liked, now()),
      ),
    removePost: (context, remoteId) =>
      withAgent(context, (agent, authorised) =>
        removePost(agent, authorised.account().did, remoteId),
      ),
  };
}

/** A session that is not kept yet, so that there is nothing to renew. */
const NEW_SESSION: Pick<PlatformContext, 'renewSession' | 'application' | 'relay'> = {
  renewSession: async (known) => ({ ok: true, value: known }),
  application: async () => null,
  relay: null,
};

const hostOf = ({ serviceUrl }: PlatformContext) => new URL(serviceUrl).host;

/** Only servers on https are part of the public network, so only their posts can be seen at bsky.app. */
const linkTo = ({ serviceUrl }: PlatformContext, actor: string, recordKey: string) =>
  new URL(serviceUrl).protocol === 'https:'
    ? `https://bsky.app/profile/${actor}/post/${recordKey}`
    : null;

function speakerOf(context: PlatformContext, authorised: Authorised): Speaker {
  const { did, handle } = authorised.account();
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
  const { did, handle } = authorised.account();
  const actor = handle === '' || handle === 'handle.invalid' ? did : handle;
  return { remoteId: uri, remoteUrl: linkTo(context, actor, recordKey) };
}
