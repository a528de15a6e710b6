import { z } from 'zod';
import type { Metric } from '../../../shared/domain/network.ts';
import { CallFailed, failure } from '../call-failed.ts';
import type { RemoteMetrics } from '../platform.ts';
import type { XApi } from './api.ts';

/** Ids in one call. Source: docs.x.com/x-api/posts/get-posts-by-ids. */
const BATCH = 100;

const count = z.int().min(0).optional().catch(undefined);
const lookedUp = z.object({
  id: z.string(),
  public_metrics: z
    .object({
      impression_count: count,
      like_count: count,
      reply_count: count,
      repost_count: count,
      quote_count: count,
      bookmark_count: count,
    })
    .catch({}),
});

/** The public numbers of posts. Those that are gone are left out. */
export async function numbersOf(api: XApi, ids: readonly string[]): Promise<RemoteMetrics[]> {
  const found: RemoteMetrics[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH).map(encodeURIComponent);
    const { data, errors } = await api.list(
      `/2/tweets?ids=${batch.join(',')}&post.fields=public_metrics`,
      lookedUp,
    );
    // Anything but that it is not to be seen any more passes, and is no reason to think that it is gone.
    if (
      errors.some(({ type }) => !/\/(resource-not-found|not-authorized-for-resource)$/.test(type))
    )
      throw new CallFailed(failure('service_error', 'X did not give all numbers.'));
    found.push(
      ...data.map(({ id, public_metrics }) => ({
        remoteId: id,
        values: valuesOf(public_metrics),
      })),
    );
  }
  return found;
}

function valuesOf(of: z.output<typeof lookedUp>['public_metrics']): RemoteMetrics['values'] {
  const known: readonly [Metric, number | undefined][] = [
    ['views', of.impression_count],
    ['likes', of.like_count],
    ['comments', of.reply_count],
    ['shares', of.repost_count],
    ['quotes', of.quote_count],
    ['saves', of.bookmark_count],
  ];
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}
