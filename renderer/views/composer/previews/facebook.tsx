import { Globe, MessageCircle, MoreHorizontal, Share2, ThumbsUp } from 'lucide-react';
import { AccountPicture } from './account-picture.tsx';
import { CommentBubble } from './comment.tsx';
import type { FoldLimit } from './fold.ts';
import { FoldableText } from './foldable-text.tsx';
import { linksAndTags } from './network-facets.ts';
import { type PictureLayout, Pictures } from './pictures.tsx';
import type { ShownPost } from './shown-post.ts';
import './facebook.css';

/** As on a computer; a phone folds earlier or later by its width. */
const FOLD: FoldLimit = { characters: 477, lines: 5, word: 'See more' };
/** A post of a few words without anything else is set large. */
const LARGE = 85;
const LAYOUT: PictureLayout = {
  single: { least: 4 / 5, most: 1.91 },
  several: { 2: 'grid-two', 3: 'grid-wide-top', 4: 'grid-four-square', 5: 'grid-two-three' },
  most: 5,
  showsAlt: false,
};

/** A post of a Page as Facebook shows it. */
export const FacebookPost = ({
  displayName,
  colour,
  text,
  media,
  time,
  note,
  comment,
}: ShownPost) => {
  const isLarge = media.length === 0 && text.length <= LARGE && !text.includes('\n');
  return (
    <div className="card-post">
      <div className="card-head">
        <AccountPicture displayName={displayName} colour={colour} size={40} />
        <div className="min-w-0 flex-1">
          <bdi className="block truncate font-semibold">{displayName}</bdi>
          <div className="shown-quiet flex items-center gap-1 text-[13px]">
            {time} · <Globe aria-hidden size={12} />
          </div>
        </div>
        {note !== null && <span className="shown-quiet text-caption tabular-nums">{note}</span>}
        <MoreHorizontal aria-hidden size={20} className="shown-quiet" />
      </div>
      <div className="card-words">
        <FoldableText
          text={text}
          piecesOf={linksAndTags}
          fold={FOLD}
          mayBeEmpty={media.length > 0}
          {...(isLarge && { className: 'facebook-large' })}
        />
      </div>
      <Pictures media={media} layout={LAYOUT} />
      <div aria-hidden className="shown-quiet facebook-actions">
        <span>
          <ThumbsUp size={18} /> Like
        </span>
        <span>
          <MessageCircle size={18} /> Comment
        </span>
        <span>
          <Share2 size={18} /> Share
        </span>
      </div>
      {comment !== null && (
        <CommentBubble {...{ displayName, colour, piecesOf: linksAndTags }} text={comment} />
      )}
    </div>
  );
};
