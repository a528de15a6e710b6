import { z } from 'zod';
import { callFailedIn } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import type { RemoteMetrics } from '../platform.ts';
import type { Page } from './page.ts';

const count = z.int().min(0);
const summary = z.object({ summary: z.object({ total_count: count }) });
const postShape = z.object({
  id: idShape,
  reactions: summary.optional().catch(undefined),
  comments: summary.optional().catch(undefined),
  // It is left out where nobody has shared it.
  shares: z.object({ count }).default({ count: 0 }),
});
const insightsShape = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: count })).min(1) })),
});

/** What Facebook calls ours. `post_impressions*` are gone since June 2026. */
const INSIGHTS = {
  views: 'post_media_view',
  reach: 'post_total_media_view_unique',
  clicks: 'post_clicks',
} as const;

/** The figures of posts. Those that are gone are left out. */
export async function readMetrics(
  page: Page,
  ids: readonly string[],
): Promise<readonly RemoteMetrics[]> {
  const metrics: RemoteMetrics[] = [];
  for (const remoteId of ids) {
    const values = await figuresOf(page, remoteId).catch(nothingThere);
    if (values) metrics.push({ remoteId, values });
  }
  return metrics;
}

async function figuresOf(page: Page, id: string): Promise<RemoteMetrics['values']> {
  const fields =
    'id,shares,reactions.limit(0).summary(total_count),comments.filter(stream).limit(0).summary(total_count)';
  const post = await page.graph.get(id, postShape, { fields });
  const insights = await insightsOf(page, id);
  return {
    ...insights,
    ...(post.reactions && { likes: post.reactions.summary.total_count }),
    ...(post.comments && { comments: post.comments.summary.total_count }),
    shares: post.shares.count,
  };
}

/** Pages with fewer than 100 likes get none, and neither do those who may not read them. */
async function insightsOf(page: Page, id: string): Promise<RemoteMetrics['values']> {
  const metric = Object.values(INSIGHTS).join(',');
  try {
    const { data } = await page.graph.get(`${id}/insights`, insightsShape, { metric });
    const found: Partial<Record<keyof typeof INSIGHTS, number>> = {};
    for (const [ours, theirs] of Object.entries(INSIGHTS)) {
      const value = data.find(({ name }) => name === theirs)?.values.at(-1)?.value;
      if (value !== undefined) found[ours as keyof typeof INSIGHTS] = value;
    }
    return found;
  } catch (error) {
    if (callFailedIn(error)?.failure.class === 'refused') return {};
    throw error;
  }
}
