import { Heart, MessageSquare, MoreHorizontal, Repeat2 } from 'lucide-react';
import { initials } from '../../ui/avatar.tsx';
import { facetPieces } from './facets.ts';
import { ShownBody } from './shown-body.tsx';
import type { ShownPost } from './shown-post.ts';

/** A post as Bluesky shows it. */
export function BlueskyPost({
  displayName,
  handle,
  text,
  media,
  colour,
  time,
  note,
  goesOn,
}: ShownPost) {
  return (
    <div className="bsky-post">
      <div aria-hidden className="bsky-side">
        <span className="bsky-avatar" style={{ backgroundColor: colour }}>
          {initials(displayName)}
        </span>
        {goesOn && <span className="bsky-thread" />}
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-1">
          <span className="shrink-0 font-semibold">{displayName}</span>
          <span className="shown-quiet min-w-0 truncate">@{handle}</span>
          <span className="shown-quiet shrink-0">· {time}</span>
          {note !== null && (
            <span className="shown-quiet ml-auto shrink-0 pl-2 text-caption tabular-nums">
              {note}
            </span>
          )}
        </div>
        <div className="mt-0.5">
          <ShownBody text={text} media={media} piecesOf={facetPieces} />
        </div>
        <div aria-hidden className="shown-quiet mt-2.5 flex max-w-72 justify-between">
          <MessageSquare size={16} />
          <Repeat2 size={16} />
          <Heart size={16} />
          <MoreHorizontal size={16} />
        </div>
      </div>
    </div>
  );
}
