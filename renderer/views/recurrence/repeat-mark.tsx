import { cx } from '../../ui/class-names.ts';

interface RepeatMarkProps {
  size?: number;
  /** Says the word to screen readers, where it is not said otherwise. */
  said?: boolean;
  className?: string;
}

/** Quietly: this post is one of several. One path, because a month may draw a hundred of them. */
export const RepeatMark = ({ size = 12, said = false, className }: RepeatMarkProps) => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: hidden from screen readers, or named by its label.
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    className={cx('status-mark shrink-0 text-muted', className)}
    {...(said ? { role: 'img', 'aria-label': 'Repeats' } : { 'aria-hidden': true })}
  >
    <path d="m17 2 4 4-4 4M3 11v-1a4 4 0 0 1 4-4h14M7 22l-4-4 4-4M21 13v1a4 4 0 0 1-4 4H3" />
  </svg>
);
