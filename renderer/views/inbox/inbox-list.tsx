import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { dayAt } from '../calendar/time.ts';
import { InboxRow } from './inbox-row.tsx';

const ROW_HEIGHT = 72;
/** How many rows before the end the next page is asked for. */
const AHEAD = 40;

export interface ListHandle {
  scrollTo: (index: number) => void;
}

interface InboxListProps {
  items: readonly InboxItem[];
  /** Of the item that is shown beside it. */
  at: number;
  label: string;
  handle: Ref<ListHandle>;
  list: Ref<HTMLUListElement>;
  onChoose: (index: number) => void;
  /** On to the talk. */
  onEnter: () => void;
  /** The end of what was read comes near. */
  onNearEnd: () => void;
}

/** The rows that are in the window, of however many there are. Scrolling draws nothing else again. */
export const InboxList = memo(function InboxList({
  items,
  at,
  label,
  handle,
  list,
  onChoose,
  onEnter,
  onNearEnd,
}: InboxListProps) {
  const clientOf = useClientLooks();
  const style = useTimeStyle();
  const now = useNow();
  const today = dayAt(now, style.zone);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    // Rows that come into sight are drawn with the next frame: there are some to spare.
    useFlushSync: false,
  });
  useImperativeHandle(handle, () => ({ scrollTo: (index) => virtual.scrollToIndex(index) }));
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const isNearEnd = last >= items.length - AHEAD;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that comes.
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, items.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onEnter();
      return;
    }
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
                today={today}
                style={style}
                onChoose={onChoose}
              />
            )
          );
        })}
      </ul>
    </div>
  );
});
