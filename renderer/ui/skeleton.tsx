import { cx } from './class-names.ts';

/** Stands where content will be, in its shape. Waits a moment first, so that fast answers never flash. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div
    aria-hidden
    className={cx('animate-breathe rounded-control bg-hover [animation-delay:160ms]', className)}
  />
);

/** Says to screen readers that something is loading; draws its children for everybody else. */
export const Loading = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div role="status" aria-live="polite" aria-busy>
    <span className="sr-only">{label}</span>
    {children}
  </div>
);
