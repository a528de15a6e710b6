import { Bookmark, Film, Heart, MessageCircleMore, Music2, Share2 } from 'lucide-react';
import { AccountPicture } from './account-picture.tsx';
import { Carousel } from './carousel.tsx';
import type { FoldLimit } from './fold.ts';
import { FoldableText } from './foldable-text.tsx';
import { mentionsAndTags } from './network-facets.ts';
import type { ShownPost } from './shown-post.ts';
import './tiktok.css';

const FOLD: FoldLimit = { characters: 80, lines: 2, word: 'more' };
const FRAME = 9 / 16;

/** A video or photos as TikTok shows them: upright, with the words over their foot. */
export const TikTokPost = ({ displayName, handle, colour, text, media, note }: ShownPost) => (
  <div className="tiktok-post">
    <div className="tiktok-frame">
      {media.length > 0 ? (
        <Carousel media={media} ratio={FRAME} whole />
      ) : (
        <p className="tiktok-nothing">
          <Film aria-hidden size={24} />
          TikTok needs a video or images.
        </p>
      )}
      <div className="tiktok-words">
        <bdi className="block truncate font-semibold">{handle}</bdi>
        <FoldableText
          text={text}
          piecesOf={mentionsAndTags}
          fold={FOLD}
          mayBeEmpty={media.length > 0}
        />
        <span aria-hidden className="mt-1 flex items-center gap-1 text-[13px]">
          <Music2 size={12} /> original sound - {displayName}
        </span>
      </div>
    </div>
    <div aria-hidden className="tiktok-side">
      {note !== null && <span className="shown-quiet text-caption tabular-nums">{note}</span>}
      <AccountPicture displayName={displayName} colour={colour} size={42} />
      {[Heart, MessageCircleMore, Bookmark, Share2].map((Icon, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the row never changes
        <span key={index} className="tiktok-action">
          <Icon size={20} fill="currentColor" strokeWidth={0.5} />
        </span>
      ))}
    </div>
  </div>
);
