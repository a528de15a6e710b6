import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  CircleX,
  Clock,
  Eye,
  LoaderCircle,
  type LucideIcon,
  MessageCircleQuestionMark,
  ThumbsUp,
} from 'lucide-react';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { STATUS_LOOK, type StatusTone } from './status.ts';

const ICON: Record<PostStatus, LucideIcon> = {
  draft: CircleDashed,
  in_review: Eye,
  approved: ThumbsUp,
  scheduled: Clock,
  publishing: LoaderCircle,
  published: CircleCheck,
  failed: CircleX,
  missed: CircleAlert,
  needs_check: MessageCircleQuestionMark,
  cancelled: CircleSlash,
};

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
  size?: number;
  /** Says the word to screen readers, where no word stands beside it. */
  said?: boolean;
  className?: string;
}

export function StatusIcon({ status, size = 14, said = false, className }: StatusIconProps) {
  const Icon = ICON[status];
  const { word, tone } = STATUS_LOOK[status];
  return (
    <Icon
      size={size}
      className={cx(
        'shrink-0',
        ICON_COLOUR[tone],
        status === 'publishing' && 'animate-turn',
        className,
      )}
      {...(said ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })}
    />
  );
}

/** A status as icon, word and colour. */
export function StatusBadge({ status, className }: { status: PostStatus; className?: string }) {
  const { word, tone } = STATUS_LOOK[status];
  return (
    <Badge
      tone={BADGE_TONE[tone]}
      icon={<StatusIcon status={status} size={12} />}
      {...(className && { className })}
    >
      {word}
    </Badge>
  );
}
