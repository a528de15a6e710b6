import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import { cx } from '../../ui/class-names.ts';

interface WordDiffProps {
  before: string;
  after: string;
  className?: string;
}

/** Beyond this a difference by words takes longer than a look at both, characters of both. */
const MOST = 40_000;

/** One text with what was taken out struck through and what came in underlined, word by word. */
export function WordDiff({ before, after, className }: WordDiffProps) {
  const pieces = useMemo(() => {
    if (before.length + after.length > MOST)
      return [
        { value: before, removed: true, added: false },
        { value: after, removed: false, added: true },
      ];
    // Words of any language, as people see them.
    const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
    return diffWordsWithSpace(before, after, { intlSegmenter: segmenter });
  }, [before, after]);
  return (
    <p
      data-selectable
      dir="auto"
      className={cx('whitespace-pre-wrap [overflow-wrap:anywhere]', className)}
    >
      {withKeys(pieces).map(({ key, value, added, removed }) =>
        added ? (
          <ins
            key={key}
            className="rounded-[3px] [del+&]:ms-0.5 bg-published-soft text-ink decoration-published decoration-1 underline-offset-3"
          >
            {value}
          </ins>
        ) : removed ? (
          <del
            key={key}
            className="rounded-[3px] bg-failed-soft text-ink decoration-failed decoration-1"
          >
            {value}
          </del>
        ) : (
          <span key={key}>{value}</span>
        ),
      )}
    </p>
  );
}

function withKeys<Piece extends { value: string }>(pieces: readonly Piece[]) {
  let at = 0;
  return pieces.map((piece) => {
    at += piece.value.length;
    return { ...piece, key: `${at} ${piece.value.length}` };
  });
}
