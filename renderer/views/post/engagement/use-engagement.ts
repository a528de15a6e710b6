import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import type { Delivery, Engagement } from '../../../../shared/ipc/views.ts';
import { now } from '../../../app/clock.ts';
import { call } from '../../../ipc/client.ts';
import { routeKey } from '../../../ipc/queries.ts';

/** What was read so long ago is read again when somebody comes back to it, ms. */
const FRESH = 5 * 60_000;

/**
 * Numbers and comments of one delivery. Read when the post is opened, except where the network bills
 * reading: there, when the person asks. Events never read it again.
 */
export function useEngagement({ id: deliveryId, postId, network }: Delivery) {
  const client = useQueryClient();
  const key = routeKey('engagement.read', { postId, deliveryId });
  const query = useQuery<Engagement | null>({
    queryKey: key,
    queryFn: async () => (await call('engagement.read', { postId, deliveryId }))[0] ?? null,
    enabled: false,
  });
  const isBilled = NETWORKS[network].price !== undefined;
  const { refetch, data } = query;
  const readAt = data?.readAt ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes up.
  useEffect(() => {
    if (!isBilled && now() - readAt > FRESH) void refetch();
  }, []);

  return {
    isBilled,
    isReading: query.isFetching,
    error: query.error,
    data: data ?? null,
    read: () => void refetch(),
    /** Changes what is shown after something was done at the network. */
    change: (how: (before: Engagement) => Engagement) =>
      client.setQueryData<Engagement | null>(key, (before) => (before ? how(before) : before)),
  };
}
