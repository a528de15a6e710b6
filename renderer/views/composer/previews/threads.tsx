import { Heart, MessageCircle, MoreHorizontal, Repeat, Send } from 'lucide-react';
import { threadsPieces } from './network-facets.ts';
import { Picture, shapeOf } from './pictures.tsx';
import type { ShownPost } from './shown-post.ts';
import { TimelinePost } from './timeline-post.tsx';

/** A post as Threads shows it: several pictures stand in a row that is moved sideways. */
export const ThreadsPost = (post: ShownPost) => (
  <TimelinePost
    {...post}
    picture={36}
    names={
      <>
        <span className="min-w-0 truncate font-semibold">{post.handle}</span>
        <span className="shown-quiet shrink-0">{post.time}</span>
        <MoreHorizontal aria-hidden size={16} className="shown-quiet ml-auto self-center" />
      </>
    }
    piecesOf={threadsPieces}
    pictures={<PictureRow media={post.media} />}
    actions={
      <>
        <Heart size={18} />
        <MessageCircle size={18} />
        <Repeat size={18} />
        <Send size={18} />
      </>
    }
  />
);

function PictureRow({ media }: Pick<ShownPost, 'media'>) {
  const [only] = media;
  if (!only) return null;
  if (media.length === 1)
    return (
      <div className="shown-pictures" style={{ aspectRatio: shapeOf(only, 3 / 4, 1.91) }}>
        <Picture item={only} />
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="threads-row" aria-label="Pictures" tabIndex={0}>
      {media.map((item) => (
        <div
          key={item.media.id}
          className="threads-picture"
          style={{ aspectRatio: shapeOf(item, 9 / 16, 1.5) }}
        >
          <Picture item={item} />
        </div>
      ))}
    </section>
  );
}
