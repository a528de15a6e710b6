import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cx } from '../../ui/class-names.ts';

interface UnfoldProps {
  label: string;
  children: ReactNode;
}

/** What few people need, folded away until it is asked for. */
export function Unfold({ label, children }: UnfoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="-ml-1 inline-flex min-h-6 items-center gap-1 rounded-control px-1 text-left text-small text-muted transition-colors hover:text-ink"
      >
        <ChevronRight
          size={14}
          className={cx('shrink-0 transition-transform', isOpen && 'rotate-90')}
          aria-hidden
        />
        {label}
      </button>
      {isOpen && <div className="mt-2">{children}</div>}
    </div>
  );
}
