import './post-chip.css';
import { memo } from 'react';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { STATUS_LOOK } from '../post-status/status.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import { Thumbnail } from './thumbnail.tsx';

interface PostChipProps {
  card: PostCard;
  /** The client's own colour. */
  colour: string;
  clientName: string;
  time: string;
  /** Two lines and a picture, where its day has the room. */
  roomy: boolean;
}

/** What the edge around a chip says; the icon and, for screen readers, the word say it again. */
const EDGE: Partial<Record<PostStatus, string>> = {
  draft: 'outline-dashed outline-faint',
  in_review: 'outline-dashed outline-faint',
  cancelled: 'outline-dashed outline-faint',
  failed: 'outline-failed',
  missed: 'outline-attention',
  needs_check: 'outline-attention',
};

/** A post on the calendar: the client's colour as its edge and tint, then status, time, first words, where it goes. */
export const PostChip = memo(function PostChip({
  card,
  colour,
  clientName,
  time,
  roomy,
}: PostChipProps) {
  const { word } = STATUS_LOOK[card.status];
  const text = card.excerpt || 'No text yet';
  const words = (
    <span className={cx('min-w-0 flex-1 truncate', !card.excerpt && 'text-muted italic')}>
      {text}
    </span>
  );
  const glyphs = card.networks.map((network) => (
    <NetworkGlyph
      key={network}
      network={network}
      size={11}
      className={cx('text-muted', !roomy && 'chip-networks')}
    />
  ));
  return (
    <span
      data-post={card.id}
      title={`${time} · ${clientName} · ${word}\n${card.excerpt}`}
      style={{ '--client': colour } as React.CSSProperties}
      className={cx(
        'post-chip relative flex min-w-0 items-center overflow-hidden rounded-chip pl-[3px] text-small leading-none -outline-offset-1',
        roomy ? 'h-9.5' : 'h-5.5',
        EDGE[card.status] && 'outline',
        EDGE[card.status],
        card.status === 'published' && 'post-chip-done',
      )}
    >
      <span className="sr-only">{`${word}, ${time}, ${clientName}: ${text}`}</span>
      {roomy ? (
        <span aria-hidden className="flex min-w-0 flex-1 items-center gap-1.5 px-1.5">
          <span className="flex min-w-0 flex-1 flex-col gap-1.5">
            <span className="flex items-center gap-1">
              <StatusIcon status={card.status} size={12} />
              <span className="flex-1 text-caption leading-none text-muted">{time}</span>
              {glyphs}
            </span>
            <span className="flex leading-3.5">{words}</span>
          </span>
          {card.thumbnailId && (
            <Thumbnail mediaId={card.thumbnailId} className="-mr-0.5 size-8 rounded-[3px]" />
          )}
        </span>
      ) : (
        <span aria-hidden className="flex min-w-0 flex-1 items-center gap-1 px-1">
          <StatusIcon status={card.status} size={12} />
          <span className="chip-time shrink-0 text-caption text-muted">{time}</span>
          <span className="flex min-w-0 flex-1 leading-4">{words}</span>
          {card.thumbnailId && (
            <Thumbnail mediaId={card.thumbnailId} className="chip-picture size-4 rounded-[3px]" />
          )}
          {glyphs}
        </span>
      )}
    </span>
  );
});
