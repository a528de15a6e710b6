import type { ReactNode } from 'react';
import { sentenceOf } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Loading, Skeleton } from '../../ui/skeleton.tsx';

interface TodayCardProps {
  /** Heading; null where the content brings its own. */
  title: string | null;
  /** What screen readers call it, where there is no heading. */
  label?: string;
  /** Beside the heading. */
  side?: ReactNode;
  size: string;
  query: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  children: ReactNode;
}

/** A card of Today: loads by itself, and breaks by itself. Its size is the same whatever is in it. */
export function TodayCard({ title, label, side, size, query, children }: TodayCardProps) {
  return (
    <section
      aria-label={title ?? label}
      className={cx(
        // Of one size whatever is in it, so what is below the window need not be laid out.
        'flex min-h-0 min-w-0 flex-col overflow-hidden rounded-card border border-hairline bg-panel [content-visibility:auto]',
        size,
      )}
    >
      {title !== null && (
        <header className="flex h-11 shrink-0 items-center gap-3 px-4">
          <h2 className="text-section font-semibold">{title}</h2>
          <div className="ml-auto text-small text-muted tabular-nums">{side}</div>
        </header>
      )}
      {query.isError ? (
        <div role="alert" className="flex flex-1 flex-col items-start gap-2 p-4">
          <p>{sentenceOf(query.error)}</p>
          <Button size="compact" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </div>
      ) : query.isPending ? (
        <Loading label={`Loading ${title ?? label ?? ''}`}>
          <div className="space-y-3 p-4">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3 w-3/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </Loading>
      ) : (
        children
      )}
    </section>
  );
}
