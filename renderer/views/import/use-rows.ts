import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { routeKey, routeQuery } from '../../ipc/queries.ts';
import type { Row } from './use-import.ts';

export type Only = 'all' | 'broken' | 'warning';
const PAGE = 100;

const pageInput = (id: string, only: Only, page: number) => ({
  id,
  only,
  offset: page * PAGE,
  limit: PAGE,
});

/** The rows of a table around those in sight; the others are asked for when they come near. */
export function useRows(id: string, only: Only, first: number, last: number) {
  const queries = useQueryClient();
  const from = Math.floor(first / PAGE);
  const to = Math.max(from, Math.floor(last / PAGE));
  const pages = useMemo(
    () => Array.from({ length: to - from + 1 }, (_, at) => from + at),
    [from, to],
  );
  const asked = useQueries({
    queries: pages.map((page) => routeQuery('imports.rows', pageInput(id, only, page))),
  });
  const rows = new Map<number, Row>();
  pages.forEach((page, at) => {
    asked[at]?.data?.rows.forEach((row, place) => {
      rows.set(page * PAGE + place, row);
    });
  });
  /** A row that was mended stays where it is, also where it belongs to another list now. */
  const replace = useCallback(
    (row: Row) => {
      queries.setQueriesData<RouteOutput<'imports.rows'>>(
        { queryKey: routeKey('imports.rows') },
        (known) =>
          known && {
            ...known,
            rows: known.rows.map((one) => (one.row === row.row ? row : one)),
          },
      );
    },
    [queries],
  );
  return { rowAt: (place: number) => rows.get(place) ?? null, replace };
}
