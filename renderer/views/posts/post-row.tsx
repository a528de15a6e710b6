import { Images, Pencil } from 'lucide-react';
import { isEditable } from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Dot } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import type { ClientLook } from '../calendar/client-looks.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { nearText, whenLabel, whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { lookOf } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { RepeatMark } from '../recurrence/repeat-mark.tsx';

interface PostRowProps {
  card: PostCard;
  client: ClientLook;
  /** Where every row has the same status, the tab says it already. */
  showsStatus: boolean;
  top: number;
  height: number;
  cursor: { 'data-row': number; tabIndex: number; onFocus: () => void };
  onOpen: () => void;
  onEdit: () => void;
}

export function PostRow({
  card,
  client,
  showsStatus,
  top,
  height,
  cursor,
  onOpen,
  onEdit,
}: PostRowProps) {
  const style = useTimeStyle();
  const now = useNow();
  const { word } = lookOf(card.status, card.held);
  const edited = nearText(card.updatedAt, now) ?? whenText(card.updatedAt, now, style);
  return (
    <li
      className="group absolute inset-x-0 flex items-center border-b border-hairline pr-4 hover:bg-hover"
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <button
        type="button"
        {...cursor}
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-3 pl-6 text-left focus-visible:-outline-offset-2"
      >
        <span className={cx('flex shrink-0 items-center gap-2', showsStatus && 'w-32')}>
          <StatusIcon status={card.status} held={card.held} size={16} said={!showsStatus} />
          {showsStatus && <span className="text-small">{word}</span>}
        </span>
        <span
          dir="auto"
          className={cx('min-w-0 flex-1 truncate', !card.excerpt && 'text-muted italic')}
        >
          {card.excerpt || 'No text yet'}
        </span>
        {card.repeats && <RepeatMark size={14} said />}
        {card.thumbnailId && (
          <span className="relative shrink-0">
            <Thumbnail mediaId={card.thumbnailId} className="size-7 rounded-chip" />
            {card.mediaCount > 1 && (
              <span className="absolute -right-1 -bottom-1 flex size-3.5 items-center justify-center rounded-full bg-panel text-muted shadow-lift">
                <Images size={9} aria-label={`${card.mediaCount} images`} />
              </span>
            )}
          </span>
        )}
        <span className="flex shrink-0 gap-1 text-muted">
          {card.networks.map((network) => (
            <NetworkGlyph key={network} network={network} said />
          ))}
        </span>
        <span className="hidden w-36 shrink-0 items-center gap-1.5 truncate text-small text-muted wide:flex">
          <Dot colour={client.colour} className="size-2" />
          <span className="truncate">{client.name}</span>
        </span>
        <span className="w-36 shrink-0 text-right text-small whitespace-nowrap text-muted">
          {card.scheduledAt === null ? `Edited ${edited}` : whenLabel(card.scheduledAt, now, style)}
        </span>
      </button>
      <span className="flex w-8 shrink-0 justify-end">
        {isEditable(card.status) && (
          <IconButton
            label="Edit"
            keys={['e']}
            tabIndex={-1}
            onClick={onEdit}
            className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
          >
            <Pencil size={14} />
          </IconButton>
        )}
      </span>
    </li>
  );
}
