import { cx } from '../ui/class-names.ts';

/** ClientNest's mark, as on the app's icon: an egg in its nest. */
export const Mark = ({ size = 20, className }: { size?: number; className?: string }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    strokeLinecap="round"
    strokeWidth="1.5"
    className={cx('shrink-0 text-accent-text', className)}
    aria-hidden="true"
  >
    <path
      d="M8 1.6c1.5 0 2.3 2 2.3 3.4 0 1.6-1 2.6-2.3 2.6S5.7 6.6 5.7 5c0-1.4.8-3.4 2.3-3.4Z"
      fill="var(--accent)"
    />
    <path d="M3.7 6a4.3 4.3 0 0 0 8.6 0" stroke="currentColor" />
    <path d="M1.2 8.4a7.1 7.1 0 0 0 13.6 0" stroke="currentColor" opacity=".55" />
  </svg>
);
