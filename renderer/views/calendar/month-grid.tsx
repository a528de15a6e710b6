import { type MouseEvent, useMemo, useRef, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import type { ClientLook } from './client-looks.ts';
import { useDropPlace } from './drop-place.ts';
import { MonthDay } from './month-day.tsx';
import type { MonthDay as Day } from './month-days.ts';
import { MonthMore } from './month-more.tsx';
import { chipRoom, ghostsUnder, roomOfDay, shownOf } from './month-room.ts';
import type { WallPlace } from './moving.ts';
import { type Selected, useSelection } from './selection.ts';
import { type SlotPlace, slotOf } from './slot-ghost.tsx';
import { dayAt, daysBetween, formatDay, wallClockText } from './time.ts';
import type { DayNote } from './use-day-notes.ts';
import { useMonthDrag } from './use-month-drag.ts';
import { useMonthKeys } from './use-month-keys.ts';

interface MonthGridProps {
  /** Whole weeks. */
  days: readonly Day[];
  /** A day of the month that is shown. */
  date: string;
  /** Of the grid, px. */
  size: { width: number; height: number };
  /** What the days have besides posts. */
  notes: ReadonlyMap<string, DayNote>;
  /** Its posts are still to come. */
  isBusy: boolean;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
  /** A day was picked to plan a post on, `2026-11-22`. */
  onPick: (day: string) => void;
  /** A free slot was pressed. */
  onSlot: (place: SlotPlace) => void;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
  /** Of several posts, each at its own time of day. */
  onMoveMany: (cards: readonly PostCard[], days: number) => void;
  /** The date of a day was pressed. */
  onDay: (day: string) => void;
  /** The month of this day is to be shown. */
  onShow: (day: string) => void;
}

/** The month: weeks under a row of weekdays. Its days listen to nothing, the grid does. */
export function MonthGrid(props: MonthGridProps) {
  const { days, notes, date, size, isBusy, clientOf } = props;
  const { onOpen, onPick, onSlot, onMove, onMoveMany, onDay } = props;
  const style = useTimeStyle();
  const { zone, hourCycle, locale } = style;
  const today = dayAt(useNow(), zone);
  const grid = useRef<HTMLTableElement>(null);
  const [opened, setOpened] = useState<{ day: string; anchor: HTMLElement } | null>(null);

  const weeks = useMemo(() => weeksIn(days), [days]);
  const room = roomOfDay(weeks.length, size.height);
  const inChips = useMemo(() => chipRoom(size.width), [size.width]);
  const cardOf = (chip: HTMLElement): PostCard | undefined => {
    const day = chip.closest<HTMLElement>('[data-date]')?.dataset.date;
    const { cards } = days.find((one) => one.day === day) ?? { cards: [] };
    return cards.find(({ id }) => id === chip.dataset.chip);
  };
  const keys = useMonthKeys(grid, { drawn: days, date, today, zone, cardOf }, props);
  const over = useDropPlace();
  const selected = useSelection();
  const offer = useMonthDrag({
    grid,
    zone,
    onMove: (card, { day, wallTime }, others) => {
      setOpened(null);
      if (others.length === 0) void onMove(card, { wallTime, zone });
      else onMoveMany([card, ...others], daysBetween(dayAt(card.scheduledAt ?? 0, zone), day));
    },
  });

  function onClick({ target, detail }: MouseEvent): void {
    if (!(target instanceof Element) || !grid.current?.contains(target)) return;
    const button = target.closest('button');
    const day = target.closest<HTMLElement>('[data-date]')?.dataset.date;
    if (!day) return;
    const slot = button && slotOf(button);
    if (!button) {
      if (detail < 2) onPick(day);
    } else if (button.dataset.chip) {
      const card = cardOf(button);
      if (card) onOpen(card, button, detail === 0);
    } else if (slot) onSlot(slot);
    else if ('more' in button.dataset) setOpened({ day, anchor: button });
    else onDay(day);
  }

  const openDay = opened && days.find(({ day }) => day === opened.day);
  return (
    <>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells that take the focus make it a grid.
        role="grid"
        tabIndex={0}
        aria-label={formatDay(date, locale, { month: 'long', year: 'numeric' })}
        aria-busy={isBusy}
        className="flex h-full flex-col outline-none"
        onClick={onClick}
        onKeyDown={keys.onKeyDown}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
        onPointerOver={({ target }) => {
          const chip = target instanceof Element && target.closest<HTMLElement>('[data-chip]');
          const card = chip && cardOf(chip);
          if (card) offer(chip, card);
        }}
      >
        <WeekdayNames week={weeks[0] ?? []} locale={locale} />
        <tbody className="flex min-h-0 flex-1 flex-col">
          {weeks.map((week) => (
            <tr
              key={week[0]?.day}
              className="grid min-h-0 flex-1 grid-cols-7 border-b border-hairline last:border-b-0"
            >
              {week.map((of) => {
                const { chips, isRoomy } = shownOf(of.count, room);
                return (
                  <MonthDay
                    key={of.day}
                    of={of}
                    chips={chips}
                    isRoomy={isRoomy}
                    room={inChips}
                    isToday={of.day === today}
                    isOther={!of.day.startsWith(date.slice(0, 7))}
                    isOpen={opened?.day === of.day}
                    note={notes.get(of.day)}
                    ghosts={ghostsUnder(of.count, room)}
                    drop={over?.day === of.day ? wallClockText(over.wallTime, hourCycle) : null}
                    marked={markedIn(of, selected)}
                    clientOf={clientOf}
                    style={style}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {opened && openDay && (
        <MonthMore
          of={openDay}
          anchor={opened.anchor}
          clientOf={clientOf}
          style={style}
          onClose={() => setOpened(null)}
          onOpen={onOpen}
          onReach={offer}
        />
      )}
    </>
  );
}

/** The selected ones of a day, as one text: a day whose text is the same is not drawn again. */
const markedIn = ({ cards }: Day, selected: Selected): string =>
  selected.size === 0 ? '' : cards.flatMap(({ id }) => (selected.has(id) ? id : [])).join();

const WeekdayNames = ({ week, locale }: { week: readonly Day[]; locale: string }) => (
  <thead className="block shrink-0">
    <tr className="grid h-[27px] grid-cols-7 border-b border-hairline bg-paper">
      {week.map(({ day }) => (
        <th
          key={day}
          scope="col"
          aria-label={formatDay(day, locale, { weekday: 'long' })}
          className="border-l border-hairline px-2 py-1 text-left text-small font-normal text-muted first:border-l-0"
        >
          {formatDay(day, locale, { weekday: 'short' })}
        </th>
      ))}
    </tr>
  </thead>
);

const weeksIn = (days: readonly Day[]): (readonly Day[])[] =>
  Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
