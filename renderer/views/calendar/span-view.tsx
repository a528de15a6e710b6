import type { PostCard } from '../../../shared/ipc/views.ts';
import { Agenda, TimeGrid } from './ahead.ts';
import { CalendarBody } from './calendar-body.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import type { ClientLook } from './client-looks.ts';
import type { WallPlace } from './moving.ts';
import type { CalendarViewName } from './span.ts';
import { useSpanPosts } from './use-calendar.ts';

interface SpanViewProps {
  view: Exclude<CalendarViewName, 'month'>;
  date: string;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
  /** Its page. */
  onPage: (card: PostCard) => void;
  onEdit: (card: PostCard) => void;
  onPick: (place: string) => void;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
  onDay: (day: string) => void;
}

/** The week, the day, or the month as a list: every post of the span. */
export function SpanView({ view, date, clientOf, onPage, onEdit, ...actions }: SpanViewProps) {
  const { span, query } = useSpanPosts(view, date);
  const cards = query.data ?? NONE;
  const skeleton = <CalendarSkeleton view={view} />;
  return (
    <CalendarBody query={query} isBare={view !== 'list' && cards.length === 0}>
      {query.isPending ? (
        skeleton
      ) : view === 'list' ? (
        <Agenda
          span={span}
          cards={cards}
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
          clientOf={clientOf}
          {...actions}
          fallback={skeleton}
        />
      )}
    </CalendarBody>
  );
}

const NONE: readonly PostCard[] = [];
