import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { type GraphParams, madeShape } from '../graph/client.ts';
import { nothingThere, subcodeFailure } from '../graph/failure.ts';
import type { OutgoingImage, OutgoingPost, OutgoingVideo } from '../platform.ts';
import { paused } from '../waiting.ts';
import type { Account } from './account.ts';
import type { Progress } from './progress.ts';

/** Ms between two looks at a container that Instagram is at work on; about two minutes in all. */
export const PROCESSING_WAITS: readonly number[] = [
  500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000,
];
/** A container that is not published within a day is over; one that is nearly is not begun with. */
const LIFE = 23 * 60 * 60_000;

const stateShape = z.object({
  status_code: z.enum(['IN_PROGRESS', 'FINISHED', 'ERROR', 'EXPIRED', 'PUBLISHED']),
  status: z.string().optional().catch(undefined),
});

/** Where a container stands; null where there is none any more. */
export const readContainer = (account: Account, id: string) =>
  account.graph.get(id, stateShape, { fields: 'status_code,status' }).catch(nothingThere);

/**
 * The container of the whole post, ready to be published. Earlier tries are gone on with.
 * Source: developers.facebook.com/docs/instagram-platform/content-publishing, read on 2026-11-23.
 */
export async function prepare(
  account: Account,
  post: OutgoingPost,
  progress: Progress,
  waits: readonly number[],
): Promise<string> {
  const caption = post.text === '' ? undefined : post.text;
  const { images, video } = post;
  const [only, ...more] = images;
  if (!video && !only) throw new CallFailed(failure('refused', NOTHING));
  const wholeOf = (...parts: string[]) => `whole ${hashOf(JSON.stringify([post.text, ...parts]))}`;
  const whole = () =>
    video
      ? ready(account, wholeOf(video.sha256), progress, waits, async () => ({
          media_type: 'REELS',
          video_url: await putVideo(account, video, progress),
          caption,
          share_to_feed: true,
        }))
      : only && more.length === 0
        ? ready(account, wholeOf(only.sha256, only.altText), progress, waits, async () => ({
            ...(await imageParams(account, only, progress)),
            caption,
          }))
        : carousel();
  try {
    const id = await whole();
    await clearRelay(account, progress);
    return id;
  } catch (error) {
    // It is not sent again as it is: nothing of it stays on the internet.
    if (callFailedIn(error)?.failure.class === 'refused') await clearRelay(account, progress);
    throw error;
  }

  async function carousel(): Promise<string> {
    const children: string[] = [];
    for (const [index, image] of images.entries()) {
      const place = `${index} ${image.sha256} ${hashOf(image.altText)}`;
      const child = await ready(account, place, progress, waits, async () => ({
        ...(await imageParams(account, image, progress)),
        is_carousel_item: true,
      }));
      children.push(child);
    }
    return ready(account, wholeOf(...children), progress, waits, async () => ({
      media_type: 'CAROUSEL',
      children,
      caption,
    }));
  }
}

/** A container of an earlier try that can still be used, else a new one; when Instagram has worked through it. */
async function ready(
  account: Account,
  place: string,
  { saved, keep }: Progress,
  waits: readonly number[],
  params: () => Promise<GraphParams>,
): Promise<string> {
  const forget = async () => {
    const { [place]: _, ...containers } = saved.containers;
    await keep({ containers });
  };
  const earlier = saved.containers[place];
  if (earlier && (await isUsable(account, earlier))) {
    await settled(account, earlier.id, waits, forget);
    return earlier.id;
  }
  const { id } = await account.graph.post(`${account.id}/media`, madeShape, await params());
  const at = await account.serverNow();
  await keep({ containers: { ...saved.containers, [place]: { id, at } } });
  await settled(account, id, waits, forget);
  return id;
}

async function isUsable(account: Account, { id, at }: { id: string; at: number }) {
  if ((await account.serverNow()) - at >= LIFE) return false;
  const state = (await readContainer(account, id))?.status_code;
  return state === 'FINISHED' || state === 'IN_PROGRESS';
}

/** Until it is `FINISHED`. Later tries go on waiting for it. */
async function settled(
  account: Account,
  id: string,
  waits: readonly number[],
  forget: () => Promise<void>,
): Promise<void> {
  for (const pause of [0, ...waits]) {
    await paused(pause, account.signal);
    const state = await readContainer(account, id);
    if (state?.status_code === 'FINISHED') return;
    if (state?.status_code === 'IN_PROGRESS') continue;
    await forget();
    const subcode = Number(/\b2207\d{3}\b/.exec(state?.status ?? '')?.[0]);
    if (subcode) throw subcodeFailure('Instagram', subcode);
    throw new CallFailed(
      state?.status_code === 'ERROR' ? failure('refused', NOT_USED) : failure('unreachable', OVER),
    );
  }
  throw new CallFailed(failure('unreachable', STILL_PROCESSING));
}

async function imageParams(
  account: Account,
  image: OutgoingImage,
  progress: Progress,
): Promise<GraphParams> {
  const { bytes, mimeType } = await image.read();
  // Of what is sent: the same picture may be fitted otherwise for another network.
  const sha256 = hashOf(bytes);
  const read = async (start: number, end: number) => bytes.subarray(start, end);
  const url = await put(account, { sha256, mimeType, bytes: bytes.length, read }, progress);
  return {
    image_url: url,
    alt_text: image.altText.trim() === '' ? undefined : image.altText,
  };
}

const putVideo = (account: Account, video: OutgoingVideo, progress: Progress) =>
  put(account, video, progress);

type RelayFile = Pick<OutgoingVideo, 'sha256' | 'mimeType' | 'bytes' | 'read'>;

/** Puts a file where Instagram can fetch it. */
async function put(account: Account, file: RelayFile, { saved, keep }: Progress): Promise<string> {
  if (account.relay === null) throw new CallFailed(failure('refused', NO_RELAY));
  const { sha256, mimeType, bytes, read } = file;
  if (!saved.relayed.includes(sha256)) await keep({ relayed: [...saved.relayed, sha256] });
  const result = await account.relay.put(
    { sha256, mimeType, bytes, read: (start, end) => read(start, end) },
    account.signal,
  );
  if (!result.ok) throw new CallFailed(result);
  return result.value.url;
}

/** Instagram has all that it was to fetch. */
async function clearRelay({ relay }: Account, { saved, keep }: Progress): Promise<void> {
  if (relay === null || saved.relayed.length === 0) return;
  for (const sha256 of saved.relayed) await relay.remove(sha256);
  await keep({ relayed: [] });
}

const hashOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

const NOTHING = 'Instagram takes no post without a photo or a video. Add one and send it again.';
const NO_RELAY =
  'Instagram fetches photos and videos from an address on the internet, and this computer has none. Set up a place for them in Settings → Media relay, then send it again.';
const STILL_PROCESSING =
  'Instagram is still at work on the media. ClientNest looks again, and uploads nothing twice.';
const OVER = 'Instagram has let go of what was uploaded. ClientNest uploads it again.';
const NOT_USED =
  'Instagram could not use one of the files. Save it anew, as JPEG or MP4, and send it again.';
