import { Bookmark, ChartNoAxesColumn, Heart, MessageCircle, Repeat2, Share } from 'lucide-react';
import { xPieces } from './network-facets.ts';
import { type PictureLayout, Pictures } from './pictures.tsx';
import type { ShownPost } from './shown-post.ts';
import { TimelinePost } from './timeline-post.tsx';

const LAYOUT: PictureLayout = {
  single: { least: 3 / 4, most: 3 },
  several: { 2: 'grid-two', 3: 'grid-tall-left', 4: 'grid-four', 5: 'grid-four' },
  most: 4,
  showsAlt: true,
};

/** A post as X shows it. */
export const XPost = (post: ShownPost) => (
  <TimelinePost
    {...post}
    picture={40}
    names={
      <>
        <bdi className="min-w-0 flex-[0_0.01_auto] truncate font-bold">{post.displayName}</bdi>
        <span className="shown-quiet min-w-0 flex-[0_9_auto] truncate">@{post.handle}</span>
        <span className="shown-quiet shrink-0">· {post.time}</span>
      </>
    }
    piecesOf={xPieces}
    pictures={<Pictures media={post.media} layout={LAYOUT} />}
    actions={
      <>
        <MessageCircle size={17} />
        <Repeat2 size={17} />
        <Heart size={17} />
        <ChartNoAxesColumn size={17} />
        <span className="flex gap-3">
          <Bookmark size={17} />
          <Share size={17} />
        </span>
      </>
    }
  />
);
