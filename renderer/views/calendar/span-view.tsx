import { useMemo } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Agenda, fetchAhead, TimeGrid } from './ahead.ts';
import { CalendarBody } from './calendar-body.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import type { ClientLook } from './client-looks.ts';
import type { WallPlace } from './moving.ts';
import type { SlotPlace } from './slot-ghost.tsx';
import { type CalendarViewName, dayEdges, daysOf } from './span.ts';
import { useSpanPosts } from './use-calendar.ts';
import { useDayNotes } from './use-day-notes.ts';

interface SpanViewProps {
  view: Exclude<CalendarViewName, 'month' | 'board'>;
  date: string;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
  /** Its page. */
  onPage: (card: PostCard) => void;
  onEdit: (card: PostCard) => void;
  onPick: (place: string) => void;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
  onSlot: (place: SlotPlace) => void;
  onDay: (day: string) => void;
}

/** The week, the day, or the month as a list: every post of the span. */
export function SpanView({ view, date, clientOf, onPage, onEdit, ...actions }: SpanViewProps) {
  const { span, query } = useSpanPosts(view, date);
  const cards = query.data ?? NONE;
  const { zone } = useTimeStyle();
  const { first, end, from, to } = span;
  const days = useMemo(() => daysOf({ first, end, from, to }), [first, end, from, to]);
  const edges = useMemo(
    () => dayEdges({ first, end, from, to }, zone),
    [first, end, from, to, zone],
  );
  const isReady = query.isSuccess && !query.isPlaceholderData;
  const notes = useDayNotes({ days, edges, isReady });
  const skeleton = <CalendarSkeleton view={view} />;
  return (
    <CalendarBody
      query={query}
      isBare={view !== 'list' && cards.length === 0}
      fetchAhead={fetchAhead}
    >
      {query.isPending ? (
        skeleton
      ) : view === 'list' ? (
        <Agenda
          span={span}
          cards={cards}
          notes={notes}
          clientOf={clientOf}
          onOpen={onPage}
          onEdit={onEdit}
          onPick={actions.onPick}
          fallback={skeleton}
        />
      ) : (
        <TimeGrid
          view={view}
          date={date}
          cards={cards}
          notes={notes}
          clientOf={clientOf}
          {...actions}
          fallback={skeleton}
        />
      )}
    </CalendarBody>
  );
}

const NONE: readonly PostCard[] = [];
