import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { InboxKind, InboxState } from '../../../shared/domain/inbox.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { Mood } from '../../../shared/domain/sentiment/mood.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { call, listen } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { type InboxPages, patched } from './pages.ts';

export interface InboxFilter {
  state: InboxState;
  unread: boolean;
  kind: InboxKind | null;
  network: NetworkId | null;
  assignee: string | null;
  mood: Mood | null;
  query: string;
}

const PAGE = 100;
/** Ids that are asked for in one question. */
const ASKED = 500;

/** The list as it is filtered: read page by page, and true to what main says without being read again. */
export function useInbox(clientId: string | null, filter: InboxFilter) {
  const queries = useQueryClient();
  const { state, unread, kind, network, assignee, mood, query } = filter;
  const input = useMemo<RouteInput<'inbox.items'>>(
    () => ({
      ...{ state, unread, ids: [] },
      ...(clientId && { clientId }),
      ...(kind && { kind }),
      ...(network && { network }),
      ...(assignee && { assignee }),
      ...(mood && { mood }),
      ...(query && { query }),
    }),
    [state, unread, kind, network, assignee, mood, query, clientId],
  );
  const key = useMemo(() => [...routeKey('inbox.list'), 'pages', input] as const, [input]);
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => {
      const { ids: _, ...asked } = input;
      return call('inbox.list', { ...asked, after: pageParam, limit: PAGE });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // Nobody keeps it true while it is not shown.
    gcTime: 0,
    // Comparing all that was scrolled through with each page that comes would cost more the longer it gets.
    structuralSharing: false,
  });

  const patch = useCallback(
    (ids: readonly string[], now: readonly InboxItem[]) =>
      queries.setQueryData<InboxPages>(key, (old) => old && patched(old, new Set(ids), now)),
    [queries, key],
  );
  useEffect(
    () =>
      listen('inbox.changed', ({ clientId: whose, itemIds }) => {
        if (clientId !== null && whose !== clientId) return;
        if (itemIds === null) return void queries.invalidateQueries({ queryKey: key });
        const ids = itemIds.slice(0, ASKED);
        // What could not be asked is read again as a whole.
        call('inbox.items', { ...input, unread: false, ids }).then(
          (now) => {
            const shown = new Set(
              queries
                .getQueryData<InboxPages>(key)
                ?.pages.flatMap((page) => page.items.map(({ id }) => id)),
            );
            // What is read while it is looked at stays until the list is asked for again.
            patch(
              ids,
              unread ? now.filter((one) => one.readAt === null || shown.has(one.id)) : now,
            );
          },
          () => void queries.invalidateQueries({ queryKey: key }),
        );
      }),
    [clientId, input, key, patch, queries, unread],
  );

  const items = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  // Only what is used: whoever takes all of it is drawn again with every answer, also where nothing is new in it.
  const { isPending, isError, error, refetch } = pages;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  return {
    ...{ isPending, isError, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage },
    ...{ items, patch },
  };
}
