import { Globe, MessageSquareText, MoreHorizontal, Repeat2, Send, ThumbsUp } from 'lucide-react';
import { AccountPicture } from './account-picture.tsx';
import { CommentBubble } from './comment.tsx';
import type { FoldLimit } from './fold.ts';
import { FoldableText } from './foldable-text.tsx';
import { linksAndTags } from './network-facets.ts';
import { type PictureLayout, Pictures } from './pictures.tsx';
import type { ShownPost } from './shown-post.ts';
import './linkedin.css';

/** Three lines on a computer. */
const FOLD: FoldLimit = { characters: 210, lines: 3, word: 'more' };
const LAYOUT: PictureLayout = {
  single: { least: 4 / 5, most: 1.91 },
  several: { 2: 'grid-two', 3: 'grid-tall-left', 4: 'grid-one-three', 5: 'grid-two-three' },
  most: 5,
  showsAlt: false,
};

/** A post as LinkedIn shows it. */
export const LinkedInPost = ({
  displayName,
  handle,
  colour,
  text,
  media,
  time,
  note,
  comment,
}: ShownPost) => (
  <div className="card-post">
    <div className="card-head">
      <AccountPicture displayName={displayName} colour={colour} size={48} />
      <div className="min-w-0 flex-1 leading-tight">
        <bdi className="block truncate font-semibold">{displayName}</bdi>
        <div className="shown-quiet truncate text-[12px]">{handle}</div>
        <div className="shown-quiet flex items-center gap-1 text-[12px]">
          {time} · <Globe aria-hidden size={12} />
        </div>
      </div>
      {note !== null && <span className="shown-quiet text-caption tabular-nums">{note}</span>}
      <MoreHorizontal aria-hidden size={20} className="shown-quiet self-start" />
    </div>
    <div className="card-words">
      <FoldableText text={text} piecesOf={linksAndTags} fold={FOLD} mayBeEmpty={media.length > 0} />
    </div>
    <Pictures media={media} layout={LAYOUT} />
    <div aria-hidden className="shown-quiet linkedin-actions">
      <span>
        <ThumbsUp size={18} /> Like
      </span>
      <span>
        <MessageSquareText size={18} /> Comment
      </span>
      <span>
        <Repeat2 size={18} /> Repost
      </span>
      <span>
        <Send size={18} /> Send
      </span>
    </div>
    {comment !== null && (
      <CommentBubble {...{ displayName, colour, piecesOf: linksAndTags }} text={comment} />
    )}
  </div>
);
