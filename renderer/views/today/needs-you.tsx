import {
  CalendarPlus,
  CircleAlert,
  CircleHelp,
  Eye,
  Hand,
  History,
  Hourglass,
  KeyRound,
  type LucideIcon,
  MessageSquareWarning,
  PenLine,
  TrendingDown,
  TrendingUp,
  X,
} from 'lucide-react';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { useNow } from '../../app/clock.ts';
import { useCommands } from '../../app/commands.ts';
import { TODAY_GRID } from '../../app/fallbacks.tsx';
import { useTimeStyle } from '../../app/preferences.ts';
import { useAccounts, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Reconnect } from '../accounts/reconnect.tsx';
import { type ClientLook, useClientLooks } from '../calendar/client-looks.ts';
import { whenText } from '../calendar/time.ts';
import { counted } from './answers.ts';
import { TodayCard } from './card.tsx';
import { type NeedLine, needLines } from './lines.ts';
import { useNeedAction } from './use-need-action.tsx';

const LOOK: Record<NeedLine['about'], { icon: LucideIcon; tone: string }> = {
  reconnect: { icon: KeyRound, tone: 'text-failed' },
  failed: { icon: CircleAlert, tone: 'text-failed' },
  needs_check: { icon: CircleHelp, tone: 'text-attention' },
  missed: { icon: History, tone: 'text-attention' },
  change_requested: { icon: MessageSquareWarning, tone: 'text-attention' },
  unscheduled: { icon: PenLine, tone: 'text-attention' },
  in_review: { icon: Eye, tone: 'text-muted' },
  held: { icon: Hand, tone: 'text-muted' },
  ending: { icon: Hourglass, tone: 'text-muted' },
  gap: { icon: CalendarPlus, tone: 'text-muted' },
  turn_worse: { icon: TrendingDown, tone: 'text-attention' },
  turn_better: { icon: TrendingUp, tone: 'text-published' },
};

const DAY = 86_400_000;

/** First of all: what needs the person now, one action a line. */
export function NeedsYou({ clientId }: { clientId: string | null }) {
  const query = useRoute('dashboard.needsYou', clientId ? { clientId } : {}, {
    keepPrevious: true,
    // What is near comes nearer without an event.
    refetchInterval: 60_000,
  });
  const now = useNow();
  const style = useTimeStyle();
  const lookOf = useClientLooks();
  const [reconnecting, setReconnecting] = useState<string | null>(null);
  const turns = useRoute('moods.turns', clientId ? { clientId } : {}, {
    keepPrevious: true,
    // After what is more urgent.
    enabled: query.isSuccess,
  }).data;
  const { busy, run, putAway } = useNeedAction(setReconnecting, (at) => whenText(at, now, style));
  const list = useRef<HTMLUListElement>(null);
  useLineKeys(list);
  const lines = useMemo(
    () =>
      query.data
        ? needLines(
            query.data,
            {
              now,
              when: (at) => whenText(at, now, style),
              forDays: (since) => {
                const days = Math.floor((now - since) / DAY);
                return days < 1 ? null : counted(days, 'day');
              },
              networkName: (network) => NETWORKS[network].name,
            },
            turns,
          )
        : [],
    [query.data, turns, now, style],
  );
  return (
    <TodayCard
      title="Needs you"
      side={lines.length > 0 && counted(lines.length, 'thing')}
      size={TODAY_GRID.first}
      query={query}
    >
      {lines.length === 0 ? (
        <AllGood />
      ) : (
        <ul ref={list} aria-label="Needs you" className="min-h-0 flex-1 overflow-y-auto">
          {lines.map((line) => (
            <Line
              key={line.key}
              line={line}
              client={line.clientId === null ? null : lookOf(line.clientId)}
              busy={busy === line.key}
              onAct={() => run(line.key, line.action)}
              onPutAway={() => line.clientId !== null && void putAway(line.clientId)}
            />
          ))}
        </ul>
      )}
      <ReconnectDialog accountId={reconnecting} onClose={() => setReconnecting(null)} />
    </TodayCard>
  );
}

/** j and k go from line to line, as in the lists. */
function useLineKeys(list: RefObject<HTMLUListElement | null>): void {
  const step = (by: number) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const here = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[here < 0 ? 0 : Math.max(0, Math.min(buttons.length - 1, here + by))]?.focus();
  };
  const shared = { group: 'This view', notInPalette: true } as const;
  useCommands([
    { ...shared, id: 'today.next', label: 'Next thing', keys: ['j'], run: () => step(1) },
    { ...shared, id: 'today.previous', label: 'Previous thing', keys: ['k'], run: () => step(-1) },
  ]);
}

interface LineProps {
  line: NeedLine;
  client: ClientLook | null;
  busy: boolean;
  onAct: () => void;
  onPutAway: () => void;
}

function Line({ line, client, busy, onAct, onPutAway }: LineProps) {
  const { icon: Icon, tone } = LOOK[line.about];
  return (
    <li className="flex min-h-13 items-center gap-3 border-t border-hairline px-4 py-1.5">
      <Icon size={16} aria-hidden className={cx('shrink-0', tone)} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{line.title}</p>
        <p className="flex items-center gap-1.5 text-small text-muted">
          {client && (
            <>
              <Dot colour={client.colour} className="size-2" />
              <span className="max-w-32 shrink-0 truncate">{client.name}</span>
              {line.detail && <span aria-hidden>·</span>}
            </>
          )}
          <span className="truncate" title={line.detail}>
            {line.detail}
          </span>
        </p>
      </div>
      <Button size="compact" busy={busy} onClick={onAct} aria-label={line.name}>
        {line.label}
      </Button>
      {line.putAway && (
        <IconButton label={line.putAway} size="compact" onClick={onPutAway}>
          <X size={16} />
        </IconButton>
      )}
    </li>
  );
}

const AllGood = () => (
  <div className="flex flex-1 flex-col items-center justify-center px-6 pb-11 text-center">
    <p className="text-section font-medium">Nothing needs you</p>
    <p className="mt-1 max-w-72 text-muted">
      What is scheduled goes out by itself. If something comes up, it stands here first.
    </p>
  </div>
);

function ReconnectDialog({
  accountId,
  onClose,
}: {
  accountId: string | null;
  onClose: () => void;
}) {
  const account = useAccounts().data?.find(({ id }) => id === accountId);
  if (!account) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Reconnect @${account.handle}`}
      description="Posts, schedule and history stay as they are."
    >
      <Reconnect account={account} networkName={NETWORKS[account.network].name} onClose={onClose} />
    </Dialog>
  );
}
