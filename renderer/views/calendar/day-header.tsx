import type { DayHeaderInfo } from '@fullcalendar/react';
import { cx } from '../../ui/class-names.ts';
import { dateOf } from './day-looks.ts';

interface DayHeaderProps {
  header: DayHeaderInfo;
  onDay: (day: Date) => void;
}

/**
 * `Mon 23` above the week, where a click leads to the day. FullCalendar names the
 * column itself and hides this from screen readers, so the keyboard does not stop here: it has D.
 */
export function DayHeader({ header, onDay }: DayHeaderProps) {
  const { inPopover, text, weekdayText, dayNumberText, isToday, date } = header;
  if (inPopover) return text;
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => onDay(date)}
      className={cx('flex items-center rounded-control px-1 hover:bg-hover', isToday && 'gap-1')}
    >
      <span className={cx(isToday && 'text-ink')}>{weekdayText}</span>{' '}
      <span className={cx(dateOf(isToday), !isToday && 'text-ink')}>{dayNumberText}</span>
    </button>
  );
}
