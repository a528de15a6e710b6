import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { useNow } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { controlClasses, useFieldWiring } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { dayAt, formatDay } from '../calendar/time.ts';
import { MiniMonth } from '../composer/mini-month.tsx';

interface DayFieldProps {
  /** `YYYY-MM-DD` */
  value: string;
  /** Days before it can't be chosen; today unless said. */
  first?: string;
  onChange: (day: string) => void;
}

/** A day, chosen in a small month. */
export function DayField({ value, first, onChange }: DayFieldProps) {
  const [open, setOpen] = useState(false);
  const wiring = useFieldWiring();
  const { zone, locale } = useTimeStyle();
  const { weekStart } = useSettings();
  const today = dayAt(useNow(), zone);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Day"
      className="w-72 p-3"
      trigger={
        <button
          {...wiring}
          type="button"
          className={cx(controlClasses, 'inline-flex h-8 items-center gap-2 px-2.5 text-left')}
        >
          <CalendarDays size={14} className="text-muted" aria-hidden />
          <span className="flex-1 truncate">
            {formatDay(value, locale, {
              weekday: 'short',
              day: 'numeric',
              month: 'short',
              year: 'numeric',
            })}
          </span>
        </button>
      }
    >
      <MiniMonth
        value={value}
        today={today}
        first={first ?? today}
        weekStart={weekStart}
        locale={locale}
        onChange={onChange}
      />
    </Popover>
  );
}
