import { AccountPicture } from './account-picture.tsx';
import type { FacetPiece } from './facets.ts';
import { RichText } from './rich-text.tsx';
import type { ShownPost } from './shown-post.ts';

interface CommentProps extends Pick<ShownPost, 'displayName' | 'colour'> {
  text: string;
  piecesOf: (text: string) => FacetPiece[];
}

/** Our own comment under a post, as Facebook and LinkedIn show it: in a bubble. */
export const CommentBubble = ({ displayName, colour, text, piecesOf }: CommentProps) => (
  <div className="shown-comment">
    <AccountPicture displayName={displayName} colour={colour} size={32} />
    <div className="shown-bubble">
      <bdi className="font-semibold">{displayName}</bdi>
      <span className="sr-only"> says in the first comment: </span>
      <p className="shown-text" dir="auto" data-selectable>
        <RichText pieces={piecesOf(text)} />
      </p>
    </div>
  </div>
);
