import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { madeShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import { paused } from '../waiting.ts';
import type { Profile } from './profile.ts';

/**
 * Ms between two looks at a container, about two and a half minutes in all. A text is ready at once; Threads
 * recommends some 30 seconds for media, and to stop asking after five minutes.
 */
export const CONTAINER_WAITS: readonly number[] = [
  500, 1_000, 2_000, 3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 25_000, 30_000, 30_000,
];

/** Source: developers.facebook.com/docs/threads/troubleshooting. `gone`: Threads knows none of that id. */
export type ContainerStatus =
  | { kind: 'ready' | 'at_work' | 'published' | 'expired' | 'gone' }
  | { kind: 'failed'; reason: string };

const statusShape = z.object({
  status: z.string(),
  error_message: z.string().nullish().catch(null),
});

export async function statusOf({ graph }: Profile, id: string): Promise<ContainerStatus> {
  const found = await graph
    .get(encodeURIComponent(id), statusShape, { fields: 'status,error_message' })
    .catch(nothingThere);
  if (found === null) return { kind: 'gone' };
  if (found.status === 'ERROR') return { kind: 'failed', reason: found.error_message ?? 'UNKNOWN' };
  return { kind: KINDS[found.status] ?? 'at_work' };
}

const KINDS: Readonly<Record<string, 'ready' | 'published' | 'expired'>> = {
  FINISHED: 'ready',
  PUBLISHED: 'published',
  EXPIRED: 'expired',
};

export interface ContainerParams {
  media_type: 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL';
  text?: string | undefined;
  image_url?: string | undefined;
  video_url?: string | undefined;
  alt_text?: string | undefined;
  is_carousel_item?: boolean | undefined;
  children?: string | undefined;
  reply_to_id?: string | undefined;
}

/** Makes a container. It is nothing that anybody sees, so that one too many does no harm. */
export const makeContainer = async (
  { graph, id }: Profile,
  params: ContainerParams,
): Promise<string> =>
  (await graph.post(`${encodeURIComponent(id)}/threads`, madeShape, { ...params })).id;

/** Waits until Threads has what is in it. @throws CallFailed where it can't be used, or not yet */
export async function untilReady(
  profile: Profile,
  id: string,
  waits: readonly number[],
): Promise<void> {
  for (const pause of [0, ...waits]) {
    await paused(pause, profile.signal);
    const status = await statusOf(profile, id);
    if (status.kind === 'ready' || status.kind === 'published') return;
    if (status.kind === 'failed') throw lost(status.reason);
    if (status.kind !== 'at_work') throw lost('EXPIRED');
  }
  throw new CallFailed(failure('unreachable', STILL_AT_WORK));
}

const LOST = 'container_lost';

/** The container is of no use any more; another one may be. */
export const isLost = (error: unknown): boolean => callFailedIn(error)?.errorName === LOST;

function lost(reason: string): CallFailed {
  const isPassing = PASSING.has(reason);
  const sentence = REASONS[reason] ?? (isPassing ? PASSING_TROUBLE : unusable(reason));
  return new CallFailed(failure(isPassing ? 'unreachable' : 'refused', sentence), LOST);
}

const STILL_AT_WORK =
  'Threads is still at work on the media. ClientNest tries again, and nothing was published yet.';
const PASSING_TROUBLE =
  'Threads had a problem of its own with the post. ClientNest prepares it again.';

/** What may go through with another container. */
const PASSING = new Set([
  'EXPIRED',
  'UNKNOWN',
  'FAILED_DOWNLOADING_VIDEO',
  'FAILED_DOWNLOADING_IMAGE',
]);

const NOT_FETCHED =
  'Threads could not fetch the file from your media relay. In Settings → Media relay, press Test and see that its files can be reached from the internet; ClientNest tries again.';

const REASONS: Readonly<Record<string, string>> = {
  FAILED_DOWNLOADING_VIDEO: NOT_FETCHED,
  FAILED_DOWNLOADING_IMAGE: NOT_FETCHED,
  FAILED_PROCESSING_VIDEO:
    'Threads can’t use this video. Save it as MP4 (H.264) and send it again.',
  FAILED_PROCESSING_AUDIO:
    'Threads can’t use the sound of this video. Save it with AAC, 48 kHz at most, and send it again.',
  INVALID_ASPEC_RATIO: 'The video is too tall or too wide for Threads. Crop it and send it again.',
  INVALID_BIT_RATE: 'The video has more than 100 Mbit/s. Save it with less and send it again.',
  INVALID_DURATION: 'Threads takes videos of five minutes. Shorten it and send it again.',
  INVALID_FRAME_RATE:
    'Threads takes 23 to 60 pictures a second. Export the video with 30 and send it again.',
  INVALID_AUDIO_CHANNELS: 'Threads takes sound in mono or stereo. Save it so and send it again.',
  INVALID_AUDIO_CHANNEL_LAYOUT:
    'Threads takes sound in mono or stereo. Save it so and send it again.',
};

const unusable = (reason: string): string =>
  `Threads can’t use what is in the post (${reason.toLowerCase().replaceAll('_', ' ')}). Change it and send it again.`;
