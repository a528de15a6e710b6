import type { ComponentProps } from 'react';
import { useNeedsYou } from '../../ipc/queries.ts';
import { SHELF_WIDTH, shelf } from '../shelf/shelf-state.ts';
import { fetchAhead } from './ahead.ts';
import { CalendarBody } from './calendar-body.tsx';
import { FILTER_BAR } from './filter-bar.tsx';
import { isFiltered } from './filters.ts';
import { MonthGrid } from './month-grid.tsx';
import { heightInWindow, widthInWindow } from './month-room.ts';
import { useDayNotes } from './use-day-notes.ts';
import { useFilters } from './use-filters.ts';
import { useMonth } from './use-month.ts';
import { useSize } from './use-size.ts';

type MonthViewProps = Omit<ComponentProps<typeof MonthGrid>, 'days' | 'size' | 'isBusy' | 'notes'>;

/** The month of one client or of all. Its days stand there at once, their posts a moment later. */
export function MonthView(props: MonthViewProps) {
  const { days, edges, names, query } = useMonth(props.date, window.innerHeight);
  const isReady = query.isSuccess && !query.isPlaceholderData;
  const notes = useDayNotes({ days: names, edges, isReady });
  const { filters } = useFilters();
  const waiting = useNeedsYou().data;
  const hasStrip = waiting !== undefined && Object.values(waiting).some((count) => count > 0);
  const [measure, size] = useSize(() => ({
    width: widthInWindow(window.innerWidth) - (shelf.get().isOpen ? SHELF_WIDTH : 0),
    height: heightInWindow(window.innerHeight, hasStrip) - (isFiltered(filters) ? FILTER_BAR : 0),
  }));
  return (
    <CalendarBody
      ref={measure}
      query={query}
      isBare={days.every(({ count }) => count === 0)}
      fetchAhead={fetchAhead}
    >
      <MonthGrid {...props} days={days} notes={notes} size={size} isBusy={query.isPending} />
    </CalendarBody>
  );
}
