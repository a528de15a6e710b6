import { type ReactNode, useRef } from 'react';
import { onDemand } from '../../app/on-demand.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { postCount } from '../calendar/bulk-toast.ts';
import { DropLine } from '../calendar/drop-line.tsx';
import { useMoveMany } from '../calendar/moving.ts';
import { selection, useSelection } from '../calendar/selection.ts';
import { useFilters } from '../calendar/use-filters.ts';
import { useSelecting } from '../calendar/use-selecting.ts';
import { ChooseClient } from './choose-client.tsx';
import { useShelf } from './shelf-state.ts';
import { useIncoming } from './use-incoming.ts';

const Shelf = onDemand(async () => (await import('./shelf.tsx')).Shelf);
const SelectionBar = onDemand(
  async () => (await import('../calendar/selection-bar.tsx')).SelectionBar,
);

interface CalendarDeskProps {
  /** What of the calendar is shown, UTC epoch ms. */
  span: { from: number; to: number };
  children: ReactNode;
}

/** The calendar with what belongs around it: what is selected, what is dropped on it, and the shelf beside it. */
export function CalendarDesk({ span, children }: CalendarDeskProps) {
  const box = useRef<HTMLDivElement>(null);
  const { zone } = useTimeStyle();
  const { input: filter } = useFilters();
  const { isOpen } = useShelf();
  const moveMany = useMoveMany();
  const selecting = useSelecting({ box, shown: { ...span, filter } });
  const incoming = useIncoming(box);
  const { size } = useSelection();

  return (
    <div className="flex h-full">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is in it are buttons; it only hears which modifier goes with a click. */}
      <div
        ref={box}
        className="relative min-w-0 flex-1"
        onClickCapture={selecting.onClickCapture}
        onMouseDownCapture={selecting.onMouseDownCapture}
        onDragOver={incoming.onDragOver}
        onDragLeave={incoming.onDragLeave}
        onDrop={incoming.onDrop}
      >
        {children}
        <p role="status" className="sr-only">
          {size > 0 && `${postCount(size)} selected`}
        </p>
        {size > 0 && (
          <SelectionBar
            onMoveBy={(days) => void moveMany([...selection.get().values()], days)}
            onSelectAll={selecting.selectAll}
          />
        )}
      </div>
      {isOpen && <Shelf area={box} zone={zone} />}
      <DropLine />
      <ChooseClient />
    </div>
  );
}
