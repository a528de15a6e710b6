import { Check, ChevronDown, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { slotTimeText, weekdayText } from './slot-time.ts';
import { copyDay, daysFrom, EVERY_DAY, hasSlot, type Slot, toggleSlot, WEEKDAYS } from './week.ts';

interface WeekGridProps {
  slots: readonly Slot[];
  /** Whose times are changed; null for those of all accounts. */
  accountId: string | null;
  /** A row each. */
  times: readonly string[];
  /** `keep` names a row that is not to go with its last time. */
  onChange: (slots: Slot[], keep?: string) => void;
  onRemove: (time: string) => void;
}

/**
 * A column for each day, a row for each time: a click adds or takes out. One stop for Tab; arrow keys
 * go through it, Space toggles, Delete takes the time out of every day.
 */
export function WeekGrid({ slots, accountId, times, onChange, onRemove }: WeekGridProps) {
  const { locale, hourCycle } = useTimeStyle();
  const days = daysFrom(useSettings().weekStart);
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const row = Math.min(at.row, times.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    const time = times[row];
    if (event.key === 'Delete' && time !== undefined) {
      if (isOwnRow(slots, time, accountId)) onRemove(time);
    } else if (!by) return;
    event.preventDefault();
    const next = {
      row: Math.max(0, Math.min(times.length - 1, row + (by?.row ?? 0))),
      column: Math.max(0, Math.min(days.length - 1, at.column + (by?.column ?? 0))),
    };
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
  };

  if (times.length === 0)
    return (
      <p className="rounded-card border border-dashed border-faint px-4 py-8 text-center text-muted">
        No times yet. Type one below, or fill the week.
      </p>
    );
  return (
    <div className="overflow-hidden rounded-card border border-hairline">
      <table
        ref={table}
        aria-label="Times of the week"
        className="w-full table-fixed border-collapse"
      >
        <thead className="bg-sunken">
          <tr>
            <th scope="col" className="w-20 px-3 text-left text-small font-normal text-muted">
              Time
            </th>
            {days.map((day) => (
              <th key={day} scope="col" className="border-l border-hairline p-0 font-medium">
                <DayMenu day={day} slots={slots} accountId={accountId} onChange={onChange} />
              </th>
            ))}
            <th scope="col" className="w-11 border-l border-hairline">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((time, rowIndex) => (
            <tr key={time} className="border-t border-hairline">
              <th scope="row" className="px-3 text-left font-medium tabular-nums">
                {slotTimeText(time, hourCycle)}
              </th>
              {days.map((weekday, column) => (
                <td key={weekday} className="h-11 border-l border-hairline p-1">
                  <Cell
                    slots={slots}
                    slot={{ weekday, time, accountId }}
                    name={`${weekdayText(weekday, locale)} ${slotTimeText(time, hourCycle)}`}
                    place={`${rowIndex} ${column}`}
                    isStop={rowIndex === row && column === at.column}
                    onFocus={() => setAt({ row: rowIndex, column })}
                    onKeyDown={onKeyDown}
                    onToggle={(slot) => onChange(toggleSlot(slots, slot), time)}
                  />
                </td>
              ))}
              <td className="border-l border-hairline p-1 text-center">
                <IconButton
                  label={`Remove ${slotTimeText(time, hourCycle)} from every day`}
                  disabled={!isOwnRow(slots, time, accountId)}
                  onClick={() => onRemove(time)}
                >
                  <Trash2 size={14} />
                </IconButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What belongs to other accounts, or to all of them, is taken out where those are shown. */
const isOwnRow = (slots: readonly Slot[], time: string, accountId: string | null): boolean => {
  const row = slots.filter((slot) => slot.time === time);
  return row.length === 0 || row.some((slot) => slot.accountId === accountId);
};

const STEPS: Partial<Record<string, { row?: number; column?: number }>> = {
  ArrowUp: { row: -1 },
  ArrowDown: { row: 1 },
  ArrowLeft: { column: -1 },
  ArrowRight: { column: 1 },
  Home: { column: -7 },
  End: { column: 7 },
};

interface CellProps {
  slots: readonly Slot[];
  slot: Slot;
  name: string;
  place: string;
  isStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onToggle: (slot: Slot) => void;
}

function Cell({ slots, slot, name, place, isStop, onFocus, onKeyDown, onToggle }: CellProps) {
  const isOn = hasSlot(slots, slot);
  // A time of all accounts is one of each; it is changed where all are shown.
  const isOfAll = slot.accountId !== null && hasSlot(slots, { ...slot, accountId: null });
  const single =
    slot.accountId === null
      ? slots.filter(
          ({ weekday, time, accountId }) =>
            weekday === slot.weekday && time === slot.time && accountId !== null,
        ).length
      : 0;
  const note = isOfAll
    ? 'all accounts'
    : !isOn && single > 0
      ? `${single} ${single === 1 ? 'account' : 'accounts'}`
      : null;
  return (
    <button
      type="button"
      data-cell={place}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={isOn || isOfAll}
      aria-disabled={isOfAll || undefined}
      aria-label={note ? `${name}, ${note}` : name}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={() => !isOfAll && onToggle(slot)}
      className={cx(
        'group flex h-full w-full items-center justify-center rounded-control text-small transition-colors focus-visible:-outline-offset-2',
        isOn
          ? 'bg-accent-soft text-accent-text hover:bg-pressed'
          : isOfAll
            ? 'bg-pressed text-muted'
            : 'text-muted hover:bg-hover',
      )}
    >
      {isOn ? (
        <Check size={16} aria-hidden className="[stroke-width:2px]" />
      ) : (
        (note ?? <span className="text-faint opacity-0 group-hover:opacity-100">+</span>)
      )}
    </button>
  );
}

interface DayMenuProps {
  day: number;
  slots: readonly Slot[];
  accountId: string | null;
  onChange: (slots: Slot[]) => void;
}

/** A day's name, and what can be done with the whole day. */
function DayMenu({ day, slots, accountId, onChange }: DayMenuProps) {
  const { locale } = useTimeStyle();
  const name = weekdayText(day, locale);
  const isEmpty = !slots.some((slot) => slot.weekday === day && slot.accountId === accountId);
  const copyTo = (to: readonly number[]) => onChange(copyDay(slots, day, to, accountId));
  return (
    <Menu
      align="center"
      trigger={
        <button
          type="button"
          className="flex h-9 w-full items-center justify-center gap-1 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
        >
          <span aria-hidden>{weekdayText(day, locale, 'short')}</span>
          <span className="sr-only">{name}: copy or clear</span>
          <ChevronDown size={12} className="text-muted" aria-hidden />
        </button>
      }
    >
      <MenuItem disabled={isEmpty} onSelect={() => copyTo(WEEKDAYS)}>
        Copy to all weekdays
      </MenuItem>
      <MenuItem disabled={isEmpty} onSelect={() => copyTo(EVERY_DAY)}>
        Copy to every day
      </MenuItem>
      <MenuSeparator />
      {EVERY_DAY.filter((other) => other !== day).map((other) => (
        <MenuItem key={other} disabled={isEmpty} onSelect={() => copyTo([other])}>
          Copy to {weekdayText(other, locale)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        disabled={isEmpty}
        onSelect={() =>
          onChange(slots.filter((slot) => slot.weekday !== day || slot.accountId !== accountId))
        }
      >
        Clear {name}
      </MenuItem>
    </Menu>
  );
}
