import { INSTAGRAM } from '../../../shared/domain/networks/instagram.ts';
import type { Clock } from '../../clock.ts';
import type { Platform } from '../platform.ts';
import { newRecordKey } from '../record-key.ts';
import { createServerTime } from '../server-time.ts';
import { type Connection, withAccount } from './account.ts';
import { readComments, removeComment, reply, setHidden } from './comments.ts';
import { PROCESSING_WAITS } from './containers.ts';
import { SETTLES_IN } from './find-media.ts';
import { readMetrics } from './metrics.ts';
import { openProgress } from './progress.ts';
import { type Patience, publish, reconcile } from './publish.ts';
import { createOAuth, signIn, whoAmI } from './sign-in.ts';

export interface InstagramOptions extends Partial<Patience> {
  clock: Clock;
  userAgent: string;
}

/** Professional accounts of Instagram. Source: developers.facebook.com/docs/instagram-platform, read on 2026-11-23. */
export function createInstagram(options: InstagramOptions): Platform {
  const { clock, userAgent, waits = PROCESSING_WAITS, settlesIn = SETTLES_IN } = options;
  const line = { userAgent, now: () => clock.now() };
  const connection: Connection = { ...line, time: createServerTime(line.now) };
  const patience = { waits, settlesIn };

  return {
    capabilities: INSTAGRAM,
    newRecordKey,
    signIn: (input) => signIn(input, line),
    oauth: createOAuth(line),
    whoAmI: (context) => withAccount(context, connection, ({ graph }) => whoAmI(graph)),
    publish: (context, post, progress) =>
      withAccount(context, connection, (account) =>
        publish(account, post, openProgress(progress), patience),
      ),
    reconcile: (context, post) =>
      withAccount(context, connection, (account) => reconcile(account, post, patience)),
    metrics: (context, ids) =>
      withAccount(context, connection, (account) => readMetrics(account, ids)),
    comments: (context, postId, from) =>
      withAccount(context, connection, (account) => readComments(account, postId, from)),
    reply: (context, outgoing) =>
      withAccount(context, connection, (account) => reply(account, outgoing)),
    setHidden: (context, id, hidden) =>
      withAccount(context, connection, (account) => setHidden(account, id, hidden)),
    removeComment: (context, id) =>
      withAccount(context, connection, (account) => removeComment(account, id)),
  };
}
