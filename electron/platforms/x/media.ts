import { z } from 'zod';
import { CallFailed, callFailedIn, failure } from '../call-failed.ts';
import { multipartOf } from '../multipart.ts';
import type { OutgoingImage, OutgoingPost, OutgoingVideo } from '../platform.ts';
import { fileBody, pieceBody, type UploadBody } from '../upload.ts';
import { paused } from '../waiting.ts';
import type { XApi } from './api.ts';
import { isNamed } from './failure.ts';
import type { Keeper, Upload } from './progress.ts';

/** Bytes of a segment. X takes 1,000 of them. Source: docs.x.com/x-api/media/append-media-upload. */
const SEGMENT = 4 * 1024 * 1024;
const UPLOADS = '/2/media/upload';
/** Ms before its end from which on an upload is not relied on. */
const MARGIN = 10 * 60_000;

/** How X is asked whether it is done with a video. */
export interface Patience {
  /** Ms for each second that X asks us to wait. */
  second: number;
  /** Looks at one upload in one try. */
  looks: number;
}
export const PATIENCE: Patience = { second: 1000, looks: 120 };

export interface Uploading {
  api: XApi;
  keeper: Keeper;
  now(): number;
  patience: Patience;
  signal?: AbortSignal | undefined;
}

/** A file as it is sent: pieces of it by offset. */
interface Source {
  mimeType: string;
  category: 'tweet_image' | 'tweet_gif' | 'tweet_video';
  total: number;
  altText: string;
  piece(start: number, end: number): UploadBody;
}

/** Uploads what the post carries, in order, from where an earlier try stopped. Ids that are ready to be attached. */
export async function uploadAll(
  { images, video }: Pick<OutgoingPost, 'images' | 'video'>,
  uploading: Uploading,
): Promise<string[]> {
  const files = [
    ...images.map((image) => ({ sha256: image.sha256, open: () => openImage(image) })),
    ...(video ? [{ sha256: video.sha256, open: async () => openVideo(video) }] : []),
  ];
  const ids: string[] = [];
  for (const [index, { sha256, open }] of files.entries())
    ids.push(await ready(`${index} ${sha256}`, open, uploading));
  return ids;
}

/** A session at X that is gone is begun anew, once. */
async function ready(
  place: string,
  open: () => Promise<Source>,
  uploading: Uploading,
): Promise<string> {
  const { keeper, now } = uploading;
  const earlier = keeper.saved.media[place];
  const isGood = earlier !== undefined && earlier.expiresAt - MARGIN > now();
  if (isGood && earlier.ready) return earlier.id;
  const source = await open();
  if (isGood) {
    try {
      return await carryOn(earlier, source, uploading);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  const fresh = await initialize(source, uploading);
  keeper.saved.media[place] = fresh;
  keeper.saved.uploaded.push(fresh.id);
  await keeper.save();
  return carryOn(fresh, source, uploading);
}

/** X does not know the upload, or it has come to an end that can't be gone on from. */
const isGone = (error: unknown): boolean =>
  isNamed(error, 'not_found') || callFailedIn(error)?.failure.httpStatus === 400;

async function initialize(source: Source, { api, now }: Uploading): Promise<Upload> {
  const { data } = await api.post(`${UPLOADS}/initialize`, session, {
    media_type: source.mimeType,
    media_category: source.category,
    total_bytes: source.total,
  });
  const expiresAt = now() + data.expires_after_secs * 1000;
  return { id: data.id, sent: 0, finalized: false, ready: false, expiresAt };
}

const session = z.object({ id: z.string().min(1), expires_after_secs: z.number().catch(3600) });

/** A segment that comes twice is one: what was perhaps received is sent again under its number. */
async function carryOn(upload: Upload, source: Source, uploading: Uploading): Promise<string> {
  const { api, keeper } = uploading;
  const path = `${UPLOADS}/${encodeURIComponent(upload.id)}`;
  for (let at = upload.sent * SEGMENT; at < source.total; at = upload.sent * SEGMENT) {
    const content = source.piece(at, Math.min(at + SEGMENT, source.total));
    const file = { name: 'media', fileName: 'media', mimeType: source.mimeType, content };
    const form = multipartOf({ segment_index: String(upload.sent) }, file);
    await api.post(`${path}/append`, z.unknown(), form);
    upload.sent++;
    await keeper.save();
  }
  if (!upload.finalized) {
    const { data } = await api.post(`${path}/finalize`, status);
    upload.finalized = true;
    await keeper.save();
    await processed(upload, data, uploading);
  } else await processed(upload, null, uploading);
  if (source.altText.trim() !== '')
    await api.post('/2/media/metadata', z.unknown(), {
      id: upload.id,
      metadata: { alt_text: { text: source.altText } },
    });
  upload.ready = true;
  await keeper.save();
  return upload.id;
}

const status = z.object({
  processing_info: z
    .object({ state: z.string(), check_after_secs: z.number().min(0).catch(1) })
    .optional(),
});
type Status = z.output<typeof status>;

/** Looks until X has worked on it; pictures are done at once. @param known what X has said already */
async function processed(
  { id }: Upload,
  known: Status | null,
  { api, patience, signal }: Uploading,
): Promise<void> {
  let said = known;
  for (let look = 0; look < patience.looks; look++) {
    said ??= (await api.get(`${UPLOADS}?media_id=${id}&command=STATUS`, status)).data;
    const info = said.processing_info;
    if (!info || info.state === 'succeeded') return;
    if (info.state === 'failed') throw new CallFailed(failure('refused', CANT_PROCESS));
    await paused(Math.min(Math.max(info.check_after_secs, 1), 30) * patience.second, signal);
    said = null;
  }
  throw new CallFailed(failure('unreachable', STILL_PROCESSING));
}

async function openImage(image: OutgoingImage): Promise<Source> {
  const { bytes, mimeType } = await image.read().catch(unreadable);
  return {
    mimeType,
    category: mimeType === 'image/gif' ? 'tweet_gif' : 'tweet_image',
    total: bytes.byteLength,
    altText: image.altText,
    piece: (start, end) => pieceBody(bytes.subarray(start, end)),
  };
}

const openVideo = (video: OutgoingVideo): Source => ({
  mimeType: video.mimeType,
  category: 'tweet_video',
  total: video.bytes,
  // X shows none with a video.
  altText: '',
  piece: (start, end) => fileBody(video, { start, end }),
});

function unreadable(error: unknown): never {
  throw new CallFailed(failure('refused', UNREADABLE), null, error);
}

const UNREADABLE =
  'An image of this post can’t be read any more. Add it to the post again, then send it again.';
const CANT_PROCESS =
  'X could not work with this video. Save it as MP4 (H.264 and AAC, at most 140 seconds), and send it again.';
const STILL_PROCESSING = 'X is still at work on the video. ClientNest looks again.';
