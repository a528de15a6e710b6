import { useCallback, useEffect, useRef, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { type BoardColumn, columnOf, stepTo } from './board-columns.ts';
import { loadDragging } from './use-month-drag.ts';

interface OverColumn {
  column: BoardColumn;
  takes: boolean;
}

/** The post of each card that was offered, as it was when the pointer came last. */
const offered = new WeakMap<HTMLElement, PostCard>();

/** Posts are dragged from column to column. A column that does not take one says why when it is dropped there. */
export function useBoardDrag(onMove: (card: PostCard, to: BoardColumn) => void) {
  const [over, setOver] = useState<OverColumn | null>(null);
  const told = useRef(onMove);
  useEffect(() => {
    told.current = onMove;
  }, [onMove]);

  /** Makes a column a place to drop on. */
  const column = useCallback((element: HTMLElement | null) => {
    const name = element?.dataset.column as BoardColumn | undefined;
    if (!element || !name) return;
    let stop: (() => void) | null = null;
    let isGone = false;
    void loadDragging().then(({ dropTargetForElements }) => {
      if (isGone) return;
      stop = dropTargetForElements({ element, getData: () => ({ column: name }) });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, []);

  /** Lets a card be dragged; called when the pointer comes to it, so that a long board costs nothing. */
  const offer = useCallback((element: HTMLElement, card: PostCard) => {
    const isKnown = offered.has(element);
    offered.set(element, card);
    if (isKnown) return;
    void loadDragging().then(({ draggable }) => {
      const post = () => offered.get(element) ?? card;
      const placeOf = ({ current }: { current: { dropTargets: readonly DropTarget[] } }) =>
        current.dropTargets[0]?.data.column as BoardColumn | undefined;
      draggable({
        element,
        getInitialData: () => ({ card: post() }),
        onDragStart: () => {
          element.dataset.dragged = 'true';
        },
        onDropTargetChange: ({ location }) => {
          const to = placeOf(location);
          if (!to || to === columnOf(post())) return setOver(null);
          setOver({ column: to, takes: stepTo(post(), to)?.kind !== 'refused' });
        },
        onDrop: ({ location }) => {
          delete element.dataset.dragged;
          setOver(null);
          const to = placeOf(location);
          if (to) told.current(post(), to);
        },
      });
    });
  }, []);

  return { over, offer, column };
}

interface DropTarget {
  data: Record<string | symbol, unknown>;
}
