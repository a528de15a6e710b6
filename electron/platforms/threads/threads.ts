import { randomUUID } from 'node:crypto';
import { THREADS } from '../../../shared/domain/networks/threads.ts';
import type { Clock } from '../../clock.ts';
import type { Platform } from '../platform.ts';
import { createServerClock } from '../server-clock.ts';
import { CONTAINER_WAITS } from './container.ts';
import { readMetrics } from './metrics.ts';
import { whoAmI, withProfile } from './profile.ts';
import { openProgress } from './progress.ts';
import { publish, reconcile } from './publish.ts';
import { readComments, removePost, reply, setHidden } from './replies.ts';
import { createOAuth, signIn } from './sign-in.ts';

export interface ThreadsOptions {
  clock: Clock;
  userAgent: string;
  /** Ms between two looks at a container. */
  waits?: readonly number[];
}

/** Threads. Source: developers.facebook.com/docs/threads, read on 2026-11-23. */
export function createThreads(options: ThreadsOptions): Platform {
  const { clock, userAgent, waits = CONTAINER_WAITS } = options;
  const connection = { userAgent, now: () => clock.now(), servers: createServerClock() };

  return {
    capabilities: THREADS,
    newRecordKey: () => randomUUID(),
    signIn: (input) => signIn(input, connection),
    oauth: createOAuth(connection),
    whoAmI: (context) => withProfile(context, connection, whoAmI),
    publish: (context, post, progress) =>
      withProfile(context, connection, (profile) =>
        publish(profile, post, openProgress(progress), context, waits),
      ),
    reconcile: (context, post) =>
      withProfile(context, connection, (profile) => reconcile(profile, post, context.relay)),
    metrics: (context, ids) =>
      withProfile(context, connection, (profile) => readMetrics(profile, ids)),
    comments: (context, postId, from) =>
      withProfile(context, connection, (profile) => readComments(profile, postId, from)),
    reply: (context, outgoing) =>
      withProfile(context, connection, (profile) => reply(profile, outgoing, waits)),
    setHidden: (context, id, hidden) =>
      withProfile(context, connection, (profile) => setHidden(profile, id, hidden)),
    removePost: (context, id, parts = [id]) =>
      withProfile(context, connection, (profile) => removePost(profile, parts)),
  };
}
