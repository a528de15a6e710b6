import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from '../call-failed.ts';
import type { MediaRelay, OutgoingImage } from '../platform.ts';
import type { Creator, PrivacyLevel } from './creator.ts';
import { asWideAsAllowed, type VideoSteps } from './video.ts';

/** A photo that was put where TikTok can fetch it. */
export interface RelayedPhoto {
  /** Of the bytes that were put there: another network may get the same image in another size. */
  sha256: string;
  url: string;
}

/** Puts the photos at addresses of their own. @throws CallFailed */
export async function relayAll(
  images: readonly OutgoingImage[],
  relay: MediaRelay | null,
  signal?: AbortSignal,
): Promise<RelayedPhoto[]> {
  if (!relay) throw new CallFailed(failure('refused', NO_RELAY));
  const photos: RelayedPhoto[] = [];
  for (const image of images) {
    const { bytes, mimeType } = await image.read();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const put = await relay.put(
      {
        ...{ sha256, mimeType, bytes: bytes.byteLength },
        read: async (start, end) => bytes.subarray(start, end),
      },
      signal,
    );
    if (!put.ok) return rethrowAsNotSent(new CallFailed(put));
    photos.push({ sha256, url: put.value.url });
  }
  return photos;
}

const NO_RELAY =
  'TikTok fetches photos from an address on the internet, and none is set up. Set up a media relay under Settings, or post a video instead.';

const initShape = z.object({ publish_id: z.string().min(1) });

/**
 * Has TikTok fetch and post the photos. This one call does it all, so it is written down before, and
 * never made again while nobody knows what came of it. Source: developers.tiktok.com/doc/
 * content-posting-api-reference-photo-post.
 */
export async function postPhotos(
  text: string,
  photos: readonly RelayedPhoto[],
  creator: Creator,
  { api, saved, save, now }: VideoSteps,
): Promise<void> {
  saved.kind = 'photo';
  saved.relayed = photos.map(({ sha256 }) => sha256);
  saved.decidedAt = now();
  await save();
  const init = (level: PrivacyLevel) =>
    api.post('/v2/post/publish/content/init/', initShape, {
      media_type: 'PHOTO',
      post_mode: 'DIRECT_POST',
      post_info: {
        description: text,
        privacy_level: level,
        disable_comment: creator.commentDisabled,
        auto_add_music: false,
        brand_content_toggle: false,
        brand_organic_toggle: false,
      },
      source_info: {
        source: 'PULL_FROM_URL',
        photo_images: photos.map(({ url }) => url),
        photo_cover_index: 0,
      },
    });
  try {
    saved.publishId = (await asWideAsAllowed(creator, init)).publish_id;
  } catch (error) {
    // A plain no: nothing came of it.
    const failed = callFailedIn(error)?.failure.class;
    if (failed !== undefined && failed !== 'interrupted' && failed !== 'service_error') {
      saved.decidedAt = null;
      await save();
    }
    throw error;
  }
  await save();
}
