import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, type Ref, useEffect } from 'react';
import { atIdle } from '../../app/at-idle.ts';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { CalendarWelcome, NothingMatches } from './calendar-welcome.tsx';
import { isFiltered } from './filters.ts';
import { useFilters } from './use-filters.ts';

interface CalendarBodyProps {
  query: UseQueryResult<unknown>;
  /** Nothing is planned in what is shown, and the grid has to say so. */
  isBare: boolean;
  /** What is likely asked for next; called at rest, once what is shown is there. */
  fetchAhead?: () => void;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** Under the title bar: the calendar, what comes next where it is empty, or why it could not be read. */
export function CalendarBody({ query, isBare, fetchAhead, ref, children }: CalendarBodyProps) {
  const { clientId } = useClientFilter();
  const { filters } = useFilters();
  const { isError, isSuccess, isPlaceholderData } = query;
  useEffect(
    () => (isSuccess && fetchAhead ? atIdle(fetchAhead, 1000) : undefined),
    [isSuccess, fetchAhead],
  );

  if (isError) return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div ref={ref} className="relative h-full border-t border-hairline bg-panel">
      {children}
      {isBare &&
        isSuccess &&
        !isPlaceholderData &&
        (isFiltered(filters) ? <NothingMatches /> : <CalendarWelcome clientId={clientId} />)}
    </div>
  );
}
