import { FilePen, Undo2 } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Dot } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useClientLooks } from '../calendar/client-looks.ts';
import { Thumbnail } from '../calendar/thumbnail.tsx';
import { whenLabel } from '../calendar/time.ts';
import { useReviewActions } from '../post/use-review-actions.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { byTime } from './by-time.ts';

/** Rows: more than the tallest window shows. */
const AT_ONCE = 40;

interface ReviewListProps {
  posts: readonly PostCard[];
  /** Those that were approved before and changed after it. */
  reopened: readonly string[];
}

/** Posts in review, by their planned time. */
export function ReviewList({ posts, reopened }: ReviewListProps) {
  const style = useTimeStyle();
  const now = useNow();
  const go = useGo();
  const clientOf = useClientLooks();
  const { withdraw } = useReviewActions();
  const sorted = useMemo(() => posts.toSorted(byTime), [posts]);
  // What is in sight is drawn first, the rest a moment later.
  const shown = useDeferredValue(sorted, sorted.slice(0, AT_ONCE));
  if (posts.length === 0)
    return <p className="text-muted">Nothing is in review. Submit a draft from its editor.</p>;
  return (
    <ul aria-label="In review" className="rounded-card border border-hairline bg-panel">
      {shown.map((card) => (
        <li
          key={card.id}
          // Rows out of sight are not laid out: hundreds open like ten.
          className="group flex h-11 items-center border-b border-hairline pr-3 last:border-b-0 hover:bg-hover [contain-intrinsic-size:auto_44px] [content-visibility:auto]"
        >
          <button
            type="button"
            onClick={() => go(`/posts/${card.id}`)}
            className="flex h-full min-w-0 flex-1 items-center gap-3 pl-4 text-left focus-visible:-outline-offset-2"
          >
            <Dot colour={clientOf(card.clientId).colour} className="size-2" />
            <span className="sr-only">{clientOf(card.clientId).name}</span>
            <span className="min-w-0 flex-1 truncate" dir="auto">
              {card.excerpt || 'No text yet'}
            </span>
            {reopened.includes(card.id) && (
              <span className="flex shrink-0 items-center gap-1 text-small text-attention">
                <FilePen size={14} aria-hidden />
                Changed after approval
              </span>
            )}
            {card.thumbnailId && (
              <Thumbnail mediaId={card.thumbnailId} className="size-7 shrink-0 rounded-chip" />
            )}
            <span className="flex shrink-0 gap-1 text-muted">
              {card.networks.map((network) => (
                <NetworkGlyph key={network} network={network} said />
              ))}
            </span>
            <span className="w-36 shrink-0 text-right text-small text-muted">
              {card.scheduledAt === null
                ? 'No time yet'
                : `Planned ${whenLabel(card.scheduledAt, now, style)}`}
            </span>
          </button>
          <IconButton
            label="Take back from review"
            onClick={() => void withdraw([card.id])}
            className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
          >
            <Undo2 size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
