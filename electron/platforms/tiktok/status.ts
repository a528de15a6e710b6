import { z } from 'zod';
import { CallFailed, failure, rethrowAsDoubt } from '../call-failed.ts';
import { paused } from '../waiting.ts';
import type { TikTokApi } from './api.ts';
import { isUnknownPublish, tikTokFailure } from './failure.ts';

/**
 * Ms between two looks at a post that TikTok is at work on, about two minutes in all: 512 MB take it less
 * than half a minute. It answers 30 a minute.
 */
export const PROCESSING_WAITS: readonly number[] = [
  2_000, 2_000, 3_000, 5_000, 5_000, 8_000, 10_000, 15_000, 20_000, 25_000, 30_000,
];

/** Looks for the id of a public post after it was posted: moderation usually takes less than a minute. */
const MODERATION_LOOKS = 3;

/** Source: developers.tiktok.com/doc/content-posting-api-reference-get-video-status. */
const statusShape = z.object({
  status: z.string(),
  fail_reason: z.string().catch(''),
  // Sic. 64 bits wide.
  publicaly_available_post_id: z
    .array(z.union([z.string(), z.number()]).transform(String))
    .nullish()
    .transform((ids) => ids ?? []),
  uploaded_bytes: z.number().catch(0),
});

/** Where a posting stands. `unknown`: TikTok has none of that id. */
export type Standing =
  | { kind: 'posted'; postId: string | null }
  | { kind: 'failed'; reason: string }
  | { kind: 'at_work'; uploaded: number }
  | { kind: 'unknown' };

export async function standingOf(api: TikTokApi, publishId: string): Promise<Standing> {
  try {
    const found = await api.post('/v2/post/publish/status/fetch/', statusShape, {
      publish_id: publishId,
    });
    if (found.status === 'FAILED') return { kind: 'failed', reason: found.fail_reason };
    if (found.status === 'PUBLISH_COMPLETE')
      return { kind: 'posted', postId: found.publicaly_available_post_id[0] ?? null };
    return { kind: 'at_work', uploaded: found.uploaded_bytes };
  } catch (error) {
    if (isUnknownPublish(error)) return { kind: 'unknown' };
    throw error;
  }
}

export interface Waiting {
  waits: readonly number[];
  signal?: AbortSignal | undefined;
  /** Everybody may see the post, so that it gets an id of its own. */
  isPublic: boolean;
}

/**
 * Waits until TikTok has posted it. The post's id, or null where it has none that is public.
 * @throws CallFailed of class `service_error` where TikTok is still at work on it
 */
export async function untilPosted(
  api: TikTokApi,
  publishId: string,
  { waits, signal, isPublic }: Waiting,
): Promise<string | null> {
  let looks = 0;
  for (const pause of [0, ...waits]) {
    await paused(pause, signal, STOPPED);
    const standing = await standingOf(api, publishId).catch(rethrowAsDoubt);
    if (standing.kind === 'failed') throw failedFor(standing.reason);
    if (standing.kind !== 'posted') continue;
    if (standing.postId !== null || !isPublic || ++looks > MODERATION_LOOKS) return standing.postId;
  }
  if (looks > 0) return null;
  throw new CallFailed(failure('service_error', AT_WORK));
}

export const AT_WORK =
  'TikTok has everything and is still at work on it. ClientNest looks again until it is there.';
const STOPPED = failure(
  'interrupted',
  'ClientNest was stopped while TikTok was at work on the post.',
);

/** Reasons that pass: the same may go through when it is sent again. */
const PASSING = new Set(['internal', 'video_pull_failed', 'photo_pull_failed', '']);
export const isPassing = (reason: string): boolean => PASSING.has(reason);

const REASONS: Readonly<Record<string, string>> = {
  file_format_check_failed:
    'TikTok can’t read this file. Save the video as MP4 with H.264 (photos as JPEG) and send it again.',
  duration_check_failed:
    'TikTok does not take a video of this length from this account. Shorten it and send it again.',
  frame_rate_check_failed:
    'TikTok takes 23 to 60 pictures a second. Export the video with 30 and send it again.',
  picture_size_check_failed:
    'TikTok does not take pictures of this size: videos have 360 to 4,096 pixels on each side, photos 1,080 at most. Resize it and send it again.',
  photo_pull_failed:
    'TikTok could not fetch the photos from your media relay. Test the relay under Settings; ClientNest tries again.',
  publish_cancelled: 'The post was called off at TikTok. Send it again if that was not meant.',
};

/** Why TikTok did not post it, in our words. What it failed at is over: nothing of it is there. */
export function failedFor(reason: string): CallFailed {
  const sentence = REASONS[reason];
  if (sentence !== undefined)
    return new CallFailed(failure(isPassing(reason) ? 'unreachable' : 'refused', sentence));
  if (reason === 'auth_removed')
    return tikTokFailure({ ...NO_ANSWER, code: 'access_token_invalid' });
  if (isPassing(reason)) return new CallFailed(failure('unreachable', PASSING_TROUBLE));
  return tikTokFailure({ ...NO_ANSWER, code: reason, message: reason.replaceAll('_', ' ') });
}

const NO_ANSWER = { host: 'TikTok', status: 200, message: '', retryAfter: null };
const PASSING_TROUBLE =
  'TikTok had a problem of its own and did not post it. ClientNest sends it again.';
