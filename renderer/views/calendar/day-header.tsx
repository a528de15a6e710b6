import type { DayHeaderInfo } from '@fullcalendar/react';
import type { Holiday } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { dateOf } from './day-looks.ts';
import { holidayName } from './holiday-name.tsx';

interface DayHeaderProps {
  header: DayHeaderInfo;
  holidays: readonly Holiday[] | undefined;
  onDay: (day: Date) => void;
}

/**
 * `Mon 23` above the week, where a click leads to the day. FullCalendar names the
 * column itself and hides this from screen readers, so the keyboard does not stop here: it has D.
 */
export function DayHeader({ header, holidays = [], onDay }: DayHeaderProps) {
  const { inPopover, text, weekdayText, dayNumberText, isToday, date } = header;
  if (inPopover) return text;
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => onDay(date)}
      className={cx(
        'flex max-w-full min-w-0 items-center rounded-control px-1 hover:bg-hover',
        isToday && 'gap-1',
      )}
    >
      <span className={cx(isToday && 'text-ink')}>{weekdayText}</span>{' '}
      <span className={cx(dateOf(isToday), !isToday && 'text-ink')}>{dayNumberText}</span>
      {holidayName({ holidays, className: 'ml-1' })}
    </button>
  );
}
