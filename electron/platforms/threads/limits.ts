import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { PlatformContext, RemoteLimit } from '../platform.ts';
import type { Profile } from './profile.ts';
import type { SavedProgress } from './progress.ts';

const config = z.object({ quota_total: z.number() }).optional();
/** Source: developers.facebook.com/docs/threads/overview#rate-limits. */
const quotaShape = z.object({
  data: z
    .array(
      z.object({
        quota_usage: z.number().optional(),
        config,
        reply_quota_usage: z.number().optional(),
        reply_config: config,
      }),
    )
    .min(1),
});

/** The 24 hours move on with time: some of them are over by then. */
const LOOK_AGAIN = 30 * 60_000;

/** Reads what Threads takes today, before anything is made that it would not publish. @throws CallFailed */
export async function checkQuota(
  { graph, id, now }: Profile,
  left: number,
  { parts }: SavedProgress,
  onLimits: PlatformContext['onLimits'],
): Promise<void> {
  const needsPost = parts[0]?.postId === null;
  const needed = { posts: needsPost ? 1 : 0, replies: left - (needsPost ? 1 : 0) };
  const path = `${encodeURIComponent(id)}/threads_publishing_limit`;
  // Replies are counted for those only who may answer.
  const ofReplies = needed.replies > 0 ? ',reply_quota_usage,reply_config' : '';
  const { data } = await graph.get(path, quotaShape, { fields: `quota_usage,config${ofReplies}` });
  const [quota] = data;
  const free = {
    posts: remaining(quota?.config?.quota_total, quota?.quota_usage),
    replies: remaining(quota?.reply_config?.quota_total, quota?.reply_quota_usage),
  };
  onLimits?.([
    limitOf('posts', quota?.config?.quota_total, free.posts, now()),
    ...(needed.replies > 0
      ? [limitOf('replies', quota?.reply_config?.quota_total, free.replies, now())]
      : []),
  ]);
  if (needed.posts > free.posts || needed.replies > free.replies)
    throw new CallFailed(failure('rate_limited', FULL, null, LOOK_AGAIN));
}

const remaining = (total: number | undefined, used: number | undefined): number =>
  total === undefined || used === undefined ? Number.POSITIVE_INFINITY : Math.max(0, total - used);

const limitOf = (
  bucket: string,
  limit: number | undefined,
  free: number,
  now: number,
): RemoteLimit => ({
  bucket,
  limit: limit ?? null,
  remaining: Number.isFinite(free) ? free : null,
  resetsAt: null,
  // Replies run out for threads only: posts of one part go on.
  blockedUntil: bucket === 'posts' && free === 0 ? now + LOOK_AGAIN : null,
});

const FULL =
  'Threads has taken as many posts of this account as it does in 24 hours. ClientNest goes on when there is room.';
