import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export type BadgeTone = 'neutral' | 'accent' | 'published' | 'attention' | 'failed' | 'outline';

const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-hover text-ink',
  accent: 'bg-accent-soft text-accent-text',
  published: 'bg-published-soft text-published',
  attention: 'bg-attention-soft text-attention',
  failed: 'bg-failed-soft text-failed',
  outline: 'border border-dashed border-faint text-muted',
};

interface BadgeProps {
  tone?: BadgeTone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A word with a tint. Colour never speaks alone: give it an icon where it tells a state. */
export function Badge({ tone = 'neutral', icon, className, children }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex h-5 shrink-0 items-center gap-1 rounded-chip px-1.5 text-small font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** A number beside a name; nothing at zero. */
export function Count({ value, className }: { value: number; className?: string }) {
  return value > 0 ? (
    <span className={cx('text-small text-muted tabular-nums', className)}>
      {value.toLocaleString()}
    </span>
  ) : null;
}
