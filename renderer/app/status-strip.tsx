import { ArrowRight, History, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useNeedsYou } from '../ipc/queries.ts';
import { cx } from '../ui/class-names.ts';
import { useAway } from './place.ts';

/** There only when something waits for the person: what was missed, and "Needs you: 2 failed". */
export function StatusStrip() {
  const counts = useNeedsYou().data;
  const away = useAway();
  const { pathname } = useLocation();
  // There it stands first already, line by line.
  if (!counts || pathname === '/today') return null;
  const { failed, missed, needsCheck } = counts;
  const troubles = [
    failed > 0 && `${failed.toLocaleString()} failed`,
    needsCheck > 0 &&
      `${needsCheck.toLocaleString()} ${needsCheck === 1 ? 'needs' : 'need'} a check`,
  ].filter(Boolean);
  if (missed === 0 && troubles.length === 0) return null;
  const hasBoth = missed > 0 && troubles.length > 0;
  return (
    <aside
      aria-label="Needs you"
      className="flex shrink-0 border-t border-hairline bg-attention-soft"
    >
      {missed > 0 && (
        <button type="button" onClick={away.open} className={cx(LINE, 'flex-1')}>
          <History size={16} className="shrink-0 text-attention" aria-hidden />
          <span className="truncate">
            {missed === 1
              ? 'A post was missed while you were away'
              : `${missed.toLocaleString()} posts were missed while you were away`}
          </span>
          <Onward>Choose what happens</Onward>
        </button>
      )}
      {troubles.length > 0 && (
        <Link
          to="/posts?tab=needs-you"
          draggable={false}
          className={cx(LINE, hasBoth ? 'border-l border-hairline' : 'flex-1')}
        >
          <TriangleAlert size={16} className="shrink-0 text-attention" aria-hidden />
          <span className="truncate">
            <span className="font-medium">Needs you:</span> {troubles.join(' · ')}
          </span>
          <Onward>Show them</Onward>
        </Link>
      )}
    </aside>
  );
}

const LINE =
  'group flex h-9 min-w-0 items-center gap-2 px-6 text-left transition-colors focus-visible:-outline-offset-2';

const Onward = ({ children }: { children: ReactNode }) => (
  <span className="ml-auto inline-flex shrink-0 items-center gap-1 pl-3 text-small text-attention">
    {children}
    <ArrowRight
      size={14}
      className="transition-transform group-hover:translate-x-0.5"
      aria-hidden
    />
  </span>
);
