import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { toast } from '../../ui/toast.tsx';
import { BOARD_COLUMNS, type BoardColumn, type Columns, nextColumn } from './board-columns.ts';

interface BoardKeysOptions {
  columns: Columns;
  onMove: (card: PostCard, to: BoardColumn) => Promise<boolean>;
}

/** How many frames a card that was scrolled to is waited for. */
const FRAMES = 20;

/** Where a card is: its column and its place there. */
interface Spot {
  column: number;
  at: number;
}

/**
 * The board is one stop for Tab; inside, arrow keys go from card to card and from column to column.
 * Alt with an arrow takes the card in focus to the next column that takes it.
 */
export function useBoardKeys({ columns, onMove }: BoardKeysOptions) {
  const board = useRef<HTMLDivElement>(null);
  const scrollers = useRef(new Map<BoardColumn, (index: number) => void>());
  const [stop, setStop] = useState<string | null>(null);
  const followed = useRef<string | null>(null);

  const cardsIn = (column: number) => columns[BOARD_COLUMNS[column] as BoardColumn] ?? [];
  const spotOf = (id: string | null): Spot | null => {
    for (let column = 0; column < BOARD_COLUMNS.length; column++) {
      const at = cardsIn(column).findIndex((card) => card.id === id);
      if (at >= 0) return { column, at };
    }
    return null;
  };
  const first = useMemo(
    () => BOARD_COLUMNS.flatMap((column) => columns[column][0] ?? [])[0]?.id ?? null,
    [columns],
  );
  const there = stop !== null && spotOf(stop) !== null ? stop : first;

  const stand = (id: string): void => {
    const spot = spotOf(id);
    if (!spot) return;
    setStop(id);
    scrollers.current.get(BOARD_COLUMNS[spot.column] as BoardColumn)?.(spot.at);
    let tries = 0;
    const focus = () => {
      const card = board.current?.querySelector<HTMLElement>(`[data-card="${id}"]`);
      card?.focus({ preventScroll: true });
      card?.closest('section')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
      tries += 1;
      if (document.activeElement !== card && tries < FRAMES) requestAnimationFrame(focus);
    };
    focus();
  };

  // A card in another column is another element: the focus goes with the post, once it is drawn there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn decides where the focus can go.
  useEffect(() => {
    const id = followed.current;
    if (id === null || spotOf(id) === null) return;
    const { activeElement } = document;
    const isHere = activeElement === document.body || board.current?.contains(activeElement);
    // It is drawn more than once on its way: as it will be, and as the core says that it is.
    if (!isHere) followed.current = null;
    else if (!(activeElement instanceof HTMLElement) || activeElement.dataset.card !== id)
      stand(id);
  }, [columns]);

  function move(card: PostCard, direction: -1 | 1): void {
    const next = nextColumn(card, direction);
    if (!next) return;
    if ('why' in next) {
      toast.say(next.why);
      return;
    }
    followed.current = card.id;
    void onMove(card, next.to);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, target } = event;
    if (!(target instanceof HTMLElement) || !board.current?.contains(target)) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const spot = spotOf(target.dataset.card ?? null);
    const card = spot && cardsIn(spot.column)[spot.at];
    if (!spot || !card) return;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[key] as -1 | 1 | undefined;
    if (event.altKey) {
      if (side === undefined) return;
      event.preventDefault();
      move(card, side);
      return;
    }
    const to = side === undefined ? inColumn(key, spot) : beside(spot, side);
    if (to === undefined) return;
    event.preventDefault();
    if (to) stand(to.id);
  }

  /** Undefined for keys that mean nothing here. */
  function inColumn(key: string, { column, at }: Spot): PostCard | null | undefined {
    const cards = cardsIn(column);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: cards.length - 1 }[key];
    return next === undefined ? undefined : (cards[next] ?? null);
  }

  /** As high up in the next column that has any. */
  function beside({ column, at }: Spot, side: -1 | 1): PostCard | null {
    for (let next = column + side; next >= 0 && next < BOARD_COLUMNS.length; next += side) {
      const cards = cardsIn(next);
      if (cards.length > 0) return cards[Math.min(at, cards.length - 1)] ?? null;
    }
    return null;
  }

  return {
    board,
    /** The card that Tab comes to. */
    stop: there,
    onKeyDown,
    onFocus: ({ target }: FocusEvent) => {
      const id = target instanceof HTMLElement ? target.dataset.card : undefined;
      if (id) setStop(id);
      if (id && id !== followed.current) followed.current = null;
    },
    /** Its focus goes along into the column that it is taken to. */
    follow: (id: string) => {
      followed.current = id;
    },
    onScroller: useRef((column: BoardColumn, scrollTo: ((index: number) => void) | null) => {
      if (scrollTo) scrollers.current.set(column, scrollTo);
      else scrollers.current.delete(column);
    }).current,
  };
}
