import type { Holiday } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';

/** What a day is called, in words: `Christmas Day (public holiday), St. Stephen’s Day`. */
const holidayText = (holidays: readonly Holiday[]): string =>
  holidays
    .map(({ name, kind, places }) => {
      const what = kind === 'public' ? 'public holiday' : 'observance';
      return `${name} (${what}, ${places.join(' and ')})`;
    })
    .join(', ');

interface HolidayNameProps {
  holidays: readonly Holiday[];
  className?: string;
}

/** A day's name, quietly: public holidays in ink, with a dot, observances muted. Called, not mounted. */
export const holidayName = ({ holidays, className }: HolidayNameProps) => {
  const [first] = holidays;
  if (!first) return null;
  const more = holidays.length - 1;
  return (
    <span
      title={holidayText(holidays)}
      className={cx('flex min-w-0 items-center gap-1 text-caption', className)}
    >
      {first.kind === 'public' && (
        <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-muted" />
      )}
      <span aria-hidden className={cx('truncate', first.kind !== 'public' && 'text-muted')}>
        {first.name}
        {more > 0 && ` +${more}`}
      </span>
      <span className="sr-only">{holidayText(holidays)}</span>
    </span>
  );
};
