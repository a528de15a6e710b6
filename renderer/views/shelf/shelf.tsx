import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { useClientLooks } from '../calendar/client-looks.ts';
import { type Dragged, loadDragging } from '../calendar/use-month-drag.ts';
import { DraftsTab, QueueTab } from './cards-tab.tsx';
import { IdeasTab } from './ideas-tab.tsx';
import { usePlanning } from './planning.ts';
import { SHELF_WIDTH, shelf, useShelf } from './shelf-state.ts';
import { useShelfDrop } from './use-shelf-drop.ts';

const TABS = [
  { value: 'ideas', label: 'Ideas' },
  { value: 'drafts', label: 'Drafts' },
  { value: 'queue', label: 'Queue' },
] as const;

interface ShelfProps {
  /** The calendar beside it. */
  area: RefObject<HTMLElement | null>;
  zone: string;
}

/** What has no day yet, beside the calendar: it is dragged onto one, and posts are dragged back. */
export function Shelf({ area, zone }: ShelfProps) {
  const { tab } = useShelf();
  const clientOf = useClientLooks();
  const planning = usePlanning();
  const panel = useRef<HTMLElement>(null);
  useShelfDrop(area, zone, planning.plan);
  const isOver = useTakesBack(panel, (cards) => void planning.takeOff(cards));

  return (
    <aside
      ref={panel}
      aria-label="Shelf"
      style={{ width: SHELF_WIDTH }}
      className={cx(
        'relative flex h-full shrink-0 flex-col border-t border-l border-hairline bg-paper',
        isOver && 'bg-accent-soft',
      )}
    >
      <div className="flex items-center gap-1 px-3 pt-2.5 pb-2">
        <Segmented
          label="Shelf"
          value={tab}
          onChange={(next) => shelf.show(next)}
          choices={TABS}
          className="flex-1"
        />
        <IconButton label="Hide the shelf" keys={['i']} onClick={shelf.toggle}>
          <X size={14} />
        </IconButton>
      </div>
      {tab === 'ideas' && <IdeasTab clientOf={clientOf} planning={planning} />}
      {tab === 'drafts' && <DraftsTab clientOf={clientOf} planning={planning} />}
      {tab === 'queue' && <QueueTab clientOf={clientOf} planning={planning} />}
      {isOver && (
        <p className="pointer-events-none absolute inset-x-3 bottom-3 rounded-control bg-accent px-3 py-1.5 text-center font-medium text-on-accent">
          Take off the calendar
        </p>
      )}
    </aside>
  );
}

/** Posts of the calendar that are dropped on the shelf lose their time. */
function useTakesBack(
  panel: RefObject<HTMLElement | null>,
  onDrop: (cards: readonly PostCard[]) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    void loadDragging().then(({ dropTargetForElements }) => {
      const element = panel.current;
      if (!element || isGone) return;
      stop = dropTargetForElements({
        element,
        canDrop: ({ source }) => 'card' in source.data,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          const { card, others } = source.data as unknown as Dragged;
          latest.current([card, ...others]);
        },
      });
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [panel]);
  return isOver;
}
