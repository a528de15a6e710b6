import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { routeQuery } from '../../ipc/queries.ts';
import { columnsOf } from './board-columns.ts';
import { useSpanPosts } from './use-calendar.ts';
import { useFilters } from './use-filters.ts';

/** How many posts without a time are shown; that there are more is said. */
const MOST_UNTIMED = 200;

/** The posts of the month by what has become of them, and with them what has no time yet. */
export function useBoard(date: string) {
  const { query } = useSpanPosts('board', date);
  const { input } = useFilters();
  const untimed = useQuery({
    ...routeQuery('posts.list', { ...input, unplanned: true, limit: MOST_UNTIMED }),
    placeholderData: keepPreviousData,
  });
  const [timed, rest] = [query.data, untimed.data];
  const columns = useMemo(() => columnsOf(timed ?? [], rest?.posts ?? []), [timed, rest]);
  return {
    columns,
    /** There are posts without a time that are not shown. */
    hasMore: rest?.next != null,
    query: untimed.isError ? untimed : query,
    isPending: query.isPending || untimed.isPending,
  };
}
