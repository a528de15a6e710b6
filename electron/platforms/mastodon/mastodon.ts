import { z } from 'zod';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import type { Clock } from '../../clock.ts';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import {
  contentOf,
  type OutgoingPost,
  type Platform,
  type PlatformContext,
  type PublishProgress,
  type RemotePost,
} from '../platform.ts';
import { createServerClock } from '../server-clock.ts';
import { type Connection, type MastodonApi, STATUSES, withSession } from './api.ts';
import { rethrowAsNotSent } from './failure.ts';
import { CANT_TELL, findStatus, remotePost, type Search, statusShape } from './find-status.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { PROCESSING_WAITS, uploadAll } from './media.ts';
import { keyHolds, readProgress } from './progress.ts';
import { createNativeSchedule, statusOf } from './scheduled.ts';
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
  const timeAt = ({ serviceUrl }: PlatformContext) => servers.now(serviceUrl) ?? now();

  return {
    capabilities: MASTODON,
    newRecordKey: newIdempotencyKey,
    signIn: (input) => signIn(input, connection),
    whoAmI: (context) => withSession(context, connection, whoAmI),

    publish: (context, post, progress) =>
      withSession(context, listening(context), async (api) => {
        const saved = readProgress(progress.saved);
        const save = () => progress.save({ ...saved });
        if (saved.sentAt !== null) {
          // What became of the earlier try is asked first: the server may have forgotten our key since.
          const search = await readBack(api, context.remoteId, post, progress);
          if (typeof search === 'object') return search.found;
          if (search === 'unknown' && !keyHolds(saved, timeAt(context)))
            throw new CallFailed(failure('interrupted', CANT_TELL));
        }
        const mediaIds = await uploadAll(post.images, {
          api,
          saved,
          save,
          waits: processingWaits,
          signal: context.signal,
        }).catch(rethrowAsNotSent);
        await hearServer(api, context);
        if (!keyHolds(saved, timeAt(context))) {
          saved.sentAt = timeAt(context);
          await save();
        }
        return send(api, post, mediaIds);
      }),

    reconcile: (context, post) =>
      withSession(context, listening(context), async (api) => {
        const search = await findStatus(api, context.remoteId, post, now);
        if (typeof search === 'object') return search.found;
        const safeToSend =
          post.content !== null && keyHolds(readProgress(post.saved), timeAt(context));
        if (search === 'absent' || safeToSend) return null;
        throw new CallFailed(failure('refused', CANT_TELL));
      }),

    nativeSchedule: createNativeSchedule(connection, processingWaits),
  };

  /** Looks for the post of an earlier try. That it can't be asked is no doubt: nothing is sent before. */
  function readBack(
    api: MastodonApi,
    accountId: string,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<Search> {
    const sent = { ...post, content: contentOf(post), saved: progress.saved };
    return findStatus(api, accountId, sent, now).catch(rethrowAsNotSent);
  }

  /** Learns the server's time, once in a life of this process and server. */
  async function hearServer(api: MastodonApi, { serviceUrl }: PlatformContext): Promise<void> {
    if (servers.now(serviceUrl) !== null) return;
    await api.get('/api/v2/instance', z.unknown()).catch((error: unknown) => {
      // An answer of any kind is no reason not to send; a server that can't be reached is.
      const failed = callFailedIn(error);
      if (failed?.failure.httpStatus === null) rethrowAsNotSent(error);
    });
  }
}

/** The same key within an hour is one post: the server answers with the one it has. */
async function send(
  api: MastodonApi,
  { text, recordKey }: OutgoingPost,
  mediaIds: readonly string[],
): Promise<RemotePost> {
  const body = statusOf(text, mediaIds);
  const headers = { 'idempotency-key': recordKey };
  const { value } = await api.post(STATUSES, statusShape, body, headers);
  return remotePost(value);
}
