import { type Agent, BlobRef, jsonToLex } from '@atproto/api';
import { z } from 'zod';
import { CallFailed, callFailedIn, failure, quotable } from '../call-failed.ts';
import type { OutgoingVideo } from '../platform.ts';
import { type Transport, textOf } from '../transport.ts';
import { fileBody } from '../upload.ts';
import { paused } from '../waiting.ts';
import type { SavedProgress } from './record.ts';
import type { Authorised } from './session.ts';

/** What makes videos fit for the network. Source: docs.bsky.app/docs/tutorials/video. */
const SERVICE = 'https://video.bsky.app';

/** Ms between two looks at a video that is worked on; about a minute and a half in all. */
export const PROCESSING_WAITS: readonly number[] = [
  500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000,
];

/** The ways that a video takes. */
export interface VideoWay {
  authorised: Authorised;
  /** To any server, without the session. */
  transport: Transport;
  waits: readonly number[];
  now(): number;
  signal?: AbortSignal | undefined;
}

/** Source: lexicons/app/bsky/video/defs.json. */
const job = z.object({
  jobId: z.string().min(1),
  state: z.string(),
  blob: z.unknown().optional(),
  error: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});
type Job = z.output<typeof job>;
/** The service has answered with it as it is, too. */
const answer = z.union([z.object({ jobStatus: job }).transform((told) => told.jobStatus), job]);

/** Uploads a video, or goes on with an earlier upload. Throws `CallFailed` while it is worked on. */
export async function uploadedVideo(
  agent: Agent,
  way: VideoWay,
  video: OutgoingVideo,
  saved: SavedProgress,
  save: () => Promise<void>,
): Promise<BlobRef> {
  const earlier = saved.video?.sha256 === video.sha256 ? saved.video : null;
  const kept = blobIn(earlier?.blob);
  if (kept) return kept;
  const keep = async (found: BlobRef) => {
    saved.video = { sha256: video.sha256, jobId: null, blob: found.toJSON() };
    await save();
    return found;
  };
  if (earlier?.jobId) {
    const done = await finished(earlier.jobId, way).catch(ifForgotten);
    if (done) return keep(done);
  }
  const started = await start(agent, way, video);
  if (!started) return keep(await toRepository(way, video));
  saved.video = { sha256: video.sha256, jobId: started.jobId, blob: null };
  await save();
  return keep(await finished(started.jobId, way));
}

/**
 * Hands it to the video service. Null where there is none for this server, or where the service has had this very
 * file: then the account's own server takes it.
 */
async function start(agent: Agent, way: VideoWay, video: OutgoingVideo): Promise<Job | null> {
  const { authorised, transport } = way;
  const service = serviceOf(way);
  const limits = await mayUpload(agent, way).catch((error: unknown) => {
    // A server on this computer need not have one.
    if (service !== SERVICE && callFailedIn(error)?.failure.httpStatus) return null;
    throw error;
  });
  if (!limits) return null;
  if (!limits.canUpload) throw new CallFailed(failure('refused', notNow(limits.message)));
  const token = await tokenFor(agent, way, didOf(authorised.origin()), UPLOAD_BLOB);
  const query = new URLSearchParams({ did: authorised.account().did, name: `${video.sha256}.mp4` });
  try {
    const response = await transport(service, `/xrpc/app.bsky.video.uploadVideo?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': video.mimeType },
      body: fileBody(video),
    });
    return answer.parse(await response.json());
  } catch (error) {
    if (callFailedIn(error)?.failure.class === 'duplicate') return null;
    throw error;
  }
}

const UPLOAD_BLOB = 'com.atproto.repo.uploadBlob';
const limitsShape = z.object({ canUpload: z.boolean(), message: z.string().optional() });

async function mayUpload(agent: Agent, way: VideoWay) {
  const service = serviceOf(way);
  const method = 'app.bsky.video.getUploadLimits';
  const token = await tokenFor(agent, way, didOf(service), method);
  const headers = { authorization: `Bearer ${token}` };
  const response = await way.transport(service, `/xrpc/${method}`, { headers });
  return limitsShape.parse(await response.json());
}

/** A word of the account's server that the video service may ask this one thing of it. */
async function tokenFor(agent: Agent, { now }: VideoWay, aud: string, lxm: string) {
  const exp = Math.floor(now() / 1000) + 30 * 60;
  const { data } = await agent.com.atproto.server.getServiceAuth({
    aud,
    lxm,
    ...(lxm === UPLOAD_BLOB ? { exp } : {}),
  });
  return data.token;
}

/** Straight to the account's own server. */
async function toRepository({ authorised }: VideoWay, video: OutgoingVideo): Promise<BlobRef> {
  const response = await authorised.fetch(`/xrpc/${UPLOAD_BLOB}`, {
    method: 'POST',
    headers: { 'content-type': video.mimeType },
    body: fileBody(video),
  });
  const { blob } = z.object({ blob: z.unknown() }).parse(await response.json());
  const found = blobIn(blob);
  if (!found) throw new Error('An upload without a reference');
  return found;
}

/** Looks until it is done. */
async function finished(jobId: string, way: VideoWay): Promise<BlobRef> {
  for (const pause of [0, ...way.waits]) {
    await paused(pause, way.signal);
    const path = `/xrpc/app.bsky.video.getJobStatus?${new URLSearchParams({ jobId })}`;
    const response = await way.transport(serviceOf(way), path, {});
    const { state, blob, error, message } = answer.parse(await response.json());
    if (state === 'JOB_STATE_FAILED')
      throw new CallFailed(failure('refused', failed(message ?? error)), FAILED);
    const found = blobIn(blob);
    if (found) return found;
  }
  throw new CallFailed(failure('unreachable', STILL_PROCESSING));
}

const FAILED = 'JOB_STATE_FAILED';

/** A job that is not known any more, or came to nothing, is begun anew. */
function ifForgotten(error: unknown): null {
  const call = callFailedIn(error);
  if (call?.errorName === FAILED || call?.failure.class === 'refused') return null;
  throw error;
}

function blobIn(json: unknown): BlobRef | null {
  const lex = json ? jsonToLex(json as never) : null;
  return lex instanceof BlobRef ? lex : null;
}

/** Servers of the public network share one; one on this computer has its own, where it has any. */
const serviceOf = ({ authorised }: VideoWay) =>
  new URL(authorised.origin()).protocol === 'https:' ? SERVICE : authorised.origin();

const didOf = (origin: string) => `did:web:${encodeURIComponent(new URL(origin).host)}`;

const said = (words: string | undefined) =>
  textOf(words) ? ` It says: “${quotable(words ?? '')}”` : '';
const notNow = (words: string | undefined) =>
  `Bluesky takes no video of this account now.${said(words)} Look at the account in Bluesky; it must have a confirmed e-mail address.`;
const failed = (words: string | undefined) =>
  `Bluesky could make nothing of this video.${said(words)} Save it as MP4 (H.264) and send it again.`;
const STILL_PROCESSING =
  'Bluesky is still at work on the video. ClientNest tries again, and does not upload it again meanwhile.';
