import { z } from 'zod';
import type { RemoteMetrics } from '../platform.ts';
import { type MastodonApi, STATUSES } from './api.ts';
import { isNoCall, isNotFound } from './failure.ts';

/** Most statuses in one question. Source: mastodon/mastodon: app/controllers/api/v1/statuses_controller.rb. */
const MOST = 20;

/** A figure that a server hides or does not know is no 0. */
const figure = z.int().min(0).optional().catch(undefined);
const counted = z.object({
  id: z.string().min(1),
  favourites_count: figure,
  reblogs_count: figure,
  replies_count: figure,
  quotes_count: figure,
});
type Counted = z.output<typeof counted>;

/** What the server counts of these posts; those that are gone are left out. */
export async function metricsOf(
  api: MastodonApi,
  remoteIds: readonly string[],
): Promise<RemoteMetrics[]> {
  const found: Counted[] = [];
  for (let at = 0; at < remoteIds.length; at += MOST)
    found.push(...(await severalOf(api, remoteIds.slice(at, at + MOST))));
  return found.map(metricsIn);
}

/** Together since Mastodon 4.3; servers before it, and others, have no such call. */
async function severalOf(api: MastodonApi, ids: readonly string[]): Promise<Counted[]> {
  try {
    const query = ids.map((id) => `id[]=${encodeURIComponent(id)}`).join('&');
    const { value } = await api.get(`${STATUSES}?${query}`, z.array(counted));
    // A server that knows the call by another name may answer with none at all.
    if (value.length > 0) return value;
  } catch (error) {
    if (!isNoCall(error)) throw error;
  }
  const found: Counted[] = [];
  for (const id of ids) {
    const one = await api.get(`${STATUSES}/${encodeURIComponent(id)}`, counted).catch(ifGone);
    if (one) found.push(one.value);
  }
  return found;
}

function ifGone(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

const metricsIn = (status: Counted): RemoteMetrics => {
  const { favourites_count, reblogs_count, replies_count, quotes_count } = status;
  return {
    remoteId: status.id,
    values: {
      ...(favourites_count === undefined ? {} : { likes: favourites_count }),
      ...(reblogs_count === undefined ? {} : { shares: reblogs_count }),
      ...(replies_count === undefined ? {} : { comments: replies_count }),
      ...(quotes_count === undefined ? {} : { quotes: quotes_count }),
    },
  };
};
