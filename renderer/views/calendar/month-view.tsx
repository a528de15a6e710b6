import type { ComponentProps } from 'react';
import { CalendarBody } from './calendar-body.tsx';
import { MonthGrid } from './month-grid.tsx';
import { heightInWindow } from './month-room.ts';
import { useHeight } from './use-height.ts';
import { useMonth } from './use-month.ts';

type MonthViewProps = Omit<ComponentProps<typeof MonthGrid>, 'days' | 'height' | 'isBusy'>;

/** The month of one client or of all. Its days stand there at once, their posts a moment later. */
export function MonthView(props: MonthViewProps) {
  const { days, query } = useMonth(props.date, window.innerHeight);
  const [measure, height] = useHeight(() => heightInWindow(window.innerHeight));
  return (
    <CalendarBody ref={measure} query={query} isBare={days.every(({ count }) => count === 0)}>
      <MonthGrid {...props} days={days} height={height} isBusy={query.isPending} />
    </CalendarBody>
  );
}
