import { useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { type Command, useCommands } from '../../app/commands.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useComposer, useGo } from '../../app/place.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { View } from '../../app/view.tsx';
import { useIsBelow } from '../../ui/use-media.ts';
import { CalendarDesk } from '../shelf/calendar-desk.tsx';
import { ShelfToggle } from '../shelf/shelf-toggle.tsx';
import { PaperSheet } from './ahead.ts';
import { BoardView } from './board-ahead.ts';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import { CalendarLead, CalendarTools } from './calendar-toolbar.tsx';
import { useClientLooks } from './client-looks.ts';
import { FilterBar } from './filter-bar.tsx';
import { MonthView } from './month-view.tsx';
import { useMoveMany, useMovePost } from './moving.ts';
import { PostPeek } from './post-peek.tsx';
import type { SlotPlace } from './slot-ghost.tsx';
import { type CalendarViewName, spanTitle, visibleSpan } from './span.ts';
import { SpanView } from './span-view.tsx';
import { nextFullHour } from './time.ts';
import { useCalendarPlace } from './use-calendar.ts';
import { type Paper, usePaper } from './use-paper.ts';

const ExportDialog = onDemand(
  async () => (await import('../posts/export-dialog.tsx')).ExportDialog,
);

/** The month, the week or the day of one client or of all: what is planned, what is out, what needs you. */
export function CalendarView() {
  const place = useCalendarPlace();
  const { view, date, today, show, goTo, goToday, turn } = place;
  const { weekStart } = useSettings();
  const style = useTimeStyle();
  const composer = useComposer();
  const go = useGo();
  const move = useMovePost();
  const moveMany = useMoveMany();
  const clientOf = useClientLooks();
  const [peeked, setPeeked] = useState<{ card: PostCard; anchor: HTMLElement } | null>(null);

  const paper = usePaper(view, date);
  // A day is told in more words than a month.
  const isShort = useIsBelow(view === 'day' || view === 'week' ? 'wide' : 'roomy');

  useCommands([...calendarCommands({ show, goToday, turn }), ...paperCommands(paper)]);

  const compose = (place: string) =>
    composer.open('new', { at: place.length > 10 ? place : startOn(place, today, style.zone) });
  const openPage = (card: PostCard) => go(`/posts/${card.id}`);
  const actions = {
    clientOf,
    onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) =>
      withKeyboard ? openPage(card) : setPeeked({ card, anchor }),
    onPick: compose,
    onSlot: ({ wallTime, clientId }: SlotPlace) =>
      composer.open('new', { at: wallTime, forClient: clientId }),
    onMove: move,
    onMoveMany: moveMany,
    onDay: (day: string) => show('day', day),
  };

  return (
    <View
      title={spanTitle(view, date, weekStart, style.locale, isShort ? 'short' : 'long')}
      lead={<CalendarLead onTurn={turn} onToday={goToday} />}
      tools={
        <>
          <CalendarTools
            view={view}
            onView={show}
            paper={paper}
            onPlan={() => go(`/plan?month=${date.slice(0, 7)}`)}
          />
          <ShelfToggle />
        </>
      }
    >
      <div className="flex h-full flex-col">
        <FilterBar />
        <div className="min-h-0 flex-1">
          <CalendarDesk span={visibleSpan(view, date, weekStart, style.zone)}>
            {view === 'month' ? (
              <MonthView date={date} {...actions} onShow={goTo} />
            ) : view === 'board' ? (
              <BoardView
                date={date}
                clientOf={clientOf}
                onOpen={actions.onOpen}
                fallback={<CalendarSkeleton view="board" />}
              />
            ) : (
              <SpanView
                view={view}
                date={date}
                {...actions}
                onPage={openPage}
                onEdit={(card) => composer.open(card.id)}
              />
            )}
          </CalendarDesk>
        </div>
      </div>
      {paper.job && (
        <PaperSheet view={view} date={date} clientOf={clientOf} onReady={paper.onReady} />
      )}
      {paper.csv && (
        <ExportDialog span={paper.csv} statuses={paper.csv.statuses} onClose={paper.onCsvClose} />
      )}
      {peeked && (
        <PostPeek
          card={peeked.card}
          anchor={peeked.anchor}
          client={clientOf(peeked.card.clientId)}
          onClose={() => setPeeked(null)}
          onOpen={() => openPage(peeked.card)}
          onEdit={() => composer.open(peeked.card.id)}
        />
      )}
    </View>
  );
}

/** A post for a day is planned at nine; today, at the next full hour. */
function startOn(day: string, today: string, zone: string): string {
  return day > today ? `${day}T09:00` : nextFullHour(now(), zone);
}

const paperCommands = ({ print, savePdf, saveIcs, saveCsv }: Paper): Command[] => [
  {
    id: 'calendar.print',
    label: 'Print the calendar',
    group: 'This view',
    keys: ['mod+p'],
    keywords: ['paper'],
    run: print,
  },
  {
    id: 'calendar.pdf',
    label: 'Save the calendar as a PDF',
    group: 'This view',
    run: savePdf,
  },
  {
    id: 'calendar.ics',
    label: 'Export the calendar as .ics',
    group: 'This view',
    keywords: ['ical', 'outlook', 'google'],
    run: saveIcs,
  },
  {
    id: 'calendar.csv',
    label: 'Export posts to CSV',
    group: 'This view',
    keywords: ['table', 'spreadsheet', 'excel'],
    run: saveCsv,
  },
];

function calendarCommands({
  show,
  goToday,
  turn,
}: Pick<ReturnType<typeof useCalendarPlace>, 'show' | 'goToday' | 'turn'>): Command[] {
  const view = (name: CalendarViewName, label: string): Command => ({
    id: `calendar.${name}`,
    label: `Show the ${label}`,
    group: 'This view',
    keys: [label[0] ?? ''],
    run: () => show(name),
  });
  return [
    { id: 'calendar.today', label: 'Go to today', group: 'This view', keys: ['t'], run: goToday },
    {
      id: 'calendar.next',
      label: 'Go forward',
      group: 'This view',
      keys: ['right', 'j'],
      run: () => turn(1),
    },
    {
      id: 'calendar.previous',
      label: 'Go back',
      group: 'This view',
      keys: ['left', 'k'],
      run: () => turn(-1),
    },
    {
      // The chips listen themselves; here it is for the sheet of shortcuts.
      id: 'calendar.move',
      label: 'Move the post in focus',
      group: 'This view',
      keys: ['alt+right', 'alt+left', 'alt+down', 'alt+up'],
      notInPalette: true,
      run: () => undefined,
    },
    view('month', 'month'),
    view('week', 'week'),
    view('day', 'day'),
    view('list', 'list'),
    view('board', 'board'),
  ];
}
