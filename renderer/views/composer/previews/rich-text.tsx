import type { FacetPiece } from './facets.ts';

/** A text with what stands out in it: links, mentions and tags look alike on networks. */
export function RichText({ pieces }: { pieces: readonly FacetPiece[] }) {
  let from = 0;
  return pieces.map(({ kind, text }) => {
    const key = from;
    from += text.length;
    return (
      <span key={key} className={kind === 'plain' ? undefined : 'shown-facet'}>
        {text}
      </span>
    );
  });
}
