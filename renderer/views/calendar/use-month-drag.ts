import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { isMovable, type WallPlace } from './moving.ts';
import { onDay } from './span.ts';

type Adapter = typeof import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

let adapter: Promise<Adapter> | null = null;

/** Fetches what dragging needs: when idle, at the latest when the pointer comes to a chip. */
export const loadDragging = (): Promise<Adapter> => {
  adapter ??= import('@atlaskit/pragmatic-drag-and-drop/element/adapter');
  return adapter;
};

interface MonthDragOptions {
  grid: RefObject<HTMLElement | null>;
  zone: string;
  onMove: (card: PostCard, to: WallPlace) => void;
}

/** The day under a post that is dragged, and when the post would be due there. */
export interface DropPlace {
  day: string;
  wallTime: string;
}

/** Posts are dragged from day to day and keep their time; Escape, or letting go elsewhere, leaves them. */
export function useMonthDrag({ grid, zone, onMove }: MonthDragOptions) {
  const [over, setOver] = useState<DropPlace | null>(null);
  const told = useRef({ zone, onMove });
  useEffect(() => {
    told.current = { zone, onMove };
  }, [zone, onMove]);
  const stop = useRef<(() => void) | null>(null);
  useEffect(
    () => () => {
      stop.current?.();
      stop.current = null;
    },
    [],
  );

  /** Lets a chip be dragged; called when the pointer comes to it, so that a full month costs nothing. */
  const offer = useCallback(
    (chip: HTMLElement, card: PostCard) => {
      const isKnown = offered.has(chip);
      offered.set(chip, card);
      if (isKnown) return;
      void loadDragging().then(({ draggable, dropTargetForElements }) => {
        const target = grid.current;
        if (!target) return;
        // One target for all days: which one it is, the pointer says.
        stop.current ??= dropTargetForElements({
          element: target,
          getData: ({ input, source }) => ({
            place: placeAt(input, source.data.card as PostCard, told.current.zone),
          }),
        });
        const follow = ({ location }: { location: Location }) =>
          setOver((last) => keepSame(last, placeOf(location)));
        draggable({
          element: chip,
          canDrag: () => isMovable(offered.get(chip) ?? card),
          getInitialData: () => ({ card: offered.get(chip) ?? card }),
          onDragStart: () => {
            chip.dataset.dragged = 'true';
          },
          onDrag: follow,
          onDropTargetChange: follow,
          onDrop: ({ location, source }) => {
            delete chip.dataset.dragged;
            setOver(null);
            const to = placeOf(location);
            if (!to) return;
            const place = { wallTime: to.wallTime, zone: told.current.zone };
            told.current.onMove(source.data.card as PostCard, place);
          },
        });
      });
    },
    [grid],
  );
  return { over, offer };
}

/** The post of each chip that was offered, as it was when the pointer came last. */
const offered = new WeakMap<HTMLElement, PostCard>();

interface Location {
  current: { dropTargets: readonly { data: Record<string | symbol, unknown> }[] };
}

const placeOf = ({ current }: Location): DropPlace | null =>
  (current.dropTargets[0]?.data.place as DropPlace | null | undefined) ?? null;

const keepSame = (last: DropPlace | null, next: DropPlace | null): DropPlace | null =>
  last?.wallTime === next?.wallTime ? last : next;

/** The day under the pointer, unless the post is on it already. */
function placeAt(
  { clientX, clientY }: { clientX: number; clientY: number },
  { scheduledAt }: PostCard,
  zone: string,
): DropPlace | null {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-date]');
  const day = cell?.dataset.date;
  if (!day || scheduledAt === null) return null;
  const stays = wallTimeAt(scheduledAt, zone);
  return stays.startsWith(day) ? null : { day, wallTime: onDay(day, stays) };
}
