import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { type DropPlace, dropPlace } from './drop-place.ts';
import { isMovable } from './moving.ts';
import { selection } from './selection.ts';
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
  /** @param others what is selected beside it, where it is selected too */
  onMove: (card: PostCard, to: DropPlace, others: readonly PostCard[]) => void;
}

/** Posts are dragged from day to day and keep their time; Escape, or letting go elsewhere, leaves them. */
export function useMonthDrag({ grid, zone, onMove }: MonthDragOptions) {
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
  return useCallback(
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
          canDrop: ({ source }) => 'card' in source.data,
          getData: ({ input, source }) => ({
            place: placeAt(input, source.data.card as PostCard, told.current.zone),
          }),
        });
        const follow = ({ location }: { location: Location }) => dropPlace.set(placeOf(location));
        draggable({
          element: chip,
          canDrag: () => isMovable(offered.get(chip) ?? card),
          getInitialData: () => ({ card: offered.get(chip) ?? card, others: othersThan(card.id) }),
          onGenerateDragPreview: ({ nativeSetDragImage, source }) => {
            const { length } = source.data.others as PostCard[];
            if (length > 0) showCount(nativeSetDragImage, length + 1);
          },
          onDragStart: ({ source }) => {
            const others = source.data.others as PostCard[];
            markDragged(target, [chip.dataset.chip ?? '', ...others.map(({ id }) => id)]);
            chip.dataset.dragged = 'true';
          },
          onDrag: follow,
          onDropTargetChange: follow,
          onDrop: ({ location, source }) => {
            delete chip.dataset.dragged;
            markDragged(target, []);
            dropPlace.set(null);
            const to = placeOf(location);
            if (!to) return;
            const { card: dragged, others } = source.data as unknown as Dragged;
            told.current.onMove(dragged, to, others);
          },
        });
      });
    },
    [grid],
  );
}

/** What a chip carries. */
export interface Dragged {
  card: PostCard;
  others: readonly PostCard[];
}

/** What is selected beside a post, where it is selected too. */
const othersThan = (id: string): PostCard[] =>
  selection.has(id) ? [...selection.get().values()].filter((one) => one.id !== id) : [];

function markDragged(grid: HTMLElement, ids: readonly string[]): void {
  for (const chip of grid.querySelectorAll<HTMLElement>('[data-dragged]'))
    delete chip.dataset.dragged;
  for (const id of ids) {
    const chip = grid.querySelector<HTMLElement>(`[data-chip="${id}"]`);
    if (chip) chip.dataset.dragged = 'true';
  }
}

/** Under the pointer, how many they are. The picture is taken at once, so the element need not stay. */
function showCount(setImage: DataTransfer['setDragImage'] | null, count: number): void {
  if (!setImage) return;
  const badge = document.createElement('div');
  badge.className = 'drag-count';
  badge.textContent = `${count} posts`;
  document.body.append(badge);
  setImage(badge, -8, -8);
  requestAnimationFrame(() => badge.remove());
}

/** The post of each chip that was offered, as it was when the pointer came last. */
const offered = new WeakMap<HTMLElement, PostCard>();

interface Location {
  current: { dropTargets: readonly { data: Record<string | symbol, unknown> }[] };
}

const placeOf = ({ current }: Location): DropPlace | null =>
  (current.dropTargets[0]?.data.place as DropPlace | null | undefined) ?? null;

/** The day under the pointer, unless the post is on it already. */
function placeAt(
  { clientX, clientY }: { clientX: number; clientY: number },
  { scheduledAt }: PostCard,
  zone: string,
): DropPlace | null {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-date]');
  const day = cell?.dataset.date;
  if (!day || scheduledAt === null) return null;
  const stays = wallTimeOnce(scheduledAt, zone);
  return stays.startsWith(day) ? null : { day, wallTime: onDay(day, stays) };
}

/** The last answer is kept: a drag asks at each move of the pointer, and always for the same. */
let known = { at: Number.NaN, zone: '', wallTime: '' };
function wallTimeOnce(at: number, zone: string): string {
  if (known.at !== at || known.zone !== zone) known = { at, zone, wallTime: wallTimeAt(at, zone) };
  return known.wallTime;
}
