import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

interface PageProps {
  /** `reading` keeps lines short (settings, lists); `full` uses all there is. */
  width?: 'reading' | 'full';
  className?: string;
  children: ReactNode;
}

/** The body of a view: scrolls by itself, 24 px from every edge. */
export const Page = ({ width = 'reading', className, children }: PageProps) => (
  <div className="scroll-edge h-full overflow-y-auto">
    <div className={cx('min-h-full p-6', width === 'reading' && 'mx-auto max-w-208', className)}>
      {children}
    </div>
  </div>
);

interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

export const Section = ({ title, description, actions, className, children }: SectionProps) => (
  <section className={cx('mb-8 last:mb-0', className)}>
    <header className="mb-3 flex items-end gap-3">
      <div className="min-w-0 flex-1">
        <h2 className="text-section font-semibold">{title}</h2>
        {description && <p className="mt-0.5 text-muted">{description}</p>}
      </div>
      {actions}
    </header>
    {children}
  </section>
);

export const Card = ({ className, children }: { className?: string; children: ReactNode }) => (
  <div className={cx('rounded-card border border-hairline bg-panel', className)}>{children}</div>
);

interface RowProps {
  label: ReactNode;
  hint?: ReactNode;
  /** The id that the control names in `aria-labelledby`. */
  labelId?: string;
  hintId?: string;
  children?: ReactNode;
}

/** A line of a card: what it is on the left, the control on the right. */
export const Row = ({ label, hint, labelId, hintId, children }: RowProps) => (
  <div className="flex min-h-12 items-center gap-6 border-b border-hairline px-4 py-2.5 last:border-b-0">
    <div className="min-w-0 flex-1">
      <div id={labelId} className="font-medium">
        {label}
      </div>
      {hint && (
        <p id={hintId} className="text-small text-muted">
          {hint}
        </p>
      )}
    </div>
    {children}
  </div>
);
