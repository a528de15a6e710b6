import { z } from 'zod';
import { CallFailed, callFailedIn, failure, rethrowAsNotSent } from '../call-failed.ts';
import { madeShape } from '../graph/client.ts';
import { cantTell, isContainerOver, isNotReady } from '../graph/failure.ts';
import { contentOf, type OutgoingPost, type RemotePost, type SentPost } from '../platform.ts';
import type { Account } from './account.ts';
import { prepare, readContainer } from './containers.ts';
import { findMedia } from './find-media.ts';
import { firstComment } from './first-comment.ts';
import { type Progress, readProgress } from './progress.ts';

export interface Patience {
  /** Ms between two looks at a container that Instagram is at work on. */
  waits: readonly number[];
  /** Ms after which a call whose answer was lost is over. */
  settlesIn: number;
}

/** Publishes a post, or goes on where an earlier try came to. */
export async function publish(
  account: Account,
  post: OutgoingPost,
  progress: Progress,
  { waits, settlesIn }: Patience,
): Promise<RemotePost> {
  const { saved, keep } = progress;
  if (saved.sent !== null && saved.mediaId === null) {
    // What became of the earlier try is asked first.
    const sent = { ...post, content: contentOf(post), saved: { ...saved } };
    const search = await findMedia(account, sent, settlesIn).catch(rethrowAsNotSent);
    if (search === 'unknown') throw new CallFailed({ ...cantTell().failure, class: 'interrupted' });
    if (search !== 'absent') await keep({ mediaId: search.found });
  }
  if (saved.mediaId === null) {
    await checkQuota(account).catch(rethrowAsNotSent);
    const container = await prepare(account, post, progress, waits).catch(rethrowAsNotSent);
    await keep({ mediaId: await decide(account, container, progress) });
  }
  const mediaId = saved.mediaId ?? '';
  await firstComment.write(account, mediaId, post.firstComment, progress);
  return remotePost(account, mediaId);
}

/** The decisive call. */
async function decide(
  account: Account,
  container: string,
  { saved, keep }: Progress,
): Promise<string> {
  const at = await account.serverNow().catch(rethrowAsNotSent);
  await keep({ sent: { id: container, at } });
  try {
    const { id } = await account.graph.post(`${account.id}/media_publish`, madeShape, {
      creation_id: container,
    });
    return id;
  } catch (error) {
    const known = callFailedIn(error)?.failure.class;
    const wasRefused = known === 'refused' || isContainerOver(error);
    // An earlier call, thought lost, may have published it meanwhile: then this one is refused.
    if (wasRefused && (await isPublished(account, container)))
      throw new CallFailed(failure('interrupted', PUBLISHED_BEFORE), null, error);
    if (wasRefused) {
      const containers = Object.fromEntries(
        Object.entries(saved.containers).filter(([, { id }]) => id !== container),
      );
      await keep({ sent: null, ...(isContainerOver(error) && { containers }) });
    } else if (
      isNotReady(error) ||
      known === 'unreachable' ||
      known === 'rate_limited' ||
      known === 'auth'
    )
      await keep({ sent: null });
    throw error;
  }
}

/** Where that can’t be told it is taken for yes, so that it is looked for. */
const isPublished = (account: Account, container: string): Promise<boolean> =>
  readContainer(account, container)
    .then((state) => state?.status_code === 'PUBLISHED')
    .catch(() => true);

const HOUR = 60 * 60_000;
const quotaShape = z.object({
  data: z
    .array(
      z.object({
        quota_usage: z.number(),
        config: z.object({ quota_total: z.number() }).optional().catch(undefined),
      }),
    )
    .min(1),
});

/** How many posts the account may still publish today. Source: …/instagram-graph-api/reference/ig-user/content_publishing_limit. */
async function checkQuota(account: Account): Promise<void> {
  const { data } = await account.graph.get(`${account.id}/content_publishing_limit`, quotaShape, {
    fields: 'config,quota_usage',
  });
  const [quota] = data;
  const total = quota?.config?.quota_total;
  if (!quota || total === undefined) return;
  const remaining = Math.max(0, total - quota.quota_usage);
  // The day moves with time: the earliest of its posts falls out of it sooner or later.
  const wait = remaining === 0 ? HOUR : null;
  account.tell({ bucket: 'posts_day', limit: total, remaining, resetsAt: null }, wait);
  if (wait !== null) throw new CallFailed(failure('rate_limited', QUOTA_USED(total), null, wait));
}

/** Whether it is there, with its first comment. */
export async function reconcile(
  account: Account,
  post: SentPost,
  { settlesIn }: Patience,
): Promise<RemotePost | null> {
  const search = await findMedia(account, post, settlesIn);
  const id = await firstComment.wholePost(account, post, readProgress(post.saved), search);
  return id === null ? null : remotePost(account, id);
}

/** It is out: that its address can’t be read right now changes nothing. */
async function remotePost(account: Account, id: string): Promise<RemotePost> {
  const shape = z.object({ permalink: z.string().nullish() });
  const media = await account.graph.get(id, shape, { fields: 'permalink' }).catch(() => null);
  return { remoteId: id, remoteUrl: media?.permalink ?? null };
}

const PUBLISHED_BEFORE = 'Instagram has published this already. ClientNest looks for it.';
const QUOTA_USED = (total: number) =>
  `Instagram has taken ${total} posts of this account in 24 hours, as many as it does. ClientNest tries again later.`;
