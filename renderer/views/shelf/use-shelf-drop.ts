import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import { type DropPlace, dropPlace } from '../calendar/drop-place.ts';
import { elementAt, firstTimeOn, placeUnder } from '../calendar/place-under.ts';
import { onDay } from '../calendar/span.ts';
import { loadDragging } from '../calendar/use-month-drag.ts';
import type { ShelfItem } from './planning.ts';

/** Lets the calendar take what is dragged from the shelf. One target for all of it: the day is where the pointer is. */
export function useShelfDrop(
  area: RefObject<HTMLElement | null>,
  zone: string,
  onPlan: (item: ShelfItem, wallTime: string) => Promise<void>,
): void {
  const latest = useRef(onPlan);
  useEffect(() => {
    latest.current = onPlan;
  });
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    void loadDragging().then(({ dropTargetForElements }) => {
      const element = area.current;
      if (!element || isGone) return;
      stop = dropTargetForElements({
        element,
        canDrop: ({ source }) => 'shelf' in source.data,
        getData: ({ input, source }) => {
          const under = elementAt(input.clientX, input.clientY);
          const item = source.data.shelf as ShelfItem;
          const place = placeUnder(under, input.clientY, zone, (day) => timeOn(item, day, zone));
          return { place };
        },
        onDrag: ({ self }) => dropPlace.set(placeOf(self.data)),
        onDragLeave: () => dropPlace.set(null),
        onDrop: ({ self, source }) => {
          dropPlace.set(null);
          const place = placeOf(self.data);
          if (place) void latest.current(source.data.shelf as ShelfItem, place.wallTime);
        },
      });
    });
    return () => {
      isGone = true;
      stop?.();
      dropPlace.set(null);
    };
  }, [area, zone]);
}

const placeOf = (data: Record<string | symbol, unknown>): DropPlace | null =>
  (data.place as DropPlace | null | undefined) ?? null;

/** What waits in the queue keeps its time of day; anything else is planned for nine. */
const timeOn = (item: ShelfItem, day: string, zone: string): string =>
  item.kind !== 'idea' && item.card.scheduledAt !== null
    ? onDay(day, wallTimeAt(item.card.scheduledAt, zone))
    : firstTimeOn(day, zone);

/** The ref of something that can be dragged from the shelf. */
export function useShelfDrag(
  item: ShelfItem,
): (element: HTMLElement | null) => (() => void) | undefined {
  const latest = useRef(item);
  useEffect(() => {
    latest.current = item;
  });
  return useCallback((element: HTMLElement | null) => {
    if (!element) return;
    let stop: (() => void) | null = null;
    let isGone = false;
    void loadDragging().then(({ draggable }) => {
      if (isGone) return;
      stop = draggable({
        element,
        getInitialData: () => ({ shelf: latest.current }),
        onDragStart: () => {
          element.dataset.dragged = 'true';
        },
        onDrop: () => {
          delete element.dataset.dragged;
        },
      });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, []);
}
