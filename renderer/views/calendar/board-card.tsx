import './board.css';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { lookOf } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { RepeatMark } from '../recurrence/repeat-mark.tsx';
import { type BoardColumn, COLUMN_LOOK } from './board-columns.ts';
import type { ClientLook } from './client-looks.ts';
import { Thumbnail } from './thumbnail.tsx';

interface BoardCardProps {
  card: PostCard;
  column: BoardColumn;
  client: ClientLook;
  /** When it is due or planned; null without a time. */
  when: string | null;
  isStop: boolean;
}

/** Its height, px, and the gap to the next one. */
export const CARD_HEIGHT = 92;
export const CARD_GAP = 8;

/** A post on the board: when, what, for whom and where to. The board listens for it. */
export function BoardCard({ card, column, client, when, isStop }: BoardCardProps) {
  const { word } = lookOf(card.status, card.held);
  // The column says it to the eye, and each card to the ear.
  const saysWord = word !== COLUMN_LOOK[column].name;
  return (
    <button
      type="button"
      data-card={card.id}
      tabIndex={isStop ? 0 : -1}
      style={{ '--client': client.colour } as React.CSSProperties}
      className="board-card"
    >
      <span className="flex w-full items-center gap-1.5 text-caption text-muted">
        {!saysWord && <span className="sr-only">{word}, </span>}
        {saysWord && (
          <span className="flex min-w-0 items-center gap-1">
            <StatusIcon status={card.status} held={card.held} size={12} />
            <span className="truncate text-ink">{word}</span>
            <span aria-hidden>·</span>
          </span>
        )}
        <span className="min-w-0 flex-1 truncate">{when ?? 'No time yet'}</span>
        {card.repeats && <RepeatMark size={11} said />}
      </span>
      <span className="flex min-h-0 w-full flex-1 gap-2">
        <span
          className={cx(
            'line-clamp-2 min-w-0 flex-1 leading-4.5 [overflow-wrap:anywhere]',
            !card.excerpt && 'text-muted italic',
          )}
        >
          {card.excerpt || 'No text yet'}
        </span>
        {card.thumbnailId && (
          <Thumbnail mediaId={card.thumbnailId} className="size-9 shrink-0 rounded-chip" />
        )}
      </span>
      <span className="flex w-full items-center gap-1.5 text-caption text-muted">
        <span className="min-w-0 flex-1 truncate">{client.name}</span>
        {card.networks.map((network) => (
          <NetworkGlyph key={network} network={network} size={11} said />
        ))}
      </span>
    </button>
  );
}
