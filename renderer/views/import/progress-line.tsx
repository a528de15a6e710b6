import type { EventPayload } from '../../../shared/ipc/events.ts';
import { cx } from '../../ui/class-names.ts';

const WORDS: Record<EventPayload<'import.progress'>['stage'], string> = {
  media: 'Fetching pictures',
  checking: 'Checking rows',
  importing: 'Making posts',
  undoing: 'Removing posts',
};

interface ProgressLineProps {
  progress: EventPayload<'import.progress'> | null;
  /** Before main says what it is at. */
  label: string;
  className?: string;
}

/** How far long work is: what, how much, and a bar. */
export function ProgressLine({ progress, label, className }: ProgressLineProps) {
  const { done = 0, total = 0 } = progress ?? {};
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const what = progress ? WORDS[progress.stage] : label;
  return (
    <div className={cx('min-w-0', className)}>
      <div className="flex justify-between gap-4 text-small text-muted">
        <span className="truncate">{what}</span>
        {total > 0 && (
          <span className="whitespace-nowrap tabular-nums">
            {done.toLocaleString()} of {total.toLocaleString()}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={what}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-1 h-1 overflow-hidden rounded-full bg-pressed"
      >
        <div
          className="h-full origin-left bg-accent transition-transform duration-(--move)"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
    </div>
  );
}
