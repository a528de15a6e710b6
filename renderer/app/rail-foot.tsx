import type { LucideIcon } from 'lucide-react';
import { CircleCheck, CirclePause, CloudOff, RefreshCw } from 'lucide-react';
import type { AppStatus } from '../../shared/ipc/views.ts';
import { useAppStatus } from '../ipc/queries.ts';
import { cx } from '../ui/class-names.ts';
import { Popover } from '../ui/popover.tsx';
import { useLastActivity, useOnline } from './activity.ts';
import { formatInstant, useTimeStyle } from './preferences.ts';

interface RunnerLook {
  label: string;
  explanation: string;
  icon: LucideIcon;
  tone: string;
}

const RUNNER: Record<AppStatus['runner'], RunnerLook> = {
  here: {
    label: 'Publishing here',
    explanation:
      'This window sends your scheduled posts. Keep ClientNest running, in the tray is enough, and the computer awake.',
    icon: CircleCheck,
    tone: 'text-published',
  },
  elsewhere: {
    label: 'Publishing elsewhere',
    explanation:
      'Another ClientNest on this computer, the headless runner, sends your scheduled posts. If it stops, this window takes over.',
    icon: RefreshCw,
    tone: 'text-published',
  },
  none: {
    label: 'Not publishing',
    explanation:
      'Nothing sends your scheduled posts right now. ClientNest tries again by itself; if this stays, restart it.',
    icon: CirclePause,
    tone: 'text-attention',
  },
};

/** Who publishes, when it last did something, and whether there is a network. */
export function RailFoot({ collapsed }: { collapsed: boolean }) {
  const runner = useAppStatus().data?.runner ?? 'none';
  const online = useOnline();
  const style = useTimeStyle();
  const activity = useLastActivity();
  const look = RUNNER[runner];
  const Icon = online ? look.icon : CloudOff;
  const label = online ? look.label : 'Offline';
  const detail = online
    ? activity && `Last: ${formatInstant(activity, style, { timeStyle: 'short' })}`
    : 'Drafts save, posts wait';

  return (
    <div className="shrink-0 border-t border-hairline p-2">
      <Popover
        side="top"
        label="Publishing"
        trigger={
          <button
            type="button"
            className="flex min-h-9 w-full items-center gap-2.5 rounded-control px-2.5 py-1 text-left transition-colors hover:bg-hover"
            {...(collapsed && { 'aria-label': label })}
          >
            <Icon
              size={16}
              className={cx('shrink-0', online ? look.tone : 'text-attention')}
              aria-hidden
            />
            {!collapsed && (
              <span className="min-w-0 leading-tight">
                <span className="block truncate text-small">{label}</span>
                {detail && <span className="block truncate text-caption text-muted">{detail}</span>}
              </span>
            )}
          </button>
        }
      >
        <p className="font-medium">{label}</p>
        <p className="mt-1 text-muted">
          {online
            ? look.explanation
            : 'This computer has no network. Every draft saves here; scheduled posts are sent once the network is back.'}
        </p>
      </Popover>
    </div>
  );
}
