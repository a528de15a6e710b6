import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

type Tone = 'info' | 'published' | 'attention' | 'failed';

const LOOKS: Record<Tone, { classes: string; Icon: typeof Info }> = {
  info: { classes: 'bg-sunken text-ink [&>svg]:text-muted', Icon: Info },
  published: { classes: 'bg-published-soft [&>svg]:text-published', Icon: CircleCheck },
  attention: { classes: 'bg-attention-soft [&>svg]:text-attention', Icon: TriangleAlert },
  failed: { classes: 'bg-failed-soft [&>svg]:text-failed', Icon: CircleAlert },
};

interface NoticeProps {
  tone?: Tone;
  /** Said at once by screen readers: for what just happened. */
  live?: boolean;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A sentence in place: what happened, and what to do. */
export function Notice({ tone = 'info', live = false, action, className, children }: NoticeProps) {
  const { classes, Icon } = LOOKS[tone];
  return (
    <div
      role={live ? (tone === 'failed' ? 'alert' : 'status') : undefined}
      className={cx('flex items-start gap-2 rounded-control px-3 py-2', classes, className)}
    >
      <Icon size={16} className="mt-px shrink-0" aria-hidden />
      <div className="min-w-0 flex-1" data-selectable>
        {children}
      </div>
      {/* As high as a line, so that the words stand beside it and not above. */}
      {action && <div className="-my-1 shrink-0">{action}</div>}
    </div>
  );
}
