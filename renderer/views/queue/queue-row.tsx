import {
  ArrowDownToLine,
  ArrowRightToLine,
  Ellipsis,
  ListEnd,
  Pin,
  Send,
  SquareArrowOutUpRight,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import type { Lane, UpcomingPost } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { timeText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadgeOf } from '../post-status/practice-badge.tsx';
import { StatusBadge, StatusIcon } from '../post-status/status-badge.tsx';
import { isHeld, LANE_WORD } from './lanes.ts';

export interface RowActions {
  open: (entry: UpcomingPost) => void;
  enqueue: (entry: UpcomingPost) => void;
  /** Null where it has the last place of its line. */
  later: ((entry: UpcomingPost) => void) | null;
  takeOut: (entry: UpcomingPost) => void;
  publishNow: (entry: UpcomingPost) => void;
}

interface QueueRowProps {
  entry: UpcomingPost;
  client: ClientLook;
  /** The lines of its accounts. */
  lanes: readonly Lane[];
  cursor: { 'data-row': number; tabIndex: number; onFocus: () => void };
  actions: RowActions;
}

/** A post that goes out: when, what, on which accounts, and whether its time is the queue's or its own. */
export function QueuePostRow({ entry, client, lanes, cursor, actions }: QueueRowProps) {
  const style = useTimeStyle();
  const { post, queued } = entry;
  const isGoing = post.status === 'publishing';
  const held = lanes.filter(isHeld);
  const [first] = lanes;
  return (
    <div className="group relative flex h-full items-center border-b border-hairline pr-3 hover:bg-hover">
      <span
        aria-hidden
        className="absolute inset-y-1.5 left-0 w-[3px] rounded-full"
        style={{ backgroundColor: client.colour }}
      />
      <button
        type="button"
        {...cursor}
        onClick={() => actions.open(entry)}
        className="flex h-full min-w-0 flex-1 items-center gap-3 pl-6 text-left focus-visible:-outline-offset-2"
      >
        <time className="w-16 shrink-0 font-medium">
          {isGoing ? (
            <StatusIcon status={post.status} held={post.held} size={16} said />
          ) : (
            timeText(post.scheduledAt ?? 0, style)
          )}
        </time>
        <span className="min-w-0 flex-1">
          <span className={cx('block truncate', !post.excerpt && 'text-muted italic')}>
            {post.excerpt || 'No text yet'}
          </span>
          <span className="flex items-center gap-1.5 truncate text-small text-muted">
            <span className="flex shrink-0 gap-1">
              {post.networks.map((network) => (
                <NetworkGlyph key={network} network={network} size={12} said />
              ))}
            </span>
            <span className="truncate">
              {lanes.length === 1 && first
                ? `@${first.handle}`
                : `${lanes.length.toLocaleString()} accounts`}
              {` · ${client.name}`}
            </span>
            {lanes.length === 1 && first && <PracticeBadgeOf accountId={first.accountId} small />}
          </span>
        </span>
        {post.held && <StatusBadge status={post.status} held />}
        {held.length > 0 && (
          <span className="flex shrink-0 items-center gap-1 text-small text-attention">
            <TriangleAlert size={14} aria-hidden />
            {held.length === 1 && held[0] ? LANE_WORD[held[0].state] : `${held.length} held up`}
          </span>
        )}
        {post.thumbnailId && (
          <Thumbnail mediaId={post.thumbnailId} className="size-8 rounded-chip" />
        )}
        <span className="flex w-20 shrink-0 items-center gap-1.5 text-small text-muted">
          {isGoing ? (
            'Going out'
          ) : (
            <>
              {queued ? <ListEnd size={14} aria-hidden /> : <Pin size={14} aria-hidden />}
              {queued ? 'Queued' : 'Fixed time'}
            </>
          )}
        </span>
      </button>
      <RowMenu entry={entry} actions={actions} tabIndex={cursor.tabIndex} />
    </div>
  );
}

interface RowMenuProps {
  entry: UpcomingPost;
  actions: RowActions;
  tabIndex: number;
}

function RowMenu({ entry, actions, tabIndex }: RowMenuProps) {
  const { later } = actions;
  const { queued, post } = entry;
  return (
    <Menu
      trigger={
        <IconButton label="Actions" tabIndex={tabIndex} className="ml-1">
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuItem icon={<SquareArrowOutUpRight size={16} />} onSelect={() => actions.open(entry)}>
        Open
      </MenuItem>
      {post.status === 'scheduled' && (
        <>
          {queued ? (
            <MenuItem
              icon={<ArrowDownToLine size={16} />}
              keys={['l']}
              disabled={later === null}
              onSelect={() => later?.(entry)}
            >
              Move to the next slot
            </MenuItem>
          ) : (
            <MenuItem
              icon={<ArrowRightToLine size={16} />}
              keys={['l']}
              onSelect={() => actions.enqueue(entry)}
            >
              Move to the next free slot
            </MenuItem>
          )}
          <MenuItem icon={<Undo2 size={16} />} keys={['x']} onSelect={() => actions.takeOut(entry)}>
            {queued ? 'Take out of the queue' : 'Back to draft'}
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Send size={16} />} onSelect={() => actions.publishNow(entry)}>
            Publish now
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
