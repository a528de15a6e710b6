import { FACEBOOK } from '../../../shared/domain/networks/facebook.ts';
import type { Clock } from '../../clock.ts';
import type { Platform } from '../platform.ts';
import { newRecordKey } from '../record-key.ts';
import { createServerTime } from '../server-time.ts';
import { readComments, remove, reply, setHidden } from './comments.ts';
import { SETTLES_IN } from './find-post.ts';
import { PROCESSING_WAITS } from './media.ts';
import { like, readMentions } from './mentions.ts';
import { readMetrics } from './metrics.ts';
import { type Connection, withPage } from './page.ts';
import { openProgress } from './progress.ts';
import { type Patience, publish, reconcile } from './publish.ts';
import { createNativeSchedule } from './scheduled.ts';
import { accountOf, createOAuth, PROFILE, profileShape, signIn } from './sign-in.ts';

export interface FacebookOptions extends Partial<Patience> {
  clock: Clock;
  userAgent: string;
}

/** Pages of Facebook. Source: developers.facebook.com/docs/pages-api, read on 2026-11-23. */
export function createFacebook(options: FacebookOptions): Platform {
  const { clock, userAgent, waits = PROCESSING_WAITS, settlesIn = SETTLES_IN } = options;
  const line = { userAgent, now: () => clock.now() };
  const connection: Connection = { ...line, time: createServerTime(line.now) };
  const patience = { waits, settlesIn };

  return {
    capabilities: FACEBOOK,
    newRecordKey,
    signIn: (input) => signIn(input, line),
    oauth: createOAuth(line),
    whoAmI: (context) =>
      withPage(context, connection, async ({ graph, id }) =>
        accountOf(await graph.get(id, profileShape, { fields: PROFILE })),
      ),
    publish: (context, post, progress) =>
      withPage(context, connection, (page) =>
        publish(page, post, openProgress(progress), patience),
      ),
    reconcile: (context, post) =>
      withPage(context, connection, (page) => reconcile(page, post, patience)),
    nativeSchedule: createNativeSchedule(connection, patience),
    metrics: (context, ids) => withPage(context, connection, (page) => readMetrics(page, ids)),
    comments: (context, postId, from) =>
      withPage(context, connection, (page) => readComments(page, postId, from)),
    reply: (context, outgoing) => withPage(context, connection, (page) => reply(page, outgoing)),
    setHidden: (context, id, hidden) =>
      withPage(context, connection, (page) => setHidden(page, id, hidden)),
    mentions: (context, since, from) =>
      withPage(context, connection, (page) => readMentions(page, since, from)),
    like: (context, id, liked) => withPage(context, connection, (page) => like(page, id, liked)),
    removeComment: (context, id) => withPage(context, connection, (page) => remove(page, id)),
    removePost: (context, id) => withPage(context, connection, (page) => remove(page, id)),
  };
}
