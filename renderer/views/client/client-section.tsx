import type { ReactNode } from 'react';
import { cx } from '../../ui/class-names.ts';

interface ClientSectionProps {
  id: string;
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a client's page: its name and what it is for, then what is in it. */
export const ClientSection = ({
  id,
  title,
  description,
  actions,
  className,
  children,
}: ClientSectionProps) => (
  <section id={id} aria-labelledby={`${id}-title`} className={cx('mb-9 last:mb-0', className)}>
    <header className="mb-3 flex min-h-7 items-end gap-3">
      <div className="min-w-0 flex-1">
        <h2 id={`${id}-title`} className="text-section font-semibold">
          {title}
        </h2>
        {description && <p className="mt-0.5 text-muted">{description}</p>}
      </div>
      {actions}
    </header>
    {children}
  </section>
);
