import { FlaskConical } from 'lucide-react';
import { Tooltip } from '../../ui/tooltip.tsx';

/** Says that nobody sees it, where it goes to practice accounts. */
export function PracticeChip({ note }: { note: string | null }) {
  if (note === null) return null;
  return (
    <Tooltip label={note} side="top">
      <button
        type="button"
        className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-accent-text hover:bg-hover"
      >
        <FlaskConical size={16} aria-hidden />
        {/* Beside the queue there is no room for the word. */}
        <span className="max-wide:sr-only group-has-[[data-queue]]/foot:sr-only">Practice</span>
        <span className="sr-only">{note}</span>
      </button>
    </Tooltip>
  );
}
