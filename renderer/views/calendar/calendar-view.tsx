import { useEffect, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { type Command, useCommands } from '../../app/commands.ts';
import { useClientFilter, useComposer, useGo } from '../../app/place.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { View } from '../../app/view.tsx';
import { Agenda } from './agenda.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import { CalendarLead, CalendarTools } from './calendar-toolbar.tsx';
import { CalendarWelcome } from './calendar-welcome.tsx';
import { useClientLooks } from './client-looks.ts';
import { useMovePost } from './moving.ts';
import { PostPeek } from './post-peek.tsx';
import { type CalendarViewName, spanTitle } from './span.ts';
import { nextFullHour } from './time.ts';
import { useCalendarPlace, useSpanPosts } from './use-calendar.ts';

/** The month, the week or the day of one client or of all: what is planned, what is out, what needs you. */
export function CalendarView() {
  const place = useCalendarPlace();
  const { view, date, today, show, goTo, goToday, turn } = place;
  const { weekStart } = useSettings();
  const style = useTimeStyle();
  const { clientId } = useClientFilter();
  const { span, query } = useSpanPosts(view, date);
  const composer = useComposer();
  const go = useGo();
  const move = useMovePost();
  const clientOf = useClientLooks();
  const [peeked, setPeeked] = useState<{ card: PostCard; anchor: HTMLElement } | null>(null);

  useCommands(calendarCommands({ show, goToday, turn }));

  // N, and typing at once: the composer's code is there before it is asked for.
  const isIdle = query.isSuccess;
  useEffect(() => {
    if (!isIdle) return;
    const timer = window.setTimeout(() => void import('../composer/composer-sheet.tsx'), 1000);
    return () => window.clearTimeout(timer);
  }, [isIdle]);

  const cards = query.data ?? NONE;
  const compose = (place: string) =>
    composer.open('new', { at: place.length > 10 ? place : startOn(place, today, style.zone) });
  const openPage = (card: PostCard) => go(`/posts/${card.id}`);

  const title = spanTitle(view, date, weekStart, style.locale);
  const isBare = query.isSuccess && !query.isPlaceholderData && cards.length === 0;
  return (
    <View
      title={title}
      lead={<CalendarLead onTurn={turn} onToday={goToday} />}
      tools={<CalendarTools view={view} onView={show} />}
    >
      {query.isError ? (
        <QueryProblem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="relative h-full border-t border-hairline bg-panel">
          {query.isPending ? (
            <CalendarSkeleton view={view} />
          ) : view === 'list' ? (
            <Agenda
              span={span}
              cards={cards}
              clientOf={clientOf}
              onOpen={openPage}
              onEdit={(card) => composer.open(card.id)}
              onPick={compose}
            />
          ) : (
            <CalendarGrid
              view={view}
              date={date}
              cards={cards}
              clientOf={clientOf}
              onOpen={(card, anchor, withKeyboard) =>
                withKeyboard ? openPage(card) : setPeeked({ card, anchor })
              }
              onPick={compose}
              onMove={move}
              onDay={(day) => (view === 'day' ? goTo(day) : show('day', day))}
            />
          )}
          {isBare && view !== 'list' && <CalendarWelcome clientId={clientId} />}
        </div>
      )}
      {peeked && (
        <PostPeek
          card={cards.find(({ id }) => id === peeked.card.id) ?? peeked.card}
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

const NONE: readonly PostCard[] = [];

/** A post for a day is planned at nine; today, at the next full hour. */
function startOn(day: string, today: string, zone: string): string {
  return day > today ? `${day}T09:00` : nextFullHour(now(), zone);
}

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
  ];
}
