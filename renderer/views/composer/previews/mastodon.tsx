import { Bookmark, Globe, MoreHorizontal, Repeat2, Reply, Star } from 'lucide-react';
import { AccountPicture } from './account-picture.tsx';
import type { FoldLimit } from './fold.ts';
import { FoldableText } from './foldable-text.tsx';
import { mastodonPieces } from './mastodon-facets.ts';
import { type PictureLayout, Pictures } from './pictures.tsx';
import type { ShownPost } from './shown-post.ts';
import './mastodon.css';

/** Its web app folds at 706 px, which only servers with room for more than 500 characters get to. */
const FOLD: FoldLimit = { characters: 1400, lines: 32, word: 'Read more' };
const LAYOUT: PictureLayout = {
  single: { least: 2 / 3, most: 16 / 9 },
  several: { 2: 'grid-two', 3: 'grid-tall-left', 4: 'grid-four', 5: 'grid-four' },
  most: 4,
  showsAlt: true,
};

/** A post as Mastodon shows it: names above each other, then the words over the whole width. */
export const MastodonPost = ({
  displayName,
  handle,
  text,
  media,
  colour,
  time,
  note,
  goesOn,
}: ShownPost) => (
  <div className="masto-post">
    {goesOn && <span aria-hidden className="masto-thread" />}
    <div className="flex items-center gap-2.5">
      <AccountPicture displayName={displayName} colour={colour} size={46} corner={8} />
      <div className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{displayName}</bdi>
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
      <FoldableText
        text={text}
        piecesOf={mastodonPieces}
        fold={FOLD}
        mayBeEmpty={media.length > 0}
      />
      <Pictures media={media} layout={LAYOUT} />
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
