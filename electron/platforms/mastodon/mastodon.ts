import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import type { Clock } from '../../clock.ts';
import type { Platform, PlatformContext } from '../platform.ts';
import { newRecordKey } from '../record-key.ts';
import { createServerClock } from '../server-clock.ts';
import { type Connection, withSession } from './api.ts';
import { commentsUnder, writeReply } from './comments.ts';
import { PROCESSING_WAITS } from './media.ts';
import { like, readMentions } from './mentions.ts';
import { metricsOf } from './metrics.ts';
import { createOAuth } from './oauth.ts';
import { createPublishing } from './publishing.ts';
import { removePost } from './removal.ts';
import { createNativeSchedule } from './scheduled.ts';
import { signIn, whoAmI } from './sign-in.ts';

export interface MastodonOptions {
  clock: Clock;
  userAgent: string;
  /** Ms between two looks at an upload that the server is at work on. */
  processingWaits?: readonly number[];
}

/** Any server with Mastodon's API. Source: docs.joinmastodon.org/methods. */
export function createMastodon(options: MastodonOptions): Platform {
  const { clock, userAgent, processingWaits = PROCESSING_WAITS } = options;
  const now = () => clock.now();
  const servers = createServerClock();
  const connection = { userAgent, now };
  const listening = ({ serviceUrl }: PlatformContext): Connection => ({
    ...connection,
    heard: (headers) => servers.hear(serviceUrl, headers),
  });
  const publishing = createPublishing({ now, servers, waits: processingWaits });

  return {
    capabilities: MASTODON,
    newRecordKey,
    signIn: (input) => signIn(input, connection),
    oauth: createOAuth(connection),
    whoAmI: (context) => withSession(context, connection, whoAmI),

    publish: (context, post, progress) =>
      withSession(context, listening(context), (api) =>
        publishing.publish(api, context, post, progress),
      ),
    beginning: publishing.beginning,
    reconcile: (context, post) =>
      withSession(context, listening(context), (api) => publishing.reconcile(api, context, post)),
    nativeSchedule: createNativeSchedule(connection, processingWaits),

    metrics: (context, remoteIds) =>
      withSession(context, connection, (api) => metricsOf(api, remoteIds)),
    comments: (context, postId) =>
      withSession(context, connection, (api, { domain }) =>
        commentsUnder(api, { ...context, domain }, postId),
      ),
    reply: (context, reply) =>
      withSession(context, connection, (api, { domain }) =>
        writeReply(api, { ...context, domain }, reply, now()),
      ),
    mentions: (context, since, from) =>
      withSession(context, connection, (api, { domain }) =>
        readMentions(api, { ...context, domain }, since, from),
      ),
    like: (context, remoteId, liked) =>
      withSession(context, connection, (api) => like(api, remoteId, liked)),
    removePost: (context, remoteId, parts) =>
      withSession(context, connection, (api) => removePost(api, context.remoteId, remoteId, parts)),
  };
}
