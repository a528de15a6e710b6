import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { idShape, madeShape, written } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import type { OutgoingImage, OutgoingVideo } from '../platform.ts';
import { paused } from '../waiting.ts';
import type { Page } from './page.ts';
import type { Progress } from './progress.ts';

/** A piece of a video, bytes. */
const PIECE = 16 * 1024 * 1024;
/** Ms between two looks at a video that Facebook is at work on; about two minutes in all. */
export const PROCESSING_WAITS: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000,
];

/**
 * Uploads photos in order, or takes what earlier tries uploaded: on no post yet, for the post to carry.
 * Source: developers.facebook.com/docs/graph-api/reference/page/photos, read on 2026-11-23.
 * @param isPlanned they are kept until a later time
 */
export async function uploadPhotos(
  page: Page,
  images: readonly OutgoingImage[],
  { saved, keep }: Progress,
  isPlanned: boolean,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, image] of images.entries()) {
    const place = `${index} ${image.sha256}${isPlanned ? ' planned' : ''}`;
    const earlier = saved.photos[place];
    if (earlier !== undefined && (await isThere(page, earlier))) {
      ids.push(earlier);
      continue;
    }
    const { bytes, mimeType } = await image.read();
    const form = new FormData();
    const name = mimeType === 'image/png' ? 'photo.png' : 'photo.jpg';
    form.set('source', new Blob([new Uint8Array(bytes)], { type: mimeType }), name);
    const params = {
      published: false,
      temporary: isPlanned || undefined,
      alt_text_custom: image.altText.trim() === '' ? undefined : image.altText,
    };
    for (const [key, value] of written(params)) form.set(key, value);
    const { id } = await page.graph.post(`${page.id}/photos`, madeShape, form);
    await keep({
      photos: { ...saved.photos, [place]: id },
      uploaded: [...saved.uploaded, id],
    });
    ids.push(id);
  }
  return ids;
}

/** Photos that are on no post are cleared away after a while. */
const isThere = async (page: Page, id: string): Promise<boolean> =>
  (await page.graph.get(id, madeShape, { fields: 'id' }).catch(nothingThere)) !== null;

const sessionShape = z.object({ id: z.string().regex(/^upload:[^\s#]+$/) });
const stateShape = z.object({
  h: z.string().min(1).optional(),
  file_offset: z.coerce.number().int().min(0).optional(),
});

/**
 * Uploads a video piece by piece, from where an earlier try came to. What the post names it by.
 * Source: developers.facebook.com/docs/graph-api/guides/upload, read on 2026-11-23.
 */
export async function uploadVideo(
  page: Page,
  video: OutgoingVideo,
  { saved, keep }: Progress,
): Promise<string> {
  if (saved.handle !== null) return saved.handle;
  const begun = saved.upload === null ? null : await offsetOf(page, saved.upload);
  const goesOn = begun !== null && begun <= video.bytes;
  const upload = goesOn && saved.upload !== null ? saved.upload : await startUpload(page, video);
  if (upload !== saved.upload) await keep({ upload });
  for (let offset = goesOn ? begun : 0; ; ) {
    const end = Math.min(offset + PIECE, video.bytes);
    const piece = await video.read(offset, end).catch(rethrowAsChanged);
    const headers = { file_offset: String(offset), 'content-type': 'application/octet-stream' };
    const told = await page.uploads.send(upload, stateShape, piece, headers);
    const isWhole = end === video.bytes;
    if (isWhole && told.h !== undefined) {
      await keep({ handle: told.h });
      return told.h;
    }
    offset = told.file_offset ?? end;
    if (isWhole && offset >= video.bytes) throw new CallFailed(failure('unreachable', NO_HANDLE));
  }
}

function rethrowAsChanged(cause: unknown): never {
  throw new CallFailed(failure('refused', FILE_CHANGED), null, cause);
}

async function startUpload(page: Page, video: OutgoingVideo): Promise<string> {
  const application = await page.applicationId();
  if (application === null) throw new CallFailed(failure('refused', NO_APPLICATION));
  const { id } = await page.uploads.post(
    `${encodeURIComponent(application)}/uploads`,
    sessionShape,
    {
      file_name: 'video.mp4',
      file_length: video.bytes,
      file_type: video.mimeType,
    },
  );
  return id;
}

/** How much of it is there; null where it must be begun anew. */
async function offsetOf(page: Page, upload: string): Promise<number | null> {
  try {
    return (await page.uploads.get(upload, stateShape)).file_offset ?? null;
  } catch (error) {
    if (callFailedIn(error)?.failure.class === 'refused') return null;
    throw error;
  }
}

const videoShape = z.object({
  id: idShape,
  published: z.boolean().catch(true),
  post_id: idShape.nullish().catch(null),
  scheduled_publish_time: z.unknown().optional(),
  status: z
    .object({ video_status: z.string().catch('processing') })
    .catch({ video_status: 'processing' }),
});
const VIDEO_FIELDS = 'id,published,post_id,scheduled_publish_time,status';

export const readVideo = (page: Page, id: string) =>
  page.graph.get(id, videoShape, { fields: VIDEO_FIELDS });

/** A video's post as all other posts are called. */
export const postOfVideo = (page: Page, postId: string): string =>
  postId.includes('_') ? postId : `${page.id}_${postId}`;

/** The post of a video, when Facebook has worked through it. Later tries go on waiting. */
export async function awaitPost(
  page: Page,
  videoId: string,
  waits: readonly number[],
): Promise<string> {
  for (const pause of [0, ...waits]) {
    await paused(pause, page.signal);
    const { status, post_id } = await readVideo(page, videoId);
    if (status.video_status === 'error') throw new CallFailed(failure('refused', NOT_A_VIDEO));
    if (status.video_status === 'ready') return post_id ? postOfVideo(page, post_id) : videoId;
  }
  throw new CallFailed(failure('unreachable', STILL_PROCESSING));
}

const FILE_CHANGED =
  'The video can’t be read any more: its file was changed or is gone. Add it to the post again.';
const NO_HANDLE = 'Facebook has the video, but did not say so. ClientNest tries again.';
export const STILL_PROCESSING =
  'Facebook is still at work on the video. ClientNest looks again, and does not send it twice.';
const NOT_A_VIDEO =
  'Facebook could not use this video. Save it as MP4 (H.264 and AAC) and send it again.';
const NO_APPLICATION =
  'Facebook takes videos only from a developer app that it knows. Reconnect the Page through your own app, then send it again.';
