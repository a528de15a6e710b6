import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { lookOf, type StatusTone } from './status.ts';

const RING = 'M21.5 12a9.5 9.5 0 1 1-19 0 9.5 9.5 0 0 1 19 0Z';

/** One path each on a 24-px grid: a month draws a hundred of them. */
const MARKS: Record<PostStatus, string> = {
  draft: RING,
  in_review:
    'M2 12c2.2-4.4 5.6-6.6 10-6.6s7.8 2.2 10 6.6c-2.2 4.4-5.6 6.6-10 6.6S4.2 16.4 2 12ZM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
  approved: 'm1.8 12.8 4.5 4.5L15.5 8M11.3 16.200l1.2 1.200L22.2 7.7',
  scheduled: `${RING}M12 6.500V12l3.7 2.2`,
  publishing: 'M21.5 12A9.5 9.5 0 1 1 14.9 2.950',
  published: `${RING}M8 12.300l2.7 2.700L16 9.6`,
  failed: `${RING}M9 9l6 6M15 9l-6 6`,
  missed: `${RING}M12 7.200v5.600M12 16.700v.1`,
  needs_check: `${RING}M9.3 9.300a2.8 2.8 0 0 1 5.450.9c0 1.9-2.7 2.3-2.7 4M12 17.300v.1`,
  cancelled: `${RING}M5.3 5.300l13.4 13.4`,
};

/** On hold, whatever else it is. */
const HELD_MARK = `${RING}M9.700 8.800v6.400M14.300 8.800v6.400`;

const ICON_COLOUR: Record<StatusTone, string> = {
  plain: 'text-ink',
  quiet: 'text-muted',
  good: 'text-published',
  attention: 'text-attention',
  bad: 'text-failed',
};

const BADGE_TONE: Record<StatusTone, BadgeTone> = {
  plain: 'neutral',
  quiet: 'outline',
  good: 'published',
  attention: 'attention',
  bad: 'failed',
};

interface StatusIconProps {
  status: PostStatus;
  /** Scheduled, and kept back. */
  held?: boolean;
  size?: number;
  /** Says the word to screen readers, where no word stands beside it. */
  said?: boolean;
  className?: string;
}

export function StatusIcon({
  status,
  held = false,
  size = 14,
  said = false,
  className,
}: StatusIconProps) {
  const { word, tone } = lookOf(status, held);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden from screen readers, or named by its label.
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={cx(
        'status-mark shrink-0',
        ICON_COLOUR[tone],
        status === 'publishing' && 'animate-turn',
        className,
      )}
      {...(said ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })}
    >
      <path
        d={held ? HELD_MARK : MARKS[status]}
        strokeDasharray={status === 'draft' ? '4 3.46' : undefined}
      />
    </svg>
  );
}

/** A status as icon, word and colour. */
export function StatusBadge({
  status,
  held = false,
  className,
}: {
  status: PostStatus;
  held?: boolean;
  className?: string;
}) {
  const { word, tone } = lookOf(status, held);
  return (
    <Badge
      tone={BADGE_TONE[tone]}
      icon={<StatusIcon status={status} held={held} size={12} />}
      {...(className && { className })}
    >
      {word}
    </Badge>
  );
}
