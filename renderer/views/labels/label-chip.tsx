import type { ReactNode } from 'react';
import type { Label } from '../../../shared/ipc/views.ts';
import { Dot } from '../../ui/avatar.tsx';
import { cx } from '../../ui/class-names.ts';
import { useAllLabels } from './use-labels.ts';

interface LabelChipProps {
  label: Pick<Label, 'name' | 'colour'>;
  className?: string;
  /** At the end, e.g. a button that takes it off. */
  children?: ReactNode;
}

/** A label's name behind a dot of its colour: the colour never speaks alone. */
export const LabelChip = ({ label, className, children }: LabelChipProps) => (
  <span
    className={cx(
      'inline-flex h-5 max-w-40 min-w-0 items-center gap-1.5 rounded-chip border border-hairline bg-panel px-1.5 text-small text-ink',
      className,
    )}
  >
    <Dot colour={label.colour} className="size-2" />
    <span className="truncate">{label.name}</span>
    {children}
  </span>
);

interface LabelChipsProps {
  labelIds: readonly string[];
  /** How many stand there at most; the rest is counted and named in the tooltip. */
  max?: number;
  className?: string;
}

/** The labels of a post by name; nothing where it has none. */
export function LabelChips({ labelIds, max = 3, className }: LabelChipsProps) {
  const all = useAllLabels();
  const labels = all.filter(({ id }) => labelIds.includes(id));
  if (labels.length === 0) return null;
  const rest = labels.slice(max);
  return (
    <ul aria-label="Labels" className={cx('flex min-w-0 flex-wrap gap-1', className)}>
      {labels.slice(0, max).map((label) => (
        <li key={label.id} className="flex min-w-0">
          <LabelChip label={label} />
        </li>
      ))}
      {rest.length > 0 && (
        <li
          title={rest.map(({ name }) => name).join(', ')}
          className="flex h-5 items-center text-small text-muted tabular-nums"
        >
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">{rest.map(({ name }) => name).join(', ')}</span>
        </li>
      )}
    </ul>
  );
}
