import type { ComponentProps } from 'react';
import { useNeedsYou } from '../../ipc/queries.ts';
import { SHELF_WIDTH, shelf } from '../shelf/shelf-state.ts';
import { CalendarBody } from './calendar-body.tsx';
import { MonthGrid } from './month-grid.tsx';
import { heightInWindow, widthInWindow } from './month-room.ts';
import { useMonth } from './use-month.ts';
import { useSize } from './use-size.ts';

type MonthViewProps = Omit<ComponentProps<typeof MonthGrid>, 'days' | 'size' | 'isBusy'>;

/** The month of one client or of all. Its days stand there at once, their posts a moment later. */
export function MonthView(props: MonthViewProps) {
  const { days, query } = useMonth(props.date, window.innerHeight);
  const waiting = useNeedsYou().data;
  const hasStrip = waiting !== undefined && Object.values(waiting).some((count) => count > 0);
  const [measure, size] = useSize(() => ({
    width: widthInWindow(window.innerWidth) - (shelf.get().isOpen ? SHELF_WIDTH : 0),
    height: heightInWindow(window.innerHeight, hasStrip),
  }));
  return (
    <CalendarBody ref={measure} query={query} isBare={days.every(({ count }) => count === 0)}>
      <MonthGrid {...props} days={days} size={size} isBusy={query.isPending} />
    </CalendarBody>
  );
}
