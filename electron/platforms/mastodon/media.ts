import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { type Multipart, multipartOf } from '../multipart.ts';
import type { OutgoingImage, OutgoingPost, OutgoingVideo } from '../platform.ts';
import { fileBody, pieceBody, type UploadBody } from '../upload.ts';
import { paused } from '../waiting.ts';
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
  now(): number;
  signal?: AbortSignal | undefined;
}

/** Uploads the images in order, or the video, or takes what earlier tries uploaded. The ids, each ready to be attached. */
export async function uploadAll(
  { images, video }: Pick<OutgoingPost, 'images' | 'video'>,
  uploading: Uploading,
): Promise<string[]> {
  if (video) return [await uploadVideo(video, uploading)];
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
  const { bytes, mimeType } = await image.read();
  const fileName = `image.${mimeType.replace('image/', '').replace('jpeg', 'jpg')}`;
  const content = pieceBody(bytes);
  return send(place, formOf({ altText: image.altText, fileName, mimeType, content }), uploading);
}

/** Sends it, keeps its id, and waits until it can be attached. */
async function send(place: string, form: Multipart, uploading: Uploading): Promise<string> {
  const { api, saved, save } = uploading;
  const { status, value } = await api.post(UPLOAD, attachment, form);
  saved.media[place] = value.id;
  saved.uploaded.push(value.id);
  await save();
  if (status === 202 && !(await isReady(value.id, uploading)))
    throw new CallFailed(failure('unreachable', STILL_PROCESSING));
  return value.id;
}

/** Ms after which a video that is still processed never will be done. */
const LONGEST_PROCESSING = 60 * 60_000;

async function uploadVideo(video: OutgoingVideo, uploading: Uploading): Promise<string> {
  const { saved, now } = uploading;
  const place = `video ${video.sha256}`;
  const earlier = saved.media[place];
  if (earlier !== undefined) {
    if (await isKept(earlier, uploading)) return earlier;
    const isThere = await isKnown(earlier, uploading);
    if (isThere && saved.videoAt !== null && now() - saved.videoAt < LONGEST_PROCESSING)
      throw new CallFailed(failure('unreachable', STILL_PROCESSING));
  }
  saved.videoAt = now();
  const { altText, mimeType } = video;
  const fileName = `video.${EXTENSIONS[mimeType] ?? mimeType.replace('video/', '')}`;
  const content = fileBody(video);
  return send(place, formOf({ altText, fileName, mimeType, content }), uploading);
}

/** Whether the server has it at all, ready or not; 422 is what it could not make anything of. */
async function isKnown(id: string, { api }: Uploading): Promise<boolean> {
  try {
    await api.get(`/api/v1/media/${encodeURIComponent(id)}`, z.unknown());
    return true;
  } catch (error) {
    const status = callFailedIn(error)?.failure.httpStatus;
    if (status === 404 || status === 422) return false;
    throw error;
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'video/quicktime': 'mov' };

/** The form with the file in it. */
const formOf = ({ altText, ...file }: Described): Multipart =>
  multipartOf(altText.trim() === '' ? {} : { description: altText }, { name: 'file', ...file });
interface Described {
  altText: string;
  fileName: string;
  mimeType: string;
  content: UploadBody;
}

const attachment = z.object({ id: z.string().min(1) });

/** Until the server has made its own versions of it: 206 while it is at it, 200 after. */
async function isReady(id: string, { api, waits, signal }: Uploading): Promise<boolean> {
  for (const pause of [0, ...waits]) {
    await paused(pause, signal);
    const { status } = await api.get(`/api/v1/media/${encodeURIComponent(id)}`, z.unknown());
    if (status === 200) return true;
  }
  return false;
}

const STILL_PROCESSING =
  'The server is still at work on an image or a video. ClientNest tries again, and uploads it again if need be.';
