import { type ReactNode, useMemo, useState } from 'react';
import type { FacetPiece } from './facets.ts';
import { type FoldLimit, foldAt } from './fold.ts';
import { RichText } from './rich-text.tsx';
import { EMPTY } from './shown-post.ts';

interface FoldableTextProps {
  text: string;
  /** What the network makes a link of. */
  piecesOf: (text: string) => FacetPiece[];
  /** Absent where the network shows all of it. */
  fold?: FoldLimit;
  /** Before the first word, e.g. who says it. */
  lead?: ReactNode;
  /** Something else is to be seen, so an empty text needs no word of ours. */
  mayBeEmpty?: boolean;
  className?: string;
}

/** The words of a post, folded where the network folds them; a press shows the rest. */
export function FoldableText({
  text,
  piecesOf,
  fold,
  lead,
  mayBeEmpty = false,
  className,
}: FoldableTextProps) {
  const [isOpen, setOpen] = useState(false);
  const at = useMemo(() => (fold ? foldAt(text, fold) : null), [text, fold]);
  const shown = at === null || isOpen ? text : text.slice(0, at);
  const pieces = useMemo(() => piecesOf(shown), [piecesOf, shown]);
  if (text.trim() === '')
    return mayBeEmpty ? null : <p className="shown-quiet shown-empty italic">{EMPTY}</p>;
  return (
    <p className={`shown-text ${className ?? ''}`} dir="auto" data-selectable>
      {lead}
      <RichText pieces={pieces} />
      {fold && at !== null && !isOpen && (
        <>
          {'… '}
          <button type="button" className="shown-more" onClick={() => setOpen(true)}>
            {fold.word}
          </button>
        </>
      )}
    </p>
  );
}
