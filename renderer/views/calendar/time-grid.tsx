import '@fullcalendar/react/skeleton.css';
import './time-grid.css';
import FullCalendar, {
  type CalendarOptions,
  type CalendarRef,
  type EventApi,
  type EventInput,
} from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { useEffect, useMemo, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import type { ClientLook } from './client-looks.ts';
import { DayHeader } from './day-header.tsx';
import { ghostsBeside } from './ghost-room.ts';
import { isMovable, type WallPlace } from './moving.ts';
import { paperTheme } from './paper-theme.tsx';
import { chipName, PostChip } from './post-chip.tsx';
import { GhostLook, ghostKey, type SlotGhost, type SlotPlace } from './slot-ghost.tsx';
import { WEEK_START_DAY } from './span.ts';
import { clockText, timeText } from './time.ts';
import { useChipKeys } from './use-chip-keys.ts';
import type { DayNote } from './use-day-notes.ts';

const FULLCALENDAR_VIEW = { week: 'timeGridWeek', day: 'timeGridDay' };

const PLUGINS = [timeGridPlugin, interactionPlugin, paperTheme];

/** How many stand side by side; the rest is behind "+2 more". */
const MOST_BESIDE = { week: 2, day: 6 };

/** How far a post is dragged before it is a drag and not a click, in px. */
const DRAG_DISTANCE = 5;

interface TimeGridProps {
  view: keyof typeof FULLCALENDAR_VIEW;
  date: string;
  cards: readonly PostCard[];
  /** What the days have besides posts. */
  notes: ReadonlyMap<string, DayNote>;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
  /** A day (`2026-11-22`) or a slot (`2026-11-22T09:30`) was picked. */
  onPick: (place: string) => void;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
  /** A free slot was pressed. */
  onSlot: (place: SlotPlace) => void;
  /** The date above a day of the week was pressed. */
  onDay: (day: string) => void;
}

/** Week and day. FullCalendar lays them out; what is in them is ours. */
export function TimeGrid({
  view,
  date,
  cards,
  notes,
  clientOf,
  onOpen,
  onPick,
  onSlot,
  onMove,
  onDay,
}: TimeGridProps) {
  const calendar = useRef<CalendarRef>(null);
  const style = useTimeStyle();
  const { weekStart } = useSettings();
  const { zone, hourCycle, locale } = style;

  // FullCalendar starts where it is told once; from then on it is moved.
  useEffect(() => {
    const api = calendar.current?.getApi();
    if (!api) return;
    const type = FULLCALENDAR_VIEW[view];
    if (api.view.type !== type) api.changeView(type, date);
    else api.gotoDate(date);
  }, [view, date]);

  // FullCalendar tells once that a day is there; what is done with it may change.
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  }, [onPick]);

  const dayOf = (day: Date) => wallTimeAt(day.getTime(), zone).slice(0, 10);

  const events = useMemo(() => {
    const ghosts = [...notes.values()].flatMap((note) => note.ghosts);
    const posts = cards.map(({ scheduledAt }) => scheduledAt ?? 0);
    return [
      ...cards.map(eventOf),
      ...ghostsBeside(posts, ghosts, MOST_BESIDE[view]).map(eventOfGhost),
    ];
  }, [cards, notes, view]);
  const box = useRef<HTMLDivElement>(null);
  useChipKeys({ box, cards, zone, onMove });

  // FullCalendar takes a grid that was drawn anew during a drag (a post came in, a minute passed) for another calendar:
  // the post then leaves and is received, and is never dropped.
  const takeBack = useRef(() => {});
  const drop = (event: EventApi, revert: () => void) => {
    const card = event.extendedProps.card as PostCard;
    const wallTime = event.startStr.slice(0, 16);
    void onMove(card, { wallTime, zone }).then((moved) => {
      if (!moved) revert();
    });
  };

  const content = useMemo<NonNullable<CalendarOptions['eventContent']>>(
    () =>
      ({ event }) => {
        const ghost = event.extendedProps.ghost as SlotGhost | undefined;
        const style = { zone, hourCycle, locale };
        if (ghost) {
          const { name, colour } = clientOf(ghost.clientId);
          return <GhostLook time={timeText(ghost.at, style)} name={name} colour={colour} />;
        }
        const card = event.extendedProps.card as PostCard;
        const client = clientOf(card.clientId);
        const at = event.start?.getTime() ?? card.scheduledAt ?? 0;
        const time = timeText(at, style);
        return (
          <div className="@container/chip">
            <span className="sr-only">{chipName(card, time, client.name)}</span>
            <PostChip card={card} colour={client.colour} clientName={client.name} time={time} />
          </div>
        );
      },
    [clientOf, zone, hourCycle, locale],
  );

  return (
    <div ref={box} className="h-full">
      <FullCalendar
        ref={calendar}
        plugins={PLUGINS}
        headerToolbar={false}
        initialView={FULLCALENDAR_VIEW[view]}
        initialDate={date}
        height="100%"
        borderless
        expandRows
        locale={locale}
        timeZone={zone}
        now={now}
        firstDay={WEEK_START_DAY[weekStart]}
        nowIndicator
        allDaySlot={false}
        eventMaxStack={MOST_BESIDE[view]}
        slotEventOverlap={false}
        slotDuration="00:30"
        snapDuration="00:15"
        slotMinHeight={26}
        slotHeaderInterval="01:00"
        defaultTimedEventDuration="00:30"
        eventMinHeight={24}
        eventShortHeight={24}
        scrollTime={scrollTime(zone)}
        scrollTimeReset={false}
        slotHeaderContent={({ time }) => slotLabel(time?.milliseconds ?? 0, hourCycle)}
        dayHeaderFormat={{ weekday: 'short', day: 'numeric' }}
        popoverFormat={{ weekday: 'long', day: 'numeric', month: 'long' }}
        moreLinkText={(count) => `+${count} more`}
        moreLinkHint={(count) => `Show ${count} more posts`}
        dayHeaderContent={(header) => (
          <DayHeader
            header={header}
            holidays={notes.get(dayOf(header.date))?.holidays}
            onDay={(day) => onDay(dayOf(day))}
          />
        )}
        dayLaneDidMount={({ el }) => makeReachable(el, (day) => pick.current(day))}
        events={events}
        eventContent={content}
        eventInteractive
        displayEventTime={false}
        eventOrder="rank,start,id"
        eventStartEditable
        eventDurationEditable={false}
        eventDragMinDistance={DRAG_DISTANCE}
        dragRevertDuration={120}
        dragScroll
        eventClick={({ event, el, jsEvent }) => {
          jsEvent.preventDefault();
          const { ghost, card } = event.extendedProps as { ghost?: SlotGhost; card: PostCard };
          if (ghost) onSlot(ghost);
          else onOpen(card, el, jsEvent.detail === 0);
        }}
        dateClick={({ dateStr, jsEvent }) => {
          if (jsEvent.detail < 2) onPick(dateStr.slice(0, 16));
        }}
        eventDrop={({ event, revert }) => drop(event, revert)}
        eventLeave={({ revert }) => {
          takeBack.current = revert;
        }}
        eventReceive={({ event, revert }) =>
          drop(event, () => {
            revert();
            takeBack.current();
          })
        }
      />
    </div>
  );
}

/** The same card is the same event, so that FullCalendar has nothing to compare when nothing changed. */
const eventByCard = new WeakMap<PostCard, EventInput>();

function eventOf(card: PostCard): EventInput {
  const known = eventByCard.get(card);
  if (known) return known;
  const event: EventInput = {
    id: card.id,
    title: card.excerpt,
    start: card.scheduledAt ?? 0,
    startEditable: isMovable(card),
    extendedProps: { card, rank: 0 },
  };
  eventByCard.set(card, event);
  return event;
}

/** After the posts, so that it takes the room that they leave. */
const eventOfGhost = (ghost: SlotGhost): EventInput => ({
  id: ghostKey(ghost),
  title: 'Free slot',
  start: ghost.at,
  startEditable: false,
  extendedProps: { ghost, rank: 1 },
});

/** A day of the week or day view takes the focus, so that its hours scroll by key, and Enter begins a post on it. */
function makeReachable(lane: HTMLElement, onPick: (day: string) => void): void {
  lane.tabIndex = 0;
  lane.classList.add('-outline-offset-2');
  lane.addEventListener('keydown', (event) => {
    const { date } = lane.dataset;
    if (event.key !== 'Enter' || event.target !== lane || !date) return;
    event.preventDefault();
    onPick(date);
  });
}

/** The day opens two hours before now, where work is, a little early so that the hour's label is whole. */
function scrollTime(zone: string): string {
  const hour = Number(wallTimeAt(now(), zone).slice(11, 13));
  return `${String(Math.max(0, Math.min(hour - 3, 13))).padStart(2, '0')}:45`;
}

const slotLabel = (milliseconds: number, hourCycle: 'h23' | 'h12'): string =>
  milliseconds === 0 ? '' : clockText(Math.floor(milliseconds / 3_600_000), 0, hourCycle);
