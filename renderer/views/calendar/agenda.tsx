import { useVirtualizer } from '@tanstack/react-virtual';
import { Pencil } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { Holiday, PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { CalendarDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { lookOf } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { useRowCursor } from '../posts/row-cursor.ts';
import { RepeatMark } from '../recurrence/repeat-mark.tsx';
import { agendaRows } from './agenda-rows.ts';
import type { ClientLook } from './client-looks.ts';
import { holidayName } from './holiday-name.tsx';
import type { Span } from './span.ts';
import { Thumbnail } from './thumbnail.tsx';
import { dayAt, dayText, formatDay, timeText } from './time.ts';
import type { DayNote } from './use-day-notes.ts';

interface AgendaProps {
  span: Span;
  cards: readonly PostCard[];
  /** What the days have besides posts. */
  notes: ReadonlyMap<string, DayNote>;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard) => void;
  onEdit: (card: PostCard) => void;
  onPick: (day: string) => void;
}

const DAY_HEIGHT = 40;
const POST_HEIGHT = 36;

/** The month as a list of days. Only the rows in sight are drawn, so thousands scroll like ten. */
export function Agenda({ span, cards, notes, clientOf, onOpen, onEdit, onPick }: AgendaProps) {
  const style = useTimeStyle();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => agendaRows(span, cards, style.zone), [span, cards, style.zone]);
  const posts = useMemo(
    () => rows.flatMap((row, index) => (row.kind === 'post' ? [index] : [])),
    [rows],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : POST_HEIGHT),
    overscan: 12,
    paddingStart: 8,
    paddingEnd: 24,
  });
  const cursor = useRowCursor<HTMLUListElement>({
    count: posts.length,
    scrollTo: (index) => virtual.scrollToIndex(posts[index] ?? 0),
  });
  const today = dayAt(useNow(), style.zone);

  // What is behind us lies above: the list opens at today, or at the next day with posts.
  const opensAt = useRef<string | null>(null);
  useEffect(() => {
    if (opensAt.current === span.first || rows.length === 0) return;
    opensAt.current = span.first;
    const next = rows.findIndex((row) => row.kind === 'day' && row.day >= today);
    if (next > 0) virtual.scrollToIndex(next, { align: 'start' });
    else scroller.current?.scrollTo({ top: 0 });
  }, [span.first, rows, today, virtual]);

  if (rows.length === 0)
    return (
      <EmptyState
        drawing={<CalendarDrawing />}
        title="Nothing in this month yet"
        action={
          <Button tone="primary" onClick={() => onPick(today)}>
            New post
          </Button>
        }
      >
        Posts stand here day by day once they have a time.
      </EmptyState>
    );

  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <ul
        ref={cursor.list}
        onKeyDown={cursor.onKeyDown}
        aria-label="Posts of this month"
        className="relative mx-auto max-w-280"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              className="absolute inset-x-0 px-6"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'day' ? (
                <DayHeading
                  day={row.day}
                  today={today}
                  count={row.count}
                  holidays={notes.get(row.day)?.holidays ?? []}
                  locale={style.locale}
                />
              ) : (
                <AgendaPost
                  card={row.card}
                  client={clientOf(row.card.clientId)}
                  time={timeText(row.card.scheduledAt ?? 0, style)}
                  cursor={cursor.row(row.ordinal)}
                  onOpen={() => onOpen(row.card)}
                  onEdit={() => onEdit(row.card)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface DayHeadingProps {
  day: string;
  today: string;
  count: number;
  holidays: readonly Holiday[];
  locale: string;
}

function DayHeading({ day, today, count, holidays, locale }: DayHeadingProps) {
  const near = dayText(day, today, locale);
  const full = formatDay(day, locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const isNear = near === 'Today' || near === 'Tomorrow' || near === 'Yesterday';
  return (
    <h2 className="flex h-full items-end gap-2 border-b border-hairline pb-1.5">
      <span className={cx('font-semibold', day < today && 'text-muted')}>
        {isNear ? `${near}, ${full}` : full}
      </span>
      <span className="text-small text-muted">{count === 1 ? '1 post' : `${count} posts`}</span>
      {holidayName({ holidays, className: 'mb-px' })}
    </h2>
  );
}

interface AgendaPostProps {
  card: PostCard;
  client: ClientLook;
  time: string;
  cursor: ReturnType<ReturnType<typeof useRowCursor<HTMLUListElement>>['row']>;
  onOpen: () => void;
  onEdit: () => void;
}

function AgendaPost({ card, client, time, cursor, onOpen, onEdit }: AgendaPostProps) {
  const { word } = lookOf(card.status, card.held);
  return (
    <div className="group relative flex h-full items-center border-b border-hairline/60">
      <button
        type="button"
        data-post={card.id}
        {...cursor}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-3 rounded-control px-2 text-left group-hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="w-16 shrink-0 text-muted">{time}</span>
        <span className="flex w-28 shrink-0 items-center gap-1.5 text-small">
          <StatusIcon status={card.status} held={card.held} />
          {word}
        </span>
        <span
          aria-hidden
          style={{ backgroundColor: client.colour }}
          className="h-4 w-[3px] shrink-0 rounded-full"
        />
        <span className="hidden w-28 shrink-0 truncate text-small text-muted wide:block">
          {client.name}
        </span>
        <span
          dir="auto"
          className={cx('min-w-0 flex-1 truncate', !card.excerpt && 'text-muted italic')}
        >
          {card.excerpt || 'No text yet'}
        </span>
        {card.repeats && <RepeatMark size={14} said />}
        {card.thumbnailId && (
          <Thumbnail mediaId={card.thumbnailId} className="size-6 rounded-chip" />
        )}
        {card.networks.map((network) => (
          <NetworkGlyph key={network} network={network} said className="text-muted" />
        ))}
      </button>
      <span className="ml-1 w-7 shrink-0">
        {isEditable(card.status) && (
          <IconButton
            label="Edit"
            tabIndex={-1}
            onClick={onEdit}
            className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
          >
            <Pencil size={14} />
          </IconButton>
        )}
      </span>
    </div>
  );
}
