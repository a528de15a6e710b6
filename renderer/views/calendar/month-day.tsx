import { memo } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import type { TimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import type { ClientLook } from './client-looks.ts';
import { dateOf, weekendTint } from './day-looks.ts';
import { holidayName } from './holiday-name.tsx';
import { type MonthDay as Day, timeOfDay } from './month-days.ts';
import type { LineRoom } from './month-room.ts';
import { type ChipRoom, chipLook, chipName, PostChip } from './post-chip.tsx';
import { slotGhost } from './slot-ghost.tsx';
import { formatDay } from './time.ts';
import type { DayNote } from './use-day-notes.ts';

interface MonthDayProps {
  of: Day;
  /** How many of its posts are drawn; "+3 more" stands for the rest. */
  chips: number;
  isRoomy: boolean;
  /** What the others show. */
  room: LineRoom;
  isToday: boolean;
  /** Of the month before or after. */
  isOther: boolean;
  isOpen: boolean;
  note: DayNote | undefined;
  /** How many free slots there is room for. */
  ghosts: number;
  /** When the post that is dragged over it would be due, as text. */
  drop: string | null;
  /** Ids of its posts that are selected, comma-separated. */
  marked: string;
  clientOf: (clientId: string) => ClientLook;
  style: TimeStyle;
}

/** A day of the month. Clicks and keys are the grid's, so it has nothing to hand down but what it shows. */
export const MonthDay = memo(function MonthDay({
  of,
  chips,
  isRoomy,
  room,
  isToday,
  isOther,
  isOpen,
  note,
  ghosts,
  drop,
  marked,
  clientOf,
  style,
}: MonthDayProps) {
  const { day, count, cards } = of;
  const { locale } = style;
  // The first of a month says which month, and what is seen is also what is heard.
  const isFirst = day.endsWith('-01');
  const month = isFirst ? 'short' : 'long';
  const name = formatDay(day, locale, { weekday: 'long', day: 'numeric', month });
  const shown = cards.slice(0, chips);
  const more = count - shown.length;
  return (
    <td
      tabIndex={-1}
      data-date={day}
      {...(isToday && { 'aria-current': 'date' as const })}
      className={cx(
        'min-w-0 overflow-hidden normal-nums border-l border-hairline first:border-l-0 focus-visible:-outline-offset-2',
        drop !== null
          ? 'bg-accent-soft'
          : isOther
            ? 'bg-sunken/70'
            : weekendTint(new Date(day).getUTCDay()),
      )}
    >
      <div className="flex min-h-7 items-start px-1.5 pt-1">
        <button
          type="button"
          data-day
          tabIndex={-1}
          aria-label={name}
          className={cx(
            dateOf(isToday),
            'text-small whitespace-nowrap',
            !isToday && 'rounded-control hover:bg-hover',
            isOther && !isToday && 'text-muted',
          )}
        >
          {isFirst ? formatDay(day, locale, { day: 'numeric', month }) : Number(day.slice(8))}
        </button>
        {drop === null && note && holidayName({ holidays: note.holidays, className: 'ml-1 h-5.5' })}
        {drop !== null && (
          <span className="ml-auto px-1 text-caption leading-5.5 font-medium text-accent-text">
            {drop}
          </span>
        )}
      </div>
      <div className="flex flex-col gap-0.5 px-1">
        {shown.map((card) =>
          dayStop({
            card,
            client: clientOf(card.clientId),
            time: timeOfDay(card.scheduledAt ?? 0, of, style),
            room: isRoomy ? { ...room, isRoomy } : room,
            isSelected: marked !== '' && marked.includes(card.id),
          }),
        )}
        {more > 0 && (
          <button
            type="button"
            data-stop
            data-more
            tabIndex={-1}
            aria-label={`+${more} more posts`}
            aria-haspopup="dialog"
            aria-expanded={isOpen}
            className="flex h-4.5 items-center self-start rounded-chip px-1.5 text-caption text-muted hover:bg-hover focus-visible:outline-offset-0"
          >
            {`+${more} more`}
          </button>
        )}
        {note?.ghosts.slice(0, ghosts).map((ghost) =>
          slotGhost({
            ghost,
            client: clientOf(ghost.clientId),
            time: timeOfDay(ghost.at, of, style),
          }),
        )}
      </div>
    </td>
  );
}, isSame);

interface DayChipProps {
  card: PostCard;
  client: ClientLook;
  time: string;
}

/** A post of the grid, reached by arrow key and not by Tab. Called and not mounted: a month would mount a hundred more. */
function dayStop({
  card,
  client,
  time,
  room,
  isSelected,
}: DayChipProps & { room: ChipRoom; isSelected: boolean }) {
  const { name: clientName, colour } = client;
  const { className, children, ...look } = chipLook({ card, colour, clientName, time, room });
  return (
    <button
      key={card.id}
      type="button"
      data-chip={card.id}
      data-stop
      tabIndex={-1}
      aria-label={`${chipName(card, time, clientName)}${isSelected ? ', selected' : ''}`}
      data-selected={isSelected || undefined}
      {...look}
      className={`post-chip-button ${className}`}
    >
      {children}
    </button>
  );
}

/** A post in the list of a day, where each chip finds out for itself what it has room for. */
export const dayChip = ({ card, client, time }: DayChipProps) => (
  <button
    key={card.id}
    type="button"
    data-chip={card.id}
    data-roving
    aria-label={chipName(card, time, client.name)}
    className="group/chip @container/chip block w-full min-w-0 rounded-chip text-left outline-offset-0 data-dragged:opacity-40"
  >
    <PostChip card={card} colour={client.colour} clientName={client.name} time={time} />
  </button>
);

/** A new answer makes new days of the same posts; only a day that looks different is drawn again. */
function isSame(
  { of: before, ...rest }: MonthDayProps,
  { of: after, ...next }: MonthDayProps,
): boolean {
  if (before.day !== after.day || before.count !== after.count) return false;
  if (before.from !== after.from || before.to !== after.to) return false;
  const keys = Object.keys(rest) as (keyof typeof rest)[];
  if (keys.some((key) => rest[key] !== next[key])) return false;
  const shown = Math.min(next.chips, after.cards.length);
  if (shown !== Math.min(rest.chips, before.cards.length)) return false;
  return after.cards.slice(0, shown).every((card, at) => isSameCard(card, before.cards[at]));
}

const isSameCard = (card: PostCard, other: PostCard | undefined): boolean =>
  card === other ||
  (card.id === other?.id &&
    card.updatedAt === other.updatedAt &&
    card.status === other.status &&
    card.held === other.held &&
    card.scheduledAt === other.scheduledAt);
