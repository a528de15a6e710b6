import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { OutgoingVideo } from '../platform.ts';
import type { SavedVideo } from './progress.ts';
import { isAddressOver, MARGIN, stateOf, type Uploading, untilReady } from './uploads.ts';

/**
 * Uploads a video piece by piece, as LinkedIn asks for it, going on after the pieces that it has. Its URN, ready
 * for a post. Source: …/community-management/shares/videos-api.
 */
export async function uploadVideo(video: OutgoingVideo, uploading: Uploading): Promise<string> {
  const { saved, save } = uploading;
  let kept = saved.video?.sha256 === video.sha256 ? saved.video : null;
  if (kept && !(await isUsable(kept, uploading))) kept = null;
  for (const isLast of [false, true]) {
    kept ??= await begin(video, uploading);
    try {
      await sendPieces(kept, video, uploading);
      break;
    } catch (error) {
      if (isLast || !isAddressOver(error)) throw error;
      kept = null;
    }
  }
  const urn = kept?.urn ?? '';
  if ((await untilReady(uploading, 'videos', urn)) === 'failed') {
    saved.video = null;
    await save();
    throw new CallFailed(failure('refused', NOT_TAKEN));
  }
  return urn;
}

async function sendPieces(
  kept: SavedVideo,
  video: OutgoingVideo,
  { api, save }: Uploading,
): Promise<void> {
  if (kept.finalized) return;
  for (const { url, first, last } of kept.pieces.slice(kept.etags.length)) {
    const bytes = await video.read(first, last + 1);
    const mimeType = 'application/octet-stream';
    const headers = await api.put({ url, bytes, mimeType, withToken: false });
    const etag = headers.get('etag');
    if (etag === null) throw new CallFailed(failure('unreachable', NO_ETAG));
    kept.etags.push(etag.replace(/^(?:W\/)?"(.*)"$/, '$1'));
    await save();
  }
  await api.post('/videos?action=finalizeUpload', z.unknown(), {
    finalizeUploadRequest: {
      video: kept.urn,
      uploadToken: kept.uploadToken,
      uploadedPartIds: kept.etags,
    },
  });
  kept.finalized = true;
  await save();
}

/** Whether what an earlier try began can be gone on with. Learns of a last call whose answer was lost. */
async function isUsable(kept: SavedVideo, uploading: Uploading): Promise<boolean> {
  const state = await stateOf(uploading, 'videos', kept.urn);
  if (state === 'available' || state === 'processing') kept.finalized = true;
  else if (state === 'failed' || state === 'gone') return false;
  return kept.finalized || kept.urlEndsAt - MARGIN > uploading.now();
}

const initialized = z.object({
  value: z.object({
    video: z.string().startsWith('urn:li:video:'),
    uploadToken: z.string().catch(''),
    uploadUrlsExpireAt: z.number(),
    uploadInstructions: z
      .array(
        z.object({
          uploadUrl: z.string(),
          firstByte: z.int().min(0),
          lastByte: z.int().min(0),
        }),
      )
      .min(1),
  }),
});

async function begin(
  { sha256, bytes }: OutgoingVideo,
  { api, owner, saved, save }: Uploading,
): Promise<SavedVideo> {
  const { value } = await api.post('/videos?action=initializeUpload', initialized, {
    initializeUploadRequest: {
      owner,
      fileSizeBytes: bytes,
      uploadCaptions: false,
      uploadThumbnail: false,
    },
  });
  const { video: urn, uploadToken, uploadUrlsExpireAt, uploadInstructions } = value.value;
  const pieces = uploadInstructions
    .map(({ uploadUrl: url, firstByte: first, lastByte: last }) => ({ url, first, last }))
    .sort((a, b) => a.first - b.first);
  const kept = {
    ...{ sha256, urn, uploadToken, pieces },
    ...{ urlEndsAt: uploadUrlsExpireAt, etags: [], finalized: false },
  };
  saved.video = kept;
  saved.uploaded.push(urn);
  await save();
  return kept;
}

const NOT_TAKEN =
  'LinkedIn could not make anything of the video. Save it as MP4 with H.264 and AAC and send it again.';
const NO_ETAG = 'LinkedIn did not confirm a piece of the video. ClientNest tries again.';
