import { useId } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { RowsSkeleton } from '../../app/fallbacks.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenLabel } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { StatusBadge } from '../post-status/status-badge.tsx';

interface PackPostsProps {
  posts: readonly PostCard[];
  isChosen: (card: PostCard) => boolean;
  onToggle: (card: PostCard) => void;
  isLoading: boolean;
}

/** What can be in a pack: in review, approved or scheduled already. */
export function PackPosts({ posts, isChosen, onToggle, isLoading }: PackPostsProps) {
  if (isLoading) return <RowsSkeleton rows={3} />;
  if (posts.length === 0)
    return (
      <p className="rounded-card border border-dashed border-edge px-4 py-6 text-center text-muted">
        There is nothing in review or scheduled for this client and time.
      </p>
    );
  return (
    <ul aria-label="Posts for the pack" className="rounded-card border border-hairline">
      {posts.map((card) => (
        <PackPost
          key={card.id}
          card={card}
          checked={isChosen(card)}
          onToggle={() => onToggle(card)}
        />
      ))}
    </ul>
  );
}

function PackPost({
  card,
  checked,
  onToggle,
}: {
  card: PostCard;
  checked: boolean;
  onToggle: () => void;
}) {
  const style = useTimeStyle();
  const now = useNow();
  const id = useId();
  return (
    <li className="flex h-11 items-center gap-3 border-b border-hairline px-4 last:border-b-0 hover:bg-hover">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        onChange={onToggle}
        className="size-4 shrink-0"
      />
      <label htmlFor={id} className="flex min-w-0 flex-1 items-center gap-3 self-stretch">
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {card.excerpt || 'No text yet'}
        </span>
        {card.thumbnailId && (
          <Thumbnail mediaId={card.thumbnailId} className="size-7 shrink-0 rounded-chip" />
        )}
        <span className="flex shrink-0 gap-1 text-muted">
          {card.networks.map((network) => (
            <NetworkGlyph key={network} network={network} said />
          ))}
        </span>
        {card.status !== 'in_review' && <StatusBadge status={card.status} held={card.held} />}
        <span className="w-24 shrink-0 text-right text-small text-muted">
          {card.scheduledAt === null ? 'No time yet' : whenLabel(card.scheduledAt, now, style)}
        </span>
      </label>
    </li>
  );
}
