import { Bookmark, Heart, ImagePlus, MessageCircle, MoreHorizontal, Send } from 'lucide-react';
import { AccountPicture } from './account-picture.tsx';
import { Carousel } from './carousel.tsx';
import type { FoldLimit } from './fold.ts';
import { FoldableText } from './foldable-text.tsx';
import { mentionsAndTags } from './network-facets.ts';
import { shapeOf } from './pictures.tsx';
import { RichText } from './rich-text.tsx';
import type { ShownPost } from './shown-post.ts';
import './instagram.css';

const FOLD: FoldLimit = { characters: 125, lines: 2, word: 'more' };
/** The first picture gives all of them its shape; a video by itself is a reel. */
const SHAPE = { least: 4 / 5, most: 1.91 };
const REEL = 9 / 16;

/** A post as Instagram shows it: the picture first, then the words. */
export function InstagramPost({
  displayName,
  handle,
  colour,
  text,
  media,
  time,
  note,
  comment,
}: ShownPost) {
  const [first] = media;
  const isReel = media.length === 1 && first?.media.durationMs !== null;
  return (
    <div>
      <div className="instagram-head">
        <AccountPicture displayName={displayName} colour={colour} size={32} />
        <span className="min-w-0 truncate font-semibold">{handle}</span>
        <span className="shown-quiet shrink-0">• {time}</span>
        {note !== null && (
          <span className="shown-quiet ml-auto text-caption tabular-nums">{note}</span>
        )}
        <MoreHorizontal aria-hidden size={20} className="ml-auto" />
      </div>
      {first ? (
        <Carousel
          media={media}
          counts
          ratio={shapeOf(first, isReel ? REEL : SHAPE.least, SHAPE.most)}
        />
      ) : (
        <p className="instagram-nothing shown-quiet">
          <ImagePlus aria-hidden size={24} />
          Instagram needs an image or a video.
        </p>
      )}
      <div aria-hidden className="instagram-actions">
        <Heart size={22} />
        <MessageCircle size={22} />
        <Send size={22} />
        <Bookmark size={22} className="ml-auto" />
      </div>
      <div className="instagram-words">
        <FoldableText
          text={text}
          piecesOf={mentionsAndTags}
          fold={FOLD}
          lead={<bdi className="mr-1 font-semibold">{handle}</bdi>}
          mayBeEmpty={media.length > 0}
        />
        {comment !== null && (
          <p className="shown-text" dir="auto" data-selectable>
            <span className="sr-only">First comment: </span>
            <bdi className="mr-1 font-semibold">{handle}</bdi>
            <RichText pieces={mentionsAndTags(comment)} />
          </p>
        )}
      </div>
    </div>
  );
}
