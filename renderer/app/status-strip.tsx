import { ArrowRight, TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { useNeedsYou } from '../ipc/queries.ts';

/** There only when something waits for the person: "Needs you: 2 failed · 1 missed". */
export function StatusStrip() {
  const counts = useNeedsYou().data;
  if (!counts) return null;
  const parts = [
    counts.failed > 0 && `${counts.failed.toLocaleString()} failed`,
    counts.missed > 0 && `${counts.missed.toLocaleString()} missed`,
    counts.needsCheck > 0 &&
      `${counts.needsCheck.toLocaleString()} ${counts.needsCheck === 1 ? 'needs' : 'need'} a check`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <aside aria-label="Needs you" className="shrink-0 border-t border-hairline">
      <Link
        to="/posts?tab=needs-you"
        draggable={false}
        className="group flex h-9 items-center gap-2 bg-attention-soft px-6 transition-colors focus-visible:-outline-offset-2"
      >
        <TriangleAlert size={16} className="text-attention" aria-hidden />
        <span>
          <span className="font-medium">Needs you:</span> {parts.join(' · ')}
        </span>
        <span className="ml-auto inline-flex items-center gap-1 text-small text-attention">
          Show them
          <ArrowRight
            size={14}
            className="transition-transform group-hover:translate-x-0.5"
            aria-hidden
          />
        </span>
      </Link>
    </aside>
  );
}
