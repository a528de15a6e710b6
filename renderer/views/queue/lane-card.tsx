import {
  CircleCheck,
  CirclePause,
  CirclePlay,
  Clock,
  Hourglass,
  KeyRound,
  type LucideIcon,
  Send,
  TriangleAlert,
} from 'lucide-react';
import type { Lane } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { toast } from '../../ui/toast.tsx';
import { nearText, timeText, whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadgeOf } from '../post-status/practice-badge.tsx';
import { isHeld, LANE_WORD, type LimitMeter, limitMeters } from './lanes.ts';

const LOOK: Record<Lane['state'], { icon: LucideIcon; tone: string }> = {
  idle: { icon: CircleCheck, tone: 'text-published' },
  sending: { icon: Send, tone: 'text-accent-text' },
  waiting: { icon: Clock, tone: 'text-muted' },
  limited: { icon: Hourglass, tone: 'text-attention' },
  paused: { icon: CirclePause, tone: 'text-attention' },
  reconnect: { icon: TriangleAlert, tone: 'text-attention' },
};

interface LaneCardProps {
  lane: Lane;
  now: number;
  onReconnect: () => void;
}

/** One account's line: how it stands, until when, what the network still takes, and the way on. */
export function LaneCard({ lane, now, onReconnect }: LaneCardProps) {
  const style = useTimeStyle();
  const { icon: Icon, tone } = LOOK[lane.state];
  const meters = limitMeters(lane.limits, now);
  const near = lane.until === null ? null : nearText(lane.until, now);
  return (
    <li className="border-b border-hairline px-4 py-2.5 wide:last:border-b-0">
      <div className="flex items-center gap-2">
        <NetworkGlyph network={lane.network} said className={cx(isHeld(lane) && 'text-muted')} />
        <h3 className="min-w-0 flex-1 truncate font-medium" data-selectable>
          @{lane.handle}
        </h3>
        <PracticeBadgeOf accountId={lane.accountId} />
        <span className={cx('flex shrink-0 items-center gap-1 text-small', tone)}>
          <Icon size={14} aria-hidden />
          {LANE_WORD[lane.state]}
        </span>
      </div>
      {lane.until !== null && (
        <p className="mt-1 text-small tabular-nums">
          {lane.state === 'limited' ? 'Until' : 'Next try'} {whenText(lane.until, now, style)}
          {near && near !== 'now' && <span className="text-muted">, {near}</span>}
        </p>
      )}
      {lane.reason && <p className="mt-1 text-small text-muted">{lane.reason}</p>}
      {lane.waiting > 0 && (
        <p className="mt-1 text-small text-muted">
          {lane.waiting.toLocaleString()}{' '}
          {lane.waiting === 1 ? 'delivery waits' : 'deliveries wait'}
        </p>
      )}
      {meters.map((meter) => (
        <Meter key={meter.bucket} meter={meter} />
      ))}
      {lane.state === 'paused' && <Resume lane={lane} />}
      {lane.state === 'reconnect' && (
        <Button
          size="compact"
          className="mt-2"
          icon={<KeyRound size={14} />}
          onClick={onReconnect}
          aria-label={`Reconnect @${lane.handle}`}
        >
          Reconnect
        </Button>
      )}
    </li>
  );
}

function Resume({ lane }: { lane: Lane }) {
  const setEnabled = useRouteMutation('accounts.setEnabled');
  const complain = (error: Error) => toast.failed(sentenceOf(error));
  return (
    <Button
      size="compact"
      className="mt-2"
      icon={<CirclePlay size={14} />}
      busy={setEnabled.isPending}
      aria-label={`Resume @${lane.handle}`}
      onClick={() =>
        setEnabled.mutate(
          { id: lane.accountId, enabled: true },
          {
            onSuccess: () =>
              toast.undoable(`@${lane.handle} publishes again.`, () =>
                setEnabled.mutate({ id: lane.accountId, enabled: false }, { onError: complain }),
              ),
            onError: complain,
          },
        )
      }
    >
      Resume
    </Button>
  );
}

/** A quiet line: what the network still takes of what it allows. */
function Meter({ meter }: { meter: LimitMeter }) {
  const style = useTimeStyle();
  const { name, remaining, limit, used, resetsAt } = meter;
  return (
    <div className="mt-2">
      <div className="flex justify-between gap-2 text-caption text-muted tabular-nums">
        <span className="truncate">{name}</span>
        <span className="shrink-0">
          {remaining.toLocaleString()} of {limit.toLocaleString()} left
          {resetsAt !== null && ` · resets ${timeText(resetsAt, style)}`}
        </span>
      </div>
      <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-pressed">
        <div
          className={cx('h-full rounded-full', used >= 0.9 ? 'bg-attention' : 'bg-faint')}
          style={{ width: `${used * 100}%` }}
        />
      </div>
    </div>
  );
}
