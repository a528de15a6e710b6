import { z } from 'zod';
import { nothingThere } from '../graph/failure.ts';
import type { RemoteMetrics } from '../platform.ts';
import type { Profile } from './profile.ts';

const METRICS = 'views,likes,replies,reposts,quotes,shares';

/** Source: developers.facebook.com/docs/threads/insights. */
const insightsShape = z.object({
  data: z.array(
    z.object({ name: z.string(), values: z.array(z.object({ value: z.number() })).min(1) }),
  ),
});

/** One call for each post: Threads knows no lists of them here. */
export async function readMetrics(
  { graph }: Profile,
  remoteIds: readonly string[],
): Promise<RemoteMetrics[]> {
  const metrics: RemoteMetrics[] = [];
  for (const remoteId of remoteIds) {
    const found = await graph
      .get(`${encodeURIComponent(remoteId)}/insights`, insightsShape, { metric: METRICS })
      .catch(nothingThere);
    if (found !== null) metrics.push({ remoteId, values: valuesOf(found.data) });
  }
  return metrics;
}

function valuesOf(data: z.output<typeof insightsShape>['data']): RemoteMetrics['values'] {
  const figures = new Map(data.map(({ name, values }) => [name, values[0]?.value]));
  const reposts = figures.get('reposts');
  const shares = figures.get('shares');
  return {
    ...told('views', figures.get('views')),
    ...told('likes', figures.get('likes')),
    ...told('comments', figures.get('replies')),
    // Passed on within Threads, and out of it.
    ...told(
      'shares',
      reposts === undefined && shares === undefined ? undefined : (reposts ?? 0) + (shares ?? 0),
    ),
    ...told('quotes', figures.get('quotes')),
  };
}

const told = (metric: keyof RemoteMetrics['values'], value: number | undefined) =>
  value === undefined ? {} : { [metric]: value };
