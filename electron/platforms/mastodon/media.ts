import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import type { OutgoingImage } from '../platform.ts';
import { type MastodonApi, UPLOAD } from './api.ts';
import type { SavedProgress } from './progress.ts';

/** Ms between two looks at an upload that the server is at work on; about a minute and a half in all. */
export const PROCESSING_WAITS: readonly number[] = [
  250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
];

export interface Uploading {
  api: MastodonApi;
  saved: SavedProgress;
  save(): Promise<void>;
  waits: readonly number[];
  signal?: AbortSignal | undefined;
}

/** Uploads the images in order, or takes what earlier tries uploaded. The ids, each ready to be attached. */
export async function uploadAll(
  images: readonly OutgoingImage[],
  uploading: Uploading,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, image] of images.entries()) {
    const place = `${index} ${image.sha256}`;
    const earlier = uploading.saved.media[place];
    const isThere = earlier !== undefined && (await isKept(earlier, uploading));
    ids.push(isThere ? earlier : await upload(place, image, uploading));
  }
  return ids;
}

/**
 * Servers clear away uploads that no post uses for a day; then they are not found any more. One that is
 * still processed at a later try never will be done: the image is uploaded again.
 */
async function isKept(id: string, uploading: Uploading): Promise<boolean> {
  try {
    return await isReady(id, uploading);
  } catch (error) {
    const status = callFailedIn(error)?.failure.httpStatus;
    if (status === 404 || status === 422) return false;
    throw error;
  }
}

async function upload(place: string, image: OutgoingImage, uploading: Uploading): Promise<string> {
  const { api, saved, save } = uploading;
  const { bytes, mimeType } = await image.read();
  const form = new FormData();
  const name = `image.${mimeType.replace('image/', '').replace('jpeg', 'jpg')}`;
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), name);
  if (image.altText.trim() !== '') form.set('description', image.altText);
  const { status, value } = await api.post(UPLOAD, attachment, form);
  saved.media[place] = value.id;
  saved.uploaded.push(value.id);
  await save();
  if (status === 202 && !(await isReady(value.id, uploading)))
    throw new CallFailed(failure('unreachable', STILL_PROCESSING));
  return value.id;
}

const attachment = z.object({ id: z.string().min(1) });

/** Until the server has made its sizes of the image: 206 while it is at it, 200 after. */
async function isReady(id: string, { api, waits, signal }: Uploading): Promise<boolean> {
  for (const pause of [0, ...waits]) {
    await paused(pause, signal);
    const { status } = await api.get(`/api/v1/media/${encodeURIComponent(id)}`, z.unknown());
    if (status === 200) return true;
  }
  return false;
}

/** A stop is told as any call that is stopped. */
async function paused(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms === 0) return;
  await wait(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    throw new CallFailed(failure('unreachable', STOPPED), null, error);
  });
}

const STILL_PROCESSING =
  'The server is still at work on an image. ClientNest tries again, and uploads it again if need be.';
const STOPPED = 'ClientNest was stopped before the post was sent.';
