import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { OutgoingImage } from '../platform.ts';
import type { SavedImage } from './progress.ts';
import { isAddressOver, MARGIN, stateOf, type Uploading, untilReady } from './uploads.ts';

/** Uploads the images in order, or takes what earlier tries uploaded. Their URNs, each ready for a post. */
export async function uploadImages(
  images: readonly OutgoingImage[],
  uploading: Uploading,
): Promise<string[]> {
  const urns: string[] = [];
  for (const [index, image] of images.entries())
    urns.push(await uploadImage(`${index} ${image.sha256}`, image, uploading));
  return urns;
}

async function uploadImage(
  place: string,
  image: OutgoingImage,
  uploading: Uploading,
): Promise<string> {
  const { saved, save } = uploading;
  let kept = saved.images[place] ?? null;
  if (kept && !(await isUsable(kept, uploading))) kept = null;
  // An address may end sooner than it said: then a new one is asked for, once.
  for (const isLast of [false, true]) {
    kept ??= await begin(place, uploading);
    try {
      if (!kept.done) {
        const { bytes, mimeType } = await image.read();
        await uploading.api.put({ url: kept.url, bytes, mimeType, withToken: true });
        kept.done = true;
        await save();
      }
      break;
    } catch (error) {
      if (isLast || !isAddressOver(error)) throw error;
      kept = null;
    }
  }
  const urn = kept?.urn ?? '';
  if ((await untilReady(uploading, 'images', urn)) === 'failed') {
    delete saved.images[place];
    await save();
    throw new CallFailed(failure('refused', NOT_TAKEN));
  }
  return urn;
}

/** Whether what an earlier try began can be gone on with. Learns of an upload whose answer was lost. */
async function isUsable(kept: SavedImage, uploading: Uploading): Promise<boolean> {
  const state = await stateOf(uploading, 'images', kept.urn);
  if (state === 'available' || state === 'processing') kept.done = true;
  else if (state === 'waiting') kept.done = false;
  else if (state !== 'unknown') return false;
  return kept.done || kept.urlEndsAt - MARGIN > uploading.now();
}

const initialized = z.object({
  value: z.object({
    uploadUrl: z.string(),
    uploadUrlExpiresAt: z.number(),
    image: z.string().startsWith('urn:li:image:'),
  }),
});

async function begin(place: string, { api, owner, saved, save }: Uploading): Promise<SavedImage> {
  const { value } = await api.post('/images?action=initializeUpload', initialized, {
    initializeUploadRequest: { owner },
  });
  const { image: urn, uploadUrl: url, uploadUrlExpiresAt: urlEndsAt } = value.value;
  const kept = { urn, url, urlEndsAt, done: false };
  saved.images[place] = kept;
  saved.uploaded.push(urn);
  await save();
  return kept;
}

const NOT_TAKEN =
  'LinkedIn could not make anything of an image. Save it as JPEG or PNG and send it again.';
