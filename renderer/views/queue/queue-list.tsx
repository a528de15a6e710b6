import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { UpcomingPost } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useCommands } from '../../app/commands.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useClientLooks } from '../calendar/client-looks.ts';
import { useRowCursor } from '../posts/row-cursor.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { QueuePostRow, type RowActions } from './queue-row.tsx';
import { oneSlotLater, type QueueRow, queueRows } from './queue-rows.ts';
import { useQueueActions } from './use-queue-actions.ts';

const HEIGHT: Record<QueueRow['kind'], number> = { day: 40, gap: 32, post: 52 };

/** What goes next, by day. Only the rows in sight are drawn. */
export function QueueList({ overview }: { overview: RouteOutput<'queue.overview'> }) {
  const go = useGo();
  const style = useTimeStyle();
  const now = useNow(30_000);
  const clientOf = useClientLooks();
  const act = useQueueActions();
  const [publishing, setPublishing] = useState<UpcomingPost | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { next, total, lanes } = overview;
  const rows = useMemo(() => queueRows(next, now, style), [next, now, style]);
  const laneOf = useMemo(() => new Map(lanes.map((lane) => [lane.accountId, lane])), [lanes]);
  const rowOfPost = useMemo(
    () => rows.flatMap((row, index) => (row.kind === 'post' ? index : [])),
    [rows],
  );

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHT[rows[index]?.kind ?? 'post'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 5,
    paddingEnd: 24,
  });
  const cursor = useRowCursor<HTMLUListElement>({
    count: next.length,
    scrollTo: useCallback(
      (post: number) => virtual.scrollToIndex(rowOfPost[post] ?? 0),
      [virtual, rowOfPost],
    ),
  });

  const later = (entry: UpcomingPost | undefined) => {
    if (entry?.post.status !== 'scheduled') return;
    if (!entry.queued) return void act.enqueue(entry);
    const before = oneSlotLater(next, entry.post.id);
    if (before !== null) void act.enqueue(entry, before);
  };
  const takeOut = (entry: UpcomingPost | undefined) => {
    if (entry?.post.status === 'scheduled') void act.takeOut(entry);
  };
  const actionsOf = (entry: UpcomingPost): RowActions => ({
    open: ({ post }) => go(`/posts/${post.id}`),
    enqueue: later,
    later: oneSlotLater(next, entry.post.id) === null ? null : later,
    takeOut,
    publishNow: setPublishing,
  });
  useCommands([
    {
      id: 'queue.down',
      label: 'Next post',
      group: 'This view',
      keys: ['j', 'down'],
      notInPalette: true,
      run: () => cursor.step(1),
    },
    {
      id: 'queue.up',
      label: 'Previous post',
      group: 'This view',
      keys: ['k', 'up'],
      notInPalette: true,
      run: () => cursor.step(-1),
    },
    {
      id: 'queue.later',
      label: 'Move the post to the next slot',
      group: 'This view',
      keys: ['l'],
      notInPalette: true,
      run: () => later(next[cursor.at]),
    },
    {
      id: 'queue.out',
      label: 'Take the post out of the queue',
      group: 'This view',
      keys: ['x'],
      notInPalette: true,
      run: () => takeOut(next[cursor.at]),
    },
  ]);

  return (
    <div ref={scroller} className="h-full overflow-y-auto bg-panel">
      <ul
        ref={cursor.list}
        onKeyDown={cursor.onKeyDown}
        aria-label="What goes next"
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={row.key}
                className="absolute inset-x-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === 'day' && <DayHeading label={row.label} count={row.count} />}
                {row.kind === 'gap' && (
                  <p className="flex h-full items-center gap-3 px-6 text-small text-muted">
                    <span className="w-16 shrink-0 border-t border-dashed border-faint" />
                    {row.label}
                  </p>
                )}
                {row.kind === 'post' && (
                  <QueuePostRow
                    entry={row.entry}
                    client={clientOf(row.entry.post.clientId)}
                    lanes={row.entry.accountIds.flatMap((id) => laneOf.get(id) ?? [])}
                    cursor={cursor.row(row.post)}
                    actions={actionsOf(row.entry)}
                  />
                )}
              </li>
            )
          );
        })}
      </ul>
      {total > next.length && (
        <p className="px-6 pb-6 text-small text-muted">
          {(total - next.length).toLocaleString()} more stand in the calendar.
        </p>
      )}
      {publishing && (
        <PublishDialog
          entry={publishing}
          onClose={() => setPublishing(null)}
          onPublish={() => {
            setPublishing(null);
            void act.publishNow(publishing);
          }}
        />
      )}
    </div>
  );
}

const DayHeading = ({ label, count }: { label: string; count: number }) => (
  <h2 className="flex h-full items-end gap-2 border-b border-hairline px-6 pb-1.5 font-semibold">
    {label}
    <span className="text-small font-normal text-muted tabular-nums">
      {count.toLocaleString()} {count === 1 ? 'post' : 'posts'}
    </span>
  </h2>
);
