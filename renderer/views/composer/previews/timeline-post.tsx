import type { ReactNode } from 'react';
import { AccountPicture } from './account-picture.tsx';
import type { FacetPiece } from './facets.ts';
import { FoldableText } from './foldable-text.tsx';
import type { ShownPost } from './shown-post.ts';

interface TimelinePostProps extends ShownPost {
  /** Of the account's picture, in px. */
  picture: number;
  /** Above the words: names and time. */
  names: ReactNode;
  piecesOf: (text: string) => FacetPiece[];
  pictures: ReactNode;
  /** Under it, only to look at. */
  actions: ReactNode;
}

/** A post with the account at its side, and a line on to the next one: X, Bluesky, Threads. */
export const TimelinePost = ({
  displayName,
  colour,
  text,
  media,
  note,
  goesOn,
  picture,
  names,
  piecesOf,
  pictures,
  actions,
}: TimelinePostProps) => (
  <div className="timeline-post">
    <div aria-hidden className="timeline-side">
      <AccountPicture displayName={displayName} colour={colour} size={picture} />
      {goesOn && <span className="timeline-line" />}
    </div>
    <div className="min-w-0 flex-1">
      <div className="flex items-baseline gap-1">
        {names}
        {note !== null && (
          <span className="shown-quiet ml-auto shrink-0 pl-2 text-caption tabular-nums">
            {note}
          </span>
        )}
      </div>
      <FoldableText text={text} piecesOf={piecesOf} mayBeEmpty={media.length > 0} />
      {pictures}
      <div aria-hidden className="shown-quiet timeline-actions">
        {actions}
      </div>
    </div>
  </div>
);
