import type { Agent } from '@atproto/api';
import { callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import type { OutgoingPost, PublishProgress, SentContent } from '../platform.ts';
import {
  type Building,
  buildRecord,
  COLLECTION,
  type RecordContent,
  readProgress,
  type StrongRef,
} from './record.ts';
import { ownRecord } from './repository.ts';
import { partKey } from './tid.ts';
import { uploadedVideo, type VideoWay } from './video.ts';

/** The last of the keys that a post may have. */
const FIRST_COMMENT = 1023;

interface Part extends RecordContent {
  key: string;
  /** Which of the parts it answers; null for the post itself. */
  answers: number | null;
}

/** Everything that a post is, in the order in which it is written: its parts, then the first comment. */
function partsOf(post: OutgoingPost): Part[] {
  const { recordKey, createdAt, text, images, video, thread, firstComment } = post;
  const parts: Part[] = [{ key: recordKey, text, images, video, createdAt, answers: null }];
  for (const [index, next] of thread.entries()) {
    const key = partKey(recordKey, index + 1);
    // Of records with the same time nobody knows the order.
    parts.push({ key, text: next, createdAt: createdAt + index + 1, answers: index });
  }
  if (firstComment !== null) {
    const key = partKey(recordKey, FIRST_COMMENT);
    parts.push({ key, text: firstComment, createdAt: createdAt + parts.length, answers: 0 });
  }
  return parts;
}

/** The key that is written last. */
export function lastKeyOf(recordKey: string, { thread, firstComment }: SentContent): string {
  if (firstComment !== null) return partKey(recordKey, FIRST_COMMENT);
  return thread.length > 0 ? partKey(recordKey, thread.length) : recordKey;
}

/** Every key that may be of a post, in order, without an end: who asks stops at the first that is nobody's. */
export function* threadKeysOf(recordKey: string): Iterable<string> {
  for (let part = 1; part < FIRST_COMMENT; part++) yield partKey(recordKey, part);
}
export const firstCommentKeyOf = (recordKey: string) => partKey(recordKey, FIRST_COMMENT);

/** Writes a post with all that belongs to it, or what is left to write of it. The address of its first part. */
export async function publishParts(
  agent: Agent,
  way: VideoWay,
  post: OutgoingPost,
  progress: PublishProgress,
): Promise<string> {
  const saved = readProgress(progress.saved);
  const save = () => progress.save({ ...saved });
  const film: Building['film'] = (video) =>
    uploadedVideo(agent, way, video, saved, save).catch(rethrowAsNotSent);
  const building = { agent, saved, save, film };
  const repo = way.authorised.account().did;
  const parts = partsOf(post);
  const first = saved.parts[0];
  // Taken away meanwhile, it is written again as a whole: the same again makes no second one.
  if (first && !(await ownRecord(agent, first.uri))) saved.parts = [];
  for (const part of parts.slice(saved.parts.length)) {
    saved.parts.push(await put(repo, part, building));
    // Of the last one the ledger hears at once.
    if (saved.parts.length < parts.length) await save();
  }
  return saved.parts[0]?.uri ?? '';
}

async function put(
  repo: string,
  { key: rkey, answers, ...content }: Part,
  building: Building,
): Promise<StrongRef> {
  const { agent, saved, save } = building;
  const root = saved.parts[0];
  const parent = answers === null ? undefined : saved.parts[answers];
  const reply = root && parent ? { reply: { root, parent } } : {};
  const attempt = async () =>
    agent.com.atproto.repo.putRecord({
      repo,
      collection: COLLECTION,
      rkey,
      record: await buildRecord({ ...content, ...reply }, building),
    });
  const { data } = await attempt().catch(async (error: unknown) => {
    // Uploads that no record uses are cleared away by the server after some hours.
    if (callFailedIn(error)?.errorName !== 'BlobNotFound') throw error;
    saved.blobs = {};
    saved.video = null;
    await save();
    return attempt();
  });
  return { uri: data.uri, cid: data.cid };
}
