import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import type { ClientLook } from '../calendar/client-looks.ts';
import { PlanFor } from './plan-for.tsx';
import type { ShelfItem } from './planning.ts';
import { useShelfDrag } from './use-shelf-drop.ts';

interface ShelfCardProps {
  item: ShelfItem;
  client: ClientLook | null;
  /** How one hears it. */
  name: string;
  onOpen: () => void;
  onPlan: (wallTime: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Beside the way to a day. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Something on the shelf: dragged onto a day, or planned by P. The client's colour is its edge. */
export function ShelfCard(props: ShelfCardProps) {
  const { item, client, name, onOpen, onPlan, onKeyDown, actions, children } = props;
  const [isPlanning, setPlanning] = useState(false);
  const drag = useShelfDrag(item);
  return (
    <li
      ref={drag}
      style={{ '--client': client?.colour ?? 'var(--faint)' } as React.CSSProperties}
      className="group relative rounded-control border border-hairline bg-panel shadow-lift transition-colors hover:border-edge data-dragged:opacity-40"
    >
      <span
        aria-hidden
        style={{ backgroundColor: client?.colour ?? 'var(--faint)' }}
        className="absolute inset-y-0 left-0 w-[3px] rounded-l-control"
      />
      <button
        type="button"
        data-roving
        aria-label={name}
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key === 'p' && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            setPlanning(true);
          }
          onKeyDown?.(event);
        }}
        className="block w-full cursor-grab rounded-control py-2 pr-2 pl-3 text-left"
      >
        {children}
      </button>
      <div
        className={cx(
          'absolute top-1 right-1 flex rounded-control bg-panel opacity-0 group-focus-within:opacity-100 group-hover:opacity-100',
          isPlanning && 'opacity-100',
        )}
      >
        <PlanFor open={isPlanning} onOpenChange={setPlanning} onPlan={onPlan} />
        {actions}
      </div>
    </li>
  );
}
