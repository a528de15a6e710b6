import { Loading, Skeleton } from '../../ui/skeleton.tsx';
import type { CalendarViewName } from './span.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Where chips stand in the skeleton: scattered as posts are, and the same each time. */
const chipsOn = (day: number): number => [1, 0, 2, 1, 3, 0, 0, 2, 1, 1, 0, 2][day % 12] ?? 0;

/** Hours or list before the first posts are there, in their own shape; the month is its own. */
export function CalendarSkeleton({ view }: { view: Exclude<CalendarViewName, 'month'> }) {
  return (
    <Loading label="Loading the calendar">
      {view === 'list' ? <ListShape /> : <HoursShape days={view === 'week' ? 7 : 1} />}
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
