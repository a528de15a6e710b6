import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefCallback, useEffect, useRef } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Count } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { BoardCard, CARD_GAP, CARD_HEIGHT } from './board-card.tsx';
import { COLUMN_LOOK, type BoardColumn as Column } from './board-columns.ts';
import type { ClientLook } from './client-looks.ts';
import { whenLabel } from './time.ts';

interface BoardColumnProps {
  column: Column;
  cards: readonly PostCard[];
  /** The card that Tab comes to, where it is in this column. */
  stop: string | null;
  /** What a post that is dragged over it would meet. */
  over: 'takes' | 'refuses' | null;
  /** Said under the cards: what is not shown. */
  note: string | null;
  clientOf: (clientId: string) => ClientLook;
  /** Tells how its cards are brought into sight. */
  onScroller: (column: Column, scrollTo: ((index: number) => void) | null) => void;
  /** Its list is where posts are dropped. */
  listRef: RefCallback<HTMLElement>;
}

/** One status of the board. Only the cards in sight are drawn, so a thousand scroll like ten. */
export function BoardColumn(props: BoardColumnProps) {
  const { column, cards, stop, over, note, clientOf, onScroller, listRef } = props;
  const style = useTimeStyle();
  const scroller = useRef<HTMLDivElement>(null);
  const { name, status, empty } = COLUMN_LOOK[column];
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT + CARD_GAP,
    getItemKey: (index) => cards[index]?.id ?? index,
    overscan: 4,
    paddingEnd: 12,
  });
  useEffect(() => {
    onScroller(column, (index) => virtual.scrollToIndex(index));
    return () => onScroller(column, null);
  }, [column, virtual, onScroller]);

  return (
    <section
      ref={listRef}
      data-column={column}
      aria-label={`${name}, ${cards.length === 1 ? '1 post' : `${cards.length} posts`}`}
      className={cx(
        'flex min-w-40 flex-1 flex-col rounded-card transition-colors',
        over === 'takes' && 'bg-accent-soft',
        over === 'refuses' && 'opacity-50',
      )}
    >
      <h2 className="flex h-9 shrink-0 items-center gap-1.5 px-2 font-medium">
        <StatusIcon status={status} />
        <span className="truncate">{name}</span>
        <Count value={cards.length} className="ml-0.5 font-normal" />
      </h2>
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-1.5 pt-0.5">
        {cards.length === 0 ? (
          <p className="rounded-card border border-dashed border-hairline px-3 py-4 text-small text-muted">
            {empty}
          </p>
        ) : (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const card = cards[item.index];
              if (!card) return null;
              return (
                <li
                  key={item.key}
                  className="absolute inset-x-0"
                  style={{ height: CARD_HEIGHT, transform: `translateY(${item.start}px)` }}
                >
                  <BoardCard
                    card={card}
                    column={column}
                    client={clientOf(card.clientId)}
                    when={
                      card.scheduledAt === null ? null : whenLabel(card.scheduledAt, now(), style)
                    }
                    isStop={card.id === stop}
                  />
                </li>
              );
            })}
          </ul>
        )}
        {note && <p className="px-2 pb-3 text-small text-muted">{note}</p>}
      </div>
    </section>
  );
}
