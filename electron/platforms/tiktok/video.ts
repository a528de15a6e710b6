import { z } from 'zod';
import {
  CallFailed,
  callFailedIn,
  failure,
  rethrowAsDoubt,
  rethrowAsNotSent,
} from '../call-failed.ts';
import type { OutgoingVideo } from '../platform.ts';
import type { TikTokApi } from './api.ts';
import { type Creator, checkVideo, type PrivacyLevel } from './creator.ts';
import { pieceAt, piecesOf, resumeAt } from './pieces.ts';
import type { SavedProgress } from './progress.ts';
import { failedFor, standingOf } from './status.ts';

/** An address for pieces is good for an hour; a little less is safe. */
const UPLOAD_LIFE = 55 * 60_000;

const initShape = z.object({ publish_id: z.string().min(1), upload_url: z.url() });

export interface VideoSteps {
  api: TikTokApi;
  saved: SavedProgress;
  save(): Promise<void>;
  now(): number;
}

/**
 * Asks for a place to send the video to. Nothing is posted before its last piece is there, so that this
 * may be asked again. Source: developers.tiktok.com/doc/content-posting-api-reference-direct-post.
 */
export async function beginVideo(
  { text, video }: { text: string; video: OutgoingVideo },
  creator: Creator,
  { api, saved, save, now }: VideoSteps,
): Promise<void> {
  checkVideo(video, creator);
  const { pieceSize, count } = piecesOf(video.bytes);
  const init = (level: PrivacyLevel) =>
    api.post('/v2/post/publish/video/init/', initShape, {
      post_info: {
        title: text,
        privacy_level: level,
        disable_comment: creator.commentDisabled,
        disable_duet: creator.duetDisabled,
        disable_stitch: creator.stitchDisabled,
        brand_content_toggle: false,
        brand_organic_toggle: false,
      },
      source_info: {
        source: 'FILE_UPLOAD',
        video_size: video.bytes,
        chunk_size: pieceSize,
        total_chunk_count: count,
      },
    });
  const { publish_id, upload_url } = await asWideAsAllowed(creator, init).catch(rethrowAsNotSent);
  Object.assign(saved, {
    ...{ publishId: publish_id, kind: 'video', uploadUrl: upload_url },
    ...{ uploadUntil: now() + UPLOAD_LIFE, size: video.bytes, sent: 0, decidedAt: null },
  });
  await save();
}

/**
 * Before its audit an application posts for its owner's eyes only, and only on private accounts: there
 * it is worth a second try. A public account is told, not posted to in secret.
 */
export async function asWideAsAllowed<Value>(
  { level, offersOnlyMe }: Creator,
  init: (level: PrivacyLevel) => Promise<Value>,
): Promise<Value> {
  try {
    return await init(level);
  } catch (error) {
    const isUnaudited =
      callFailedIn(error)?.errorName === 'unaudited_client_can_only_post_to_private_accounts';
    const isPrivate = level !== 'PUBLIC_TO_EVERYONE' && level !== 'SELF_ONLY';
    if (!isUnaudited || !isPrivate || !offersOnlyMe) throw error;
    return init('SELF_ONLY');
  }
}

/** Sends the pieces that TikTok does not have, in order. When it has the last one it begins to post. */
export async function sendPieces(video: OutgoingVideo, steps: VideoSteps): Promise<void> {
  const { api, saved, save, now } = steps;
  for (let corrections = 0; saved.sent < video.bytes; await save()) {
    const start = saved.sent;
    const { end, isLast } = pieceAt(video.bytes, start);
    const piece = await readPiece(video, start, end);
    if (isLast && saved.decidedAt === null) {
      saved.decidedAt = now();
      await save();
    }
    try {
      await api.put(saved.uploadUrl ?? '', piece, {
        'content-type': video.mimeType,
        'content-range': `bytes ${start}-${end - 1}/${video.bytes}`,
      });
      saved.sent = end;
    } catch (error) {
      const status = callFailedIn(error)?.failure.httpStatus ?? null;
      // Without the last piece nothing is posted: a lost answer to another one is no doubt.
      if (status === null || !OUT_OF_STEP.has(status))
        return isLast ? rethrow(error) : rethrowAsNotSent(error);
      saved.sent = await placeToGoOn(video.bytes, steps, status === 416 && corrections++ < 3);
    }
  }
}

/** Answers that are about where the upload stands, not about the video. */
const OUT_OF_STEP = new Set([403, 404, 416]);

/**
 * Where TikTok wants the upload to go on, which refused a piece.
 * @param mayGoOn the address is good, so that what is missing may be sent there
 * @throws CallFailed where it has to begin anew, or where nobody can tell
 */
async function placeToGoOn(
  size: number,
  { api, saved, save }: VideoSteps,
  mayGoOn: boolean,
): Promise<number> {
  const standing = await standingOf(api, saved.publishId ?? '').catch(
    saved.decidedAt === null ? rethrowAsNotSent : rethrowAsDoubt,
  );
  if (standing.kind === 'posted') return size;
  if (standing.kind === 'failed') throw failedFor(standing.reason);
  if (standing.kind === 'at_work') {
    if (standing.uploaded >= size) return size;
    const place = resumeAt(size, standing.uploaded);
    if (mayGoOn && place !== saved.sent) return place;
  } else if (saved.decidedAt !== null) throw new CallFailed(failure('interrupted', CANT_TELL));
  saved.uploadUntil = 0;
  await save();
  throw new CallFailed(failure('unreachable', LOST_PLACE));
}

const rethrow = (error: unknown): never => {
  throw error;
};

const LOST_PLACE =
  'TikTok has put away what was sent of the video so far. ClientNest sends it again from the start.';

export const CANT_TELL =
  'ClientNest can’t tell whether the post is on TikTok. Look at the account and decide.';

async function readPiece(video: OutgoingVideo, start: number, end: number): Promise<Uint8Array> {
  try {
    return await video.read(start, end);
  } catch (error) {
    throw new CallFailed(failure('refused', FILE_GONE), null, error);
  }
}

const FILE_GONE =
  'The video can’t be read any more: its file was changed or is gone. Add it to the post again and send it.';
