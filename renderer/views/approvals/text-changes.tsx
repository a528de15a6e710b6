import { diffWordsWithSpace } from 'diff';

/** What they saw against what the post says now: what went is struck out, what came is underlined. */
export function TextChanges({ before, now }: { before: string; now: string }) {
  if (before === now)
    return (
      <p className="text-small text-muted">
        The words are the same. Its pictures, its accounts or its first comment changed.
      </p>
    );
  let from = 0;
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
      {diffWordsWithSpace(before, now).map(({ value, added, removed }) => {
        const key = `${from}${added ? '+' : removed ? '-' : ''}`;
        from += value.length;
        if (added)
          return (
            <ins key={key} className="bg-published-soft text-published underline">
              <span className="sr-only"> added: </span>
              {value}
            </ins>
          );
        if (removed)
          return (
            <del key={key} className="bg-failed-soft text-failed line-through">
              <span className="sr-only"> taken out: </span>
              {value}
            </del>
          );
        return <span key={key}>{value}</span>;
      })}
    </p>
  );
}
