import { useCallback } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { BoardColumn } from './board-column.tsx';
import { BOARD_COLUMNS } from './board-columns.ts';
import { CalendarBody } from './calendar-body.tsx';
import { CalendarSkeleton } from './calendar-skeleton.tsx';
import type { ClientLook } from './client-looks.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { useBoard } from './use-board.ts';
import { useBoardDrag } from './use-board-drag.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useBoardMoves } from './use-board-moves.ts';

interface BoardViewProps {
  date: string;
  clientOf: (clientId: string) => ClientLook;
  onOpen: (card: PostCard, anchor: HTMLElement, withKeyboard: boolean) => void;
}

/** The month by status: what is written, what waits for a word, what goes out, what went wrong. */
export function BoardView({ date, clientOf, onOpen }: BoardViewProps) {
  const { columns, hasMore, query, isPending } = useBoard(date);
  const { move, schedule, scheduling, dropScheduling } = useBoardMoves();
  const keys = useBoardKeys({ columns, onMove: move });
  const {
    over,
    offer,
    column: dropOn,
  } = useBoardDrag((card, to) => {
    keys.follow(card.id);
    void move(card, to);
  });
  const cardOf = useCallback(
    (element: HTMLElement): PostCard | undefined =>
      BOARD_COLUMNS.flatMap((column) => columns[column]).find(
        ({ id }) => id === element.dataset.card,
      ),
    [columns],
  );
  const cardIn = (target: EventTarget) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-card]') : null;
  const isEmpty = BOARD_COLUMNS.every((column) => columns[column].length === 0);

  return (
    <CalendarBody query={query} isBare={!isPending && isEmpty}>
      {isPending ? (
        <CalendarSkeleton view="board" />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears for the cards in it, which are buttons.
        <div
          ref={keys.board}
          className="flex h-full gap-1.5 overflow-x-auto bg-paper px-2.5 pt-1"
          onKeyDown={keys.onKeyDown}
          onFocus={keys.onFocus}
          onClick={({ target, detail }) => {
            const element = cardIn(target);
            const card = element && cardOf(element);
            if (card) onOpen(card, element, detail === 0);
          }}
          onPointerOver={({ target }) => {
            const element = cardIn(target);
            const card = element && cardOf(element);
            if (card) offer(element, card);
          }}
        >
          {BOARD_COLUMNS.map((column) => (
            <BoardColumn
              key={column}
              column={column}
              cards={columns[column]}
              stop={keys.stop}
              over={over?.column === column ? (over.takes ? 'takes' : 'refuses') : null}
              note={
                column === 'draft' && hasMore
                  ? 'There are more without a time. All of them are under Posts.'
                  : null
              }
              clientOf={clientOf}
              onScroller={keys.onScroller}
              listRef={dropOn}
            />
          ))}
        </div>
      )}
      {scheduling && (
        <ScheduleDialog
          card={scheduling}
          onClose={dropScheduling}
          onSchedule={(wallTime) => {
            keys.follow(scheduling.id);
            void schedule(scheduling, wallTime);
          }}
        />
      )}
    </CalendarBody>
  );
}
