import { CallFailed, failure, rethrowAsDoubt, rethrowAsNotSent } from '../call-failed.ts';
import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type PublishProgress,
  type RemotePost,
  type SentPost,
} from '../platform.ts';
import { settlingFor } from '../server-time.ts';
import type { TikTokApi } from './api.ts';
import { creatorOf } from './creator.ts';
import { findPublic } from './find-post.ts';
import { postUrl } from './hosts.ts';
import { postPhotos, relayAll } from './photos.ts';
import { resumeAt } from './pieces.ts';
import { readProgress, type SavedProgress, startedAnew } from './progress.ts';
import { AT_WORK, failedFor, isPassing, standingOf, untilPosted } from './status.ts';
import { beginVideo, CANT_TELL, sendPieces } from './video.ts';

export interface PublishingOptions {
  /** TikTok's time, which it tells before each post: this computer's clock may be put right meanwhile. */
  now(context: PlatformContext): number;
  waits: readonly number[];
}

/** Ms that TikTok is given to fetch photos, to look at them and to list them, before the person is asked. */
const SETTLES = 5 * 60_000;
const NOT_YET =
  'TikTok does not list the post, but may need some minutes for it. ClientNest looks again.';

/** Publishing with the publish id as the thread through it all: what became of it can be asked for days. */
export function createPublishing({ now, waits }: PublishingOptions) {
  async function publish(
    api: TikTokApi,
    context: PlatformContext,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<RemotePost> {
    const saved = readProgress(progress.saved);
    const clock = () => now(context);
    const steps = { api, saved, now: clock, save: () => progress.save({ ...saved }) };
    const done = await earlierTry(api, context, post, saved);
    if (done !== null) return done;
    // Only a post that everybody may see gets an id of its own; of an earlier try nobody knows what it was.
    let isPublic = true;
    if (saved.publishId === null || isToBeginAnew(saved, clock())) {
      Object.assign(saved, startedAnew());
      const creator = await creatorOf(api).catch(rethrowAsNotSent);
      isPublic = creator.level === 'PUBLIC_TO_EVERYONE';
      if (post.video) await beginVideo({ text: post.text, video: post.video }, creator, steps);
      else {
        if (post.images.length === 0) throw new CallFailed(failure('refused', NOTHING_TO_SHOW));
        const photos = await relayAll(post.images, context.relay, context.signal);
        await postPhotos(post.text, photos, creator, steps);
      }
    }
    if (post.video) await sendPieces(post.video, steps);
    const postId = await untilPosted(api, saved.publishId ?? '', {
      ...{ waits, isPublic },
      signal: context.signal,
    });
    return posted(context, saved, postId);
  }

  /** What became of an earlier try; null where nothing was posted, and `saved` says what TikTok has. */
  async function earlierTry(
    api: TikTokApi,
    context: PlatformContext,
    post: OutgoingPost,
    saved: SavedProgress,
  ): Promise<RemotePost | null> {
    if (saved.publishId === null) {
      if (saved.decidedAt === null) return null;
      const sent = { ...post, content: contentOf(post) };
      const found = await findPublic(api, sent, saved.decidedAt).catch(rethrowAsDoubt);
      if (found !== null) return posted(context, saved, found);
      throw new CallFailed(failure('interrupted', CANT_TELL));
    }
    const standing = await standingOf(api, saved.publishId).catch(
      saved.decidedAt === null ? rethrowAsNotSent : rethrowAsDoubt,
    );
    switch (standing.kind) {
      case 'posted':
        return posted(context, saved, standing.postId);
      case 'failed':
        if (!isPassing(standing.reason)) throw failedFor(standing.reason);
        saved.publishId = null;
        return null;
      case 'unknown':
        if (saved.decidedAt !== null) throw new CallFailed(failure('interrupted', CANT_TELL));
        saved.publishId = null;
        return null;
      case 'at_work':
        if (post.video)
          saved.sent =
            standing.uploaded >= post.video.bytes
              ? post.video.bytes
              : resumeAt(post.video.bytes, standing.uploaded);
        return null;
    }
  }

  async function reconcile(
    api: TikTokApi,
    context: PlatformContext,
    post: SentPost,
  ): Promise<RemotePost | null> {
    const saved = readProgress(post.saved);
    // What posts is written down before it is done.
    if (saved.decidedAt === null) return null;
    if (saved.publishId !== null) {
      const standing = await standingOf(api, saved.publishId);
      if (standing.kind === 'posted') return posted(context, saved, standing.postId);
      if (standing.kind === 'failed') return null;
      if (standing.kind === 'at_work') {
        // Without its last piece a video is never posted.
        if (saved.kind === 'video' && saved.size > standing.uploaded) return null;
        throw new CallFailed(failure('service_error', AT_WORK));
      }
    }
    const found = await findPublic(api, post, saved.decidedAt);
    if (found !== null) return posted(context, saved, found);
    const hasWords = post.content !== null && post.content.text !== '';
    const wait = hasWords ? settlingFor(saved.decidedAt, now(context), SETTLES) : 0;
    if (wait > 0) throw new CallFailed(failure('unreachable', NOT_YET, null, wait));
    throw new CallFailed(failure('refused', CANT_TELL));
  }

  return { publish, reconcile };
}

/** The place for the pieces is only kept for an hour; what is whole needs none. */
const isToBeginAnew = ({ kind, sent, size, uploadUntil }: SavedProgress, now: number): boolean =>
  kind === 'video' && sent < size && uploadUntil <= now;

/** The post as it is there; what was fetched for it is taken away from the relay. */
async function posted(
  { serviceUrl, handle, relay }: PlatformContext,
  { publishId, kind, relayed }: SavedProgress,
  postId: string | null,
): Promise<RemotePost> {
  for (const sha256 of relayed) await relay?.remove(sha256);
  return {
    // Known by its publish id while it is not public: by that TikTok tells the other one later.
    remoteId: postId ?? publishId ?? '',
    remoteUrl: postId === null ? null : postUrl(serviceUrl, handle, postId, kind ?? 'video'),
  };
}

const NOTHING_TO_SHOW =
  'TikTok takes no post without a video or photos. Add one and send it again.';
