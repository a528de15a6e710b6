import { z } from 'zod';
import { callFailedIn } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import type { RemoteMetrics } from '../platform.ts';
import type { Account } from './account.ts';

const count = z.int().min(0);
const mediaShape = z.object({
  id: idShape,
  // Left out where the owner hides them.
  like_count: count.optional().catch(undefined),
  comments_count: count.optional().catch(undefined),
});
const insightsShape = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      values: z
        .array(z.object({ value: count }))
        .optional()
        .catch(undefined),
      total_value: z.object({ value: count }).optional().catch(undefined),
    }),
  ),
});

/** What Instagram calls ours. `impressions`, `plays` and `video_views` are gone. */
const INSIGHTS = {
  views: 'views',
  reach: 'reach',
  saves: 'saved',
  shares: 'shares',
  likes: 'likes',
  comments: 'comments',
} as const;

/** The figures of posts. Those that are gone are left out. */
export async function readMetrics(
  account: Account,
  ids: readonly string[],
): Promise<readonly RemoteMetrics[]> {
  const metrics: RemoteMetrics[] = [];
  for (const remoteId of ids) {
    const values = await figuresOf(account, remoteId).catch(nothingThere);
    if (values) metrics.push({ remoteId, values });
  }
  return metrics;
}

async function figuresOf(account: Account, id: string): Promise<RemoteMetrics['values']> {
  const media = await account.graph.get(encodeURIComponent(id), mediaShape, {
    fields: 'id,like_count,comments_count',
  });
  return {
    ...(media.like_count !== undefined && { likes: media.like_count }),
    ...(media.comments_count !== undefined && { comments: media.comments_count }),
    ...(await insightsOf(account, id)),
  };
}

/** Not for accounts that were private when it was published, nor for those who may not read them. */
async function insightsOf(account: Account, id: string): Promise<RemoteMetrics['values']> {
  const metric = Object.values(INSIGHTS).join(',');
  try {
    const { data } = await account.graph.get(`${encodeURIComponent(id)}/insights`, insightsShape, {
      metric,
    });
    const found: Partial<Record<keyof typeof INSIGHTS, number>> = {};
    for (const [ours, theirs] of Object.entries(INSIGHTS)) {
      const told = data.find(({ name }) => name === theirs);
      const value = told?.total_value?.value ?? told?.values?.at(-1)?.value;
      if (value !== undefined) found[ours as keyof typeof INSIGHTS] = value;
    }
    return found;
  } catch (error) {
    if (callFailedIn(error)?.failure.class === 'refused') return {};
    throw error;
  }
}
