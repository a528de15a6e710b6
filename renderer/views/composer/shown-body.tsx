import type { FacetPiece } from './facets.ts';
import { RichText } from './rich-text.tsx';
import { Pictures } from './shown-pictures.tsx';
import { EMPTY, type ShownPost } from './shown-post.ts';

interface ShownBodyProps extends Pick<ShownPost, 'text' | 'media'> {
  /** What the network makes a link of. */
  piecesOf: (text: string) => FacetPiece[];
}

/** The words of a post and what it shows, the same on every network that shows four pictures at most. */
export function ShownBody({ text, media, piecesOf }: ShownBodyProps) {
  return (
    <>
      {text.trim() === '' ? (
        <p className="shown-quiet italic">{media.length === 0 ? EMPTY : ''}</p>
      ) : (
        <p className="shown-text" data-selectable>
          <RichText pieces={piecesOf(text)} />
        </p>
      )}
      {media.length > 0 && <Pictures media={media.slice(0, 4)} />}
    </>
  );
}
