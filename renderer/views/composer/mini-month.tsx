import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { DayTable, weeksFrom } from '../calendar/day-table.tsx';
import { visibleSpan, type WeekStart } from '../calendar/span.ts';
import { formatDay } from '../calendar/time.ts';

interface MiniMonthProps {
  /** The chosen day, `YYYY-MM-DD`. */
  value: string;
  today: string;
  /** Days before it can't be chosen. */
  first: string;
  weekStart: WeekStart;
  locale: string;
  onChange: (day: string) => void;
}

const KEYS: Record<string, Temporal.DurationLike> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  PageUp: { months: -1 },
  PageDown: { months: 1 },
};

/** A month to choose a day from, by pointer and by arrow keys. */
export function MiniMonth({ value, today, first, weekStart, locale, onChange }: MiniMonthProps) {
  const [shown, setShown] = useState(value.slice(0, 7));
  const grid = useRef<HTMLTableElement>(null);
  /** The day that is stood on takes the focus: when the month opens, and after an arrow key. */
  const goesToKeyboard = useRef(true);
  const { first: from } = visibleSpan('month', `${shown}-01`, weekStart, 'UTC');
  const weeks = weeksFrom(from, 6);
  const standsOn = value.startsWith(shown) ? value : `${shown}-01`;

  useEffect(() => setShown(value.slice(0, 7)), [value]);
  useEffect(() => {
    if (!goesToKeyboard.current) return;
    goesToKeyboard.current = false;
    const day = grid.current?.querySelector<HTMLElement>('[tabindex="0"]');
    requestAnimationFrame(() => day?.focus());
  });

  const turn = (months: number) =>
    setShown(Temporal.PlainYearMonth.from(shown).add({ months }).toString());

  return (
    <div>
      <div className="mb-1 flex items-center">
        <span className="flex-1 pl-2 font-medium" aria-live="polite">
          {formatDay(`${shown}-01`, locale, { month: 'long', year: 'numeric' })}
        </span>
        <IconButton label="Previous month" onClick={() => turn(-1)}>
          <ChevronLeft size={16} />
        </IconButton>
        <IconButton label="Next month" onClick={() => turn(1)}>
          <ChevronRight size={16} />
        </IconButton>
      </div>
      <DayTable
        ref={grid}
        role="grid"
        aria-label="Day"
        {...{ weeks, locale }}
        onKeyDown={(event) => {
          const by = KEYS[event.key];
          if (!by) return;
          event.preventDefault();
          const next = Temporal.PlainDate.from(standsOn).add(by).toString();
          if (next < first) return;
          goesToKeyboard.current = true;
          onChange(next);
        }}
      >
        {(day) => (
          <button
            type="button"
            disabled={day < first}
            tabIndex={day === standsOn ? 0 : -1}
            aria-pressed={day === value}
            aria-label={formatDay(day, locale, {
              weekday: 'long',
              day: 'numeric',
              month: 'long',
            })}
            onClick={() => onChange(day)}
            className={cx(
              'size-7.5 rounded-control disabled:text-faint',
              day === value
                ? 'bg-accent font-semibold text-on-accent'
                : day === today
                  ? 'font-semibold text-accent-text enabled:hover:bg-hover'
                  : 'enabled:hover:bg-hover',
              !day.startsWith(shown) && day !== value && 'text-muted',
            )}
          >
            {Number(day.slice(8))}
          </button>
        )}
      </DayTable>
    </div>
  );
}
