import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { routeQuery } from '../../ipc/queries.ts';
import { columnsOf } from './board-columns.ts';
import { useSpanPosts } from './use-calendar.ts';
import { useFilters } from './use-filters.ts';

/** How many posts without a time are shown; the rest is said to be there. */
const MOST_UNTIMED = 1000;

/** The posts of the month by what has become of them, and with them what has no time yet. */
export function useBoard(date: string) {
  const { query } = useSpanPosts('board', date);
  const { input } = useFilters();
  const untimed = useQuery({
    ...routeQuery('posts.untimed', { ...input, limit: MOST_UNTIMED }),
    placeholderData: keepPreviousData,
  });
  const [timed, rest] = [query.data, untimed.data];
  const columns = useMemo(() => columnsOf(timed ?? [], rest?.posts ?? []), [timed, rest]);
  return {
    columns,
    /** Posts without a time that are not shown. */
    unseen: (rest?.total ?? 0) - (rest?.posts.length ?? 0),
    query: untimed.isError ? untimed : query,
    isPending: query.isPending || untimed.isPending,
  };
}
