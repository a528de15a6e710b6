import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import type { CalendarViewName } from './span.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Where chips stand in the skeleton: scattered as posts are, and the same each time. */
const chipsOn = (day: number): number => [1, 0, 2, 1, 3, 0, 0, 2, 1, 1, 0, 2][day % 12] ?? 0;

/** Hours or list before the first posts are there, in their own shape; the month is its own. */
export function CalendarSkeleton({ view }: { view: Exclude<CalendarViewName, 'month'> }) {
  return (
    <Loading label="Loading the calendar">
      {view === 'list' ? (
        <ListShape />
      ) : view === 'board' ? (
        <BoardShape />
      ) : (
        <HoursShape days={view === 'week' ? 7 : 1} />
      )}
    </Loading>
  );
}

const HoursShape = ({ days }: { days: number }) => (
  <div className="absolute inset-0 flex gap-px overflow-hidden bg-hairline">
    <div className="w-14 bg-panel" />
    {numbers(days).map((day) => (
      <div key={day} className="flex flex-1 flex-col gap-10 bg-panel px-1.5 pt-16">
        {numbers(chipsOn(day) + 1).map((chip) => (
          <Skeleton key={chip} className="h-6 rounded-chip" />
        ))}
      </div>
    ))}
  </div>
);

const BoardShape = () => (
  <div className="absolute inset-0 flex gap-3 overflow-hidden px-4 pt-3">
    {numbers(6).map((column) => (
      <div key={column} className="flex min-w-40 flex-1 flex-col gap-2">
        <Skeleton className="mb-1 h-4 w-24" />
        {numbers(chipsOn(column) + 1).map((card) => (
          <Skeleton key={card} className="h-23 rounded-card" />
        ))}
      </div>
    ))}
  </div>
);

const ListShape = () => (
  <div className="absolute inset-0 overflow-hidden px-6 pt-4">
    {numbers(9).map((row) => (
      <div key={row} className="flex h-9 items-center gap-3">
        <Skeleton className="h-3 w-10" />
        <Skeleton className="h-3 w-80 max-w-1/2" />
      </div>
    ))}
  </div>
);
