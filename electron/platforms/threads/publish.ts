import { z } from 'zod';
import {
  CallFailed,
  callFailedIn,
  failure,
  rethrowAsDoubt,
  rethrowAsNotSent,
} from '../call-failed.ts';
import { madeShape } from '../graph/client.ts';
import { cantTell } from '../graph/failure.ts';
import {
  contentOf,
  type OutgoingPost,
  type PlatformContext,
  type RemotePost,
  type SentContent,
  type SentPost,
} from '../platform.ts';
import { isLost, statusOf } from './container.ts';
import { findPost } from './find-post.ts';
import { checkQuota } from './limits.ts';
import { containerFor, discard, relayAll } from './media.ts';
import type { Profile } from './profile.ts';
import {
  newPart,
  type Progress,
  readProgress,
  type SavedPart,
  type SavedProgress,
} from './progress.ts';

/** What was published of a thread, part by part. */
const textsOf = ({ text, thread }: Pick<SentContent, 'text' | 'thread'>) => [text, ...thread];

/**
 * Publishes a post, or a thread part by part. A container is published once, and tells whether it was: so
 * nothing is told twice. Source: developers.facebook.com/docs/threads/posts.
 */
export async function publish(
  profile: Profile,
  post: OutgoingPost,
  progress: Progress,
  context: Pick<PlatformContext, 'relay' | 'onLimits'>,
  waits: readonly number[],
): Promise<RemotePost> {
  const { saved, keep } = progress;
  const content = contentOf(post);
  const texts = textsOf(content);
  while (saved.parts.length < texts.length) saved.parts.push(newPart());
  await settle(profile, { ...post, content }, saved, unknownYet).catch(rethrowAsDoubt);
  await keep();
  const left = saved.parts.filter(({ postId }) => postId === null).length;
  if (left > 0) await checkQuota(profile, left, saved, context.onLimits).catch(rethrowAsNotSent);
  for (const [index, text] of texts.entries()) {
    const part = saved.parts[index];
    if (!part || part.postId !== null) continue;
    const replyTo = index === 0 ? null : (saved.parts[index - 1]?.postId ?? null);
    try {
      const relay = async () =>
        index === 0 ? await relayAll(post, context.relay, progress, profile.signal) : [];
      const making = { part, keep, waits };
      const container = await containerFor(profile, { text, replyTo }, relay, making);
      await publishContainer(profile, container, part, keep);
    } catch (error) {
      if (isLost(error)) discard(part);
      await keep();
      throw part.sentAt === null ? notSent(error, index) : error;
    }
  }
  return posted(profile, saved, context.relay);
}

/** The decisive call of one part. What it is about is written down before. */
async function publishContainer(
  profile: Profile,
  container: string,
  part: SavedPart,
  keep: () => Promise<void>,
): Promise<void> {
  const { graph, id, now } = profile;
  part.sentAt = now();
  await keep();
  try {
    const path = `${encodeURIComponent(id)}/threads_publish`;
    part.postId = (await graph.post(path, madeShape, { creation_id: container })).id;
  } catch (error) {
    const failed = callFailedIn(error)?.failure.class;
    // A container that was published by an earlier call is refused to a later one.
    const isOut = failed === 'refused' && (await isPublished(profile, container));
    if (isOut) return rethrowAsDoubt(error);
    // A plain no: nothing came of it.
    if (failed !== undefined && !['interrupted', 'service_error', 'duplicate'].includes(failed))
      part.sentAt = null;
    throw error;
  }
  await keep();
}

/** Also where that can't be asked: then it is looked into later. */
const isPublished = (profile: Profile, container: string): Promise<boolean> =>
  statusOf(profile, container)
    .then(({ kind }) => kind === 'published')
    .catch(() => true);

/** What fails before a part is told to be published is no doubt about it; that others are there already is said. */
function notSent(error: unknown, published: number): unknown {
  try {
    return rethrowAsNotSent(error);
  } catch (told) {
    if (!(told instanceof CallFailed) || published === 0 || told.failure.class !== 'refused')
      return told;
    const parts = published === 1 ? 'The first part' : `The first ${published} parts`;
    const message = `${parts} of the thread ${published === 1 ? 'is' : 'are'} on Threads already. ${told.failure.message}`;
    return new CallFailed({ ...told.failure, message }, told.errorName, told);
  }
}

const inDoubt = (message: string) => new CallFailed(failure('service_error', message));

/** The same that is looked into next, and then may be left to the person. */
const unknownYet = () => new CallFailed({ ...cantTell().failure, class: 'interrupted' });

const NOT_LISTED =
  'Threads has published it and does not list it yet. ClientNest looks again until it does.';
const AT_WORK = 'Threads is still publishing it. ClientNest looks again.';

/**
 * Finds out about the part that an earlier try told Threads to publish. Afterwards either it has its id, or it
 * surely was not published.
 */
async function settle(
  profile: Profile,
  { content, isTaken }: Pick<SentPost, 'content' | 'isTaken'>,
  saved: SavedProgress,
  unknown: () => CallFailed,
): Promise<void> {
  const index = saved.parts.findIndex(({ postId }) => postId === null);
  const part = saved.parts[index];
  if (!part || part.sentAt === null || part.container === null) return;
  const status = await statusOf(profile, part.container);
  if (status.kind === 'at_work') throw inDoubt(AT_WORK);
  if (status.kind === 'ready') {
    part.sentAt = null;
    return;
  }
  if (status.kind === 'expired' || status.kind === 'failed') return discard(part);
  const known = new Set(saved.parts.map(({ postId }) => postId));
  const found = await findPost(profile, {
    text: content ? (textsOf(content)[index] ?? null) : null,
    replyTo: index === 0 ? null : (saved.parts[index - 1]?.postId ?? null),
    sentAt: part.sentAt,
    isTaken: (id) => known.has(id) || isTaken(id),
  });
  if (found === null && status.kind === 'gone') throw unknown();
  if (found === null) throw inDoubt(NOT_LISTED);
  part.postId = found;
}

/** What came of it. Null where something is left to send, and sending it makes no second one. */
export async function reconcile(
  profile: Profile,
  post: SentPost,
  relay: PlatformContext['relay'],
): Promise<RemotePost | null> {
  const saved = readProgress(post.saved);
  await settle(profile, post, saved, cantTell);
  const isWhole = saved.parts.length > 0 && saved.parts.every(({ postId }) => postId !== null);
  return isWhole ? posted(profile, saved, relay) : null;
}

const linkShape = z.object({ permalink: z.url().nullish().catch(null) });

/** The post as it is there; what was fetched for it is taken away from the relay. */
async function posted(
  { graph }: Profile,
  { parts, relayed }: SavedProgress,
  relay: PlatformContext['relay'],
): Promise<RemotePost> {
  const ids = parts.map(({ postId }) => postId).filter((id) => id !== null);
  const [remoteId = ''] = ids;
  // It is there: that its link can’t be read right now changes nothing.
  const link = await graph
    .get(encodeURIComponent(remoteId), linkShape, { fields: 'permalink' })
    .catch(() => null);
  for (const sha256 of relayed) await relay?.remove(sha256);
  const remoteUrl = link?.permalink ?? null;
  return { remoteId, remoteUrl, ...(ids.length > 1 && { parts: ids }) };
}
