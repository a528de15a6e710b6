import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useClientFilter } from '../../app/place.ts';
import {
  cleared,
  FILTER_PARAMS,
  type FilterInput,
  type FilterKind,
  type Filters,
  filterInput,
  filtersIn,
  toggled,
} from './filters.ts';

/** What the calendar is narrowed to; the same objects as long as the URL says the same. */
export function useFilters(): { filters: Filters; input: FilterInput } {
  const [params] = useSearchParams();
  const { clientId } = useClientFilter();
  const said = Object.values(FILTER_PARAMS)
    .map((name) => `${name}=${params.get(name) ?? ''}`)
    .join('&');
  const filters = useMemo(() => filtersIn(new URLSearchParams(said)), [said]);
  const input = useMemo(() => filterInput(clientId, filters), [clientId, filters]);
  return { filters, input };
}

/** Changes what the calendar is narrowed to. Not a step for Back: that leads to the view before. */
export function useChangeFilters() {
  const [, setParams] = useSearchParams();
  const change = (to: (params: URLSearchParams) => URLSearchParams) =>
    setParams(to(new URLSearchParams(window.location.search)), { replace: true });
  return {
    toggle: (kind: FilterKind, value: string) => change((now) => toggled(now, kind, value)),
    clear: () => change(cleared),
  };
}
