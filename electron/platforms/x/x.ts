import { X } from '../../../shared/domain/networks/x.ts';
import type { Clock } from '../../clock.ts';
import { callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { newRecordKey } from '../record-key.ts';
import { createServerClock } from '../server-clock.ts';
import type { Connection, XApi } from './api.ts';
import { answer, commentsUnder, removePost, setHidden } from './comments.ts';
import { PATIENCE, type Patience } from './media.ts';
import { findReply, readMentions } from './mentions.ts';
import { numbersOf } from './numbers.ts';
import { createOAuth } from './oauth.ts';
import { publish, reconcile } from './publish.ts';
import { withSession } from './session.ts';
import { ownAccount, signIn } from './sign-in.ts';

export interface XOptions {
  clock: Clock;
  userAgent: string;
  patience?: Patience;
  /** Ms that X may take to show a post that it has. */
  settles?: number;
}

/** Not documented; its timelines are seldom seconds behind. */
const SETTLES = 5000;

/** X, by its API v2. Source: docs.x.com/x-api. */
export function createX(options: XOptions): Platform {
  const { clock, userAgent, patience = PATIENCE, settles = SETTLES } = options;
  const now = () => clock.now();
  const servers = createServerClock();
  const connection = { userAgent, now };
  const listening = ({ serviceUrl }: PlatformContext): Connection => ({
    ...connection,
    heard: (headers) => servers.hear(serviceUrl, headers),
  });
  const timeAt = ({ serviceUrl }: PlatformContext) => servers.now(serviceUrl) ?? now();
  const publishingWith = (api: XApi, context: PlatformContext) => ({
    ...{ api, context, patience, settles },
    now: () => timeAt(context),
  });

  /** Learns X's time, once in a life of this process: this computer's clock may be put right meanwhile. */
  async function hearServer(api: XApi, { serviceUrl }: PlatformContext): Promise<void> {
    if (servers.now(serviceUrl) !== null) return;
    await ownAccount(api).catch((error: unknown) => {
      // An answer of any kind is no reason not to send; that X can't be reached, or has ended the session, is.
      const failed = callFailedIn(error)?.failure;
      if (failed && (failed.httpStatus === null || failed.class === 'auth'))
        rethrowAsNotSent(error);
    });
  }

  return {
    capabilities: X,
    newRecordKey,
    signIn: (input) => signIn(input, connection),
    oauth: createOAuth(connection),
    whoAmI: (context) => withSession(context, connection, ownAccount),
    publish: (context, post, progress) =>
      withSession(context, listening(context), async (api) => {
        await hearServer(api, context);
        return publish(post, progress, publishingWith(api, context));
      }),
    reconcile: (context, post) =>
      withSession(context, listening(context), async (api) => {
        await hearServer(api, context);
        return reconcile(post, publishingWith(api, context));
      }),
    metrics: (context, ids) => withSession(context, connection, (api) => numbersOf(api, ids)),
    comments: (context, postId, from) =>
      withSession(context, connection, (api) => commentsUnder(api, context, postId, from)),
    reply: (context, reply) =>
      withSession(context, connection, (api) => answer(api, context, reply, now())),
    setHidden: (context, id, hidden) =>
      withSession(context, connection, (api) => setHidden(api, id, hidden)),
    mentions: (context, since, from) =>
      withSession(context, connection, (api) => readMentions(api, context, since, from)),
    findReply: (context, outgoing) =>
      withSession(context, connection, (api) => findReply(api, context, outgoing)),
    removePost: (context, id, parts = [id]) =>
      withSession(context, connection, (api) => removePost(api, parts)),
  };
}
