import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { CalendarDrawing } from '../../ui/drawings.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useRowCursor } from '../posts/row-cursor.ts';
import { GridRow } from './grid-row.tsx';
import { RowFix } from './row-fix.tsx';
import { type Preview, usePreviewCache } from './use-import.ts';
import { type Only, useRows } from './use-rows.ts';

/** A row that is closed; an open one is measured. */
const ROW = 56;

interface RowGridProps {
  preview: Preview;
  only: Only;
  count: number;
  disabled: boolean;
  onShowAll: () => void;
}

/** The rows of the table; Enter opens one to be mended in place, Esc closes it. */
export function RowGrid({ preview, only, count: current, disabled, onShowAll }: RowGridProps) {
  const cache = usePreviewCache();
  const [open, setOpen] = useState<number | null>(null);
  // While a row is open, none goes away under it: the list is what it was when it was opened.
  const [held, setHeld] = useState(current);
  const count = open === null ? current : held;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    paddingEnd: 24,
  });
  const items = virtual.getVirtualItems();
  const { rowAt, replace } = useRows(
    preview.id,
    only,
    items[0]?.index ?? 0,
    items.at(-1)?.index ?? 0,
  );
  const cursor = useRowCursor<HTMLTableElement>({
    count,
    scrollTo: useCallback((index: number) => virtual.scrollToIndex(index), [virtual]),
  });
  const openRow = (place: number) => {
    if (disabled) return;
    setHeld(count);
    setOpen(place);
  };
  const close = (place: number) => {
    setOpen(null);
    cache.forgetRows();
    cursor.stand(Math.min(place, Math.max(0, current - 1)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // An open row has keys of its own.
    if (event.target instanceof HTMLElement && event.target.closest('[data-fix]')) return;
    cursor.onKeyDown(event);
  };

  if (count === 0) return <Nothing only={only} onShowAll={onShowAll} />;
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroller} className="h-full overflow-y-auto">
      <table
        ref={cursor.list}
        aria-label="Rows of the table"
        aria-rowcount={count + 1}
        onKeyDown={onKeyDown}
        className="w-full table-fixed border-separate border-spacing-0"
      >
        <thead className="sticky top-0 z-10 bg-panel">
          <tr aria-rowindex={1} className="h-8 text-left text-small text-muted">
            <HeaderCell className="w-32 pl-6">State</HeaderCell>
            <HeaderCell className="w-14 text-right">Line</HeaderCell>
            <HeaderCell className="w-40 pl-4">When</HeaderCell>
            <HeaderCell className="pl-4">Post</HeaderCell>
            <HeaderCell className="w-56 pr-6 pl-4">Accounts</HeaderCell>
          </tr>
        </thead>
        <Space height={above} />
        {items.map((item) => {
          const row = rowAt(item.index);
          const isOpen = open === item.index;
          return (
            <tbody key={item.key} ref={virtual.measureElement} data-index={item.index}>
              <GridRow
                row={row}
                index={item.index}
                isOpen={isOpen}
                cursor={cursor.row(item.index)}
                onToggle={() => (isOpen ? close(item.index) : row && openRow(item.index))}
              />
              {isOpen && row && (
                <tr>
                  <td colSpan={5} className="border-b border-hairline">
                    <RowFix
                      preview={preview}
                      row={row}
                      onFixed={(fixed, summary) => {
                        replace(fixed);
                        cache.keepSummary(preview.id, summary);
                      }}
                      onClose={() => close(item.index)}
                    />
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
        <Space height={below} />
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
const Space = ({ height }: { height: number }) => (
  <tbody aria-hidden>
    <tr>
      <td colSpan={5} className="p-0" style={{ height }} />
    </tr>
  </tbody>
);

const HeaderCell = ({ className, children }: { className: string; children: string }) => (
  <th scope="col" className={`border-b border-hairline font-medium ${className}`}>
    {children}
  </th>
);

const Nothing = ({ only, onShowAll }: { only: Only; onShowAll: () => void }) => (
  <EmptyState
    drawing={<CalendarDrawing />}
    title={only === 'broken' ? 'No row needs you' : 'There is nothing to know'}
    action={<Button onClick={onShowAll}>Show all rows</Button>}
  >
    {only === 'broken'
      ? 'Every row can be imported as it is.'
      : 'No row has a remark from the check that the composer makes, too.'}
  </EmptyState>
);
