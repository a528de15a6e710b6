import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import type { Clock } from '../../clock.ts';
import { CallFailed, failure } from '../call-failed.ts';
import type { OutgoingPost, Platform, PublishProgress, RemotePost } from '../platform.ts';
import { type MastodonApi, STATUSES, withSession } from './api.ts';
import { rethrowAsNotSent } from './failure.ts';
import { CANT_TELL, findStatus, remotePost, statusShape } from './find-status.ts';
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
  const connection = { userAgent, now };

  return {
    capabilities: MASTODON,
    newRecordKey: newIdempotencyKey,
    signIn: (input) => signIn(input, connection),
    whoAmI: (context) => withSession(context, connection, whoAmI),

    publish: (context, post, progress) =>
      withSession(context, connection, async (api) => {
        const saved = readProgress(progress.saved);
        const save = () => progress.save({ ...saved });
        if (saved.sentAt !== null && !keyHolds(saved, now())) {
          // The server has forgotten our key since, so only reading keeps it from a second post.
          const earlier = await readBack(api, context.remoteId, post, progress);
          if (earlier) return earlier;
        }
        const mediaIds = await uploadAll(post.images, {
          api,
          saved,
          save,
          waits: processingWaits,
          signal: context.signal,
        }).catch(rethrowAsNotSent);
        if (!keyHolds(saved, now())) {
          saved.sentAt = now();
          await save();
        }
        return send(api, post, mediaIds);
      }),

    reconcile: (context, post) =>
      withSession(context, connection, async (api) => {
        const search = await findStatus(api, context.remoteId, post, now);
        if (typeof search === 'object') return search.found;
        const safeToSend = post.content !== null && keyHolds(readProgress(post.saved), now());
        if (search === 'absent' || safeToSend) return null;
        throw new CallFailed(failure('refused', CANT_TELL));
      }),

    nativeSchedule: createNativeSchedule(connection, processingWaits),
  };

  /** The post of an earlier try, or null where there surely is none. Doubt goes back to the ledger. */
  async function readBack(
    api: MastodonApi,
    accountId: string,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<RemotePost | null> {
    const content = { text: post.text, imageCount: post.images.length };
    const sent = { ...post, content, saved: progress.saved };
    const search = await findStatus(api, accountId, sent, now).catch(rethrowAsNotSent);
    if (search === 'unknown') throw new CallFailed(failure('interrupted', CANT_TELL));
    return search === 'absent' ? null : search.found;
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
