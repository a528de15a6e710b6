import type { Virtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent, Ref, RefObject } from 'react';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { InboxRow } from './inbox-row.tsx';

export const ROW_HEIGHT = 72;

interface InboxListProps {
  items: readonly InboxItem[];
  /** Of the item that is shown beside it. */
  at: number;
  label: string;
  scroller: RefObject<HTMLDivElement | null>;
  list: Ref<HTMLUListElement>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  onChoose: (index: number) => void;
}

/** The rows that are in the window, of however many there are. */
export function InboxList({ items, at, label, scroller, list, virtual, onChoose }: InboxListProps) {
  const clientOf = useClientLooks();
  const style = useTimeStyle();
  const now = useNow();
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto" data-inbox-scroller>
      <ul
        ref={list}
        aria-label={label}
        onKeyDown={onKeyDown}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const item = items[index];
          return (
            item && (
              <InboxRow
                key={item.id}
                item={item}
                index={index}
                client={clientOf(item.clientId)}
                isShown={index === at}
                top={start}
                height={size}
                now={now}
                style={style}
                onChoose={onChoose}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
