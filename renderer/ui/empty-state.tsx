import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface EmptyStateProps {
  drawing: ReactNode;
  title: string;
  /** One sentence. */
  children: ReactNode;
  /** One action. */
  action?: ReactNode;
  className?: string;
}

/** Nothing here yet: a small drawing, a sentence, and the way on. */
export const EmptyState = ({ drawing, title, children, action, className }: EmptyStateProps) => (
  <div
    className={cx(
      'flex h-full min-h-72 flex-col items-center justify-center px-6 py-10 text-center',
      className,
    )}
  >
    {drawing}
    <h2 className="mt-5 text-section font-semibold">{title}</h2>
    <p className="mt-1 max-w-84 text-muted">{children}</p>
    {action && <div className="mt-4 flex gap-2">{action}</div>}
  </div>
);
