import { Bookmark, Globe, MoreHorizontal, Repeat2, Reply, Star } from 'lucide-react';
import { initials } from '../../ui/avatar.tsx';
import { mastodonPieces } from './mastodon-facets.ts';
import { ShownBody } from './shown-body.tsx';
import type { ShownPost } from './shown-post.ts';
import './mastodon-post.css';

/** A post as Mastodon shows it: names above each other, then the words over the whole width. */
export function MastodonPost({
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
    <div className="masto-post">
      {goesOn && <span aria-hidden className="masto-thread" />}
      <div className="flex items-center gap-2.5">
        <span aria-hidden className="masto-avatar" style={{ backgroundColor: colour }}>
          {initials(displayName)}
        </span>
        <div className="min-w-0 flex-1">
          <div className="truncate font-medium">{displayName}</div>
          <div className="shown-quiet truncate">@{handle}</div>
        </div>
        <div className="shown-quiet shrink-0 self-start text-right">
          <span className="inline-flex items-center gap-1">
            <Globe aria-hidden size={14} />
            {time}
          </span>
          {note !== null && <div className="text-caption tabular-nums">{note}</div>}
        </div>
      </div>
      <div className="masto-body">
        <ShownBody text={text} media={media} piecesOf={mastodonPieces} />
        <div aria-hidden className="shown-quiet mt-3 flex justify-between">
          <Reply size={18} />
          <Repeat2 size={18} />
          <Star size={18} />
          <Bookmark size={18} />
          <MoreHorizontal size={18} />
        </div>
      </div>
    </div>
  );
}
