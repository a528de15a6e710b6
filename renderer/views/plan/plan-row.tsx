import {
  Check,
  Flag,
  Lightbulb,
  Link2,
  RotateCcw,
  Sparkles,
  Square,
  Trash2,
  TriangleAlert,
  X,
} from 'lucide-react';
import { memo } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Holiday, PlanProposal } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { formatDay, wallClockText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { StatusBadge } from '../post-status/status-badge.tsx';

export interface RowActions {
  onStand: (index: number) => void;
  onEdit: (index: number) => void;
  onAccept: (proposal: PlanProposal) => void;
  onDismiss: (proposal: PlanProposal) => void;
  onAgain: (proposal: PlanProposal) => void;
  onCancel: () => void;
  onReopen: (proposal: PlanProposal) => void;
  onOpenPost: (postId: string) => void;
}

interface PlanRowProps {
  proposal: PlanProposal;
  index: number;
  accounts: readonly Account[];
  holidays: readonly Holiday[];
  isShown: boolean;
  isWriting: boolean;
  actions: RowActions;
}

/** A proposal: when, where, what and why, and what became of it. */
export const PlanRow = memo(function PlanRow(props: PlanRowProps) {
  const { proposal, index, accounts, holidays, isShown, isWriting, actions } = props;
  const { locale, hourCycle } = useTimeStyle();
  const { wallTime, topic, text, reason, category, state } = proposal;
  const day = wallTime.slice(0, 10);
  const date = `${formatDay(day, locale, { weekday: 'short' })} ${Number(day.slice(8))}`;
  const time = wallClockText(wallTime, hourCycle);
  const own = accounts.filter(({ id }) => proposal.accountIds.includes(id));
  const isOpen = state === 'open';
  return (
    <li
      data-state={state}
      className={cx(
        'group relative flex items-start border-b border-hairline pr-2',
        isShown ? 'bg-pressed/60 shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        data-row={index}
        tabIndex={isShown ? 0 : -1}
        aria-current={isShown ? 'true' : undefined}
        onFocus={() => actions.onStand(index)}
        onClick={() => (isOpen ? actions.onEdit(index) : actions.onStand(index))}
        className={cx(
          'flex min-w-0 flex-1 items-start gap-3 py-2.5 pr-2 pl-6 text-left focus-visible:-outline-offset-2',
          state === 'dismissed' && 'text-muted',
        )}
      >
        <span className="flex w-14 shrink-0 flex-col tabular-nums">
          <span className="font-medium">{date}</span>
          <span className="text-small text-muted">{time}</span>
        </span>
        <span className="flex min-w-0 flex-1 flex-col gap-0.5">
          <span className="flex min-w-0 items-center gap-2">
            <span dir="auto" className={cx('truncate font-medium', !topic && 'text-muted')}>
              {topic || 'No topic'}
            </span>
            {holidays[0] && (
              <Badge icon={<Flag size={11} />} className="min-w-0 shrink!">
                <span className="truncate">{holidays[0].name}</span>
              </Badge>
            )}
          </span>
          <span
            dir="auto"
            className={cx('line-clamp-2 [overflow-wrap:anywhere]', isWriting && 'animate-breathe')}
          >
            {text}
          </span>
          <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5 text-small text-muted">
            {own.map(({ id, network, handle }) => (
              <span key={id} className="flex min-w-0 items-center gap-1">
                <NetworkGlyph network={network} size={11} said />
                <span className="truncate">@{handle}</span>
              </span>
            ))}
            {category && <span className="truncate">{category}</span>}
            {reason && (
              <span dir="auto" className="flex min-w-0 items-start gap-1">
                <Lightbulb size={12} className="mt-0.5 shrink-0" aria-hidden />
                <span>{reason}</span>
              </span>
            )}
          </span>
          {isOpen && <Concerns proposal={proposal} />}
        </span>
      </button>
      <div className="flex shrink-0 items-center gap-0.5 pt-2">
        <Actions {...{ proposal, isWriting, actions }} />
      </div>
    </li>
  );
});

/** What has to be known before it is accepted. */
function Concerns({ proposal: { length, problem, unasked } }: { proposal: PlanProposal }) {
  return (
    <>
      {length?.over && (
        <Concern icon={<TriangleAlert size={13} />}>
          {length.used > length.limit
            ? `${length.used - length.limit} characters too long for ${NETWORKS[length.network].name}`
            : `Too long for ${NETWORKS[length.network].name}`}
        </Concern>
      )}
      {problem !== null && <Concern icon={<TriangleAlert size={13} />}>{problem}</Concern>}
      {unasked.length > 0 && (
        <Concern icon={<Link2 size={13} />}>
          Your goals don’t name {unasked.map(({ text }) => text).join(', ')}. Check it first.
        </Concern>
      )}
    </>
  );
}

const Concern = ({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) => (
  <span className="flex items-start gap-1.5 text-small text-attention [&>svg]:mt-px [&>svg]:shrink-0">
    {icon}
    <span className="[overflow-wrap:anywhere]">{children}</span>
  </span>
);

function Actions({
  proposal,
  isWriting,
  actions,
}: Pick<PlanRowProps, 'proposal' | 'isWriting' | 'actions'>) {
  const { state, post } = proposal;
  if (isWriting)
    return (
      <IconButton label="Stop writing" tabIndex={-1} onClick={actions.onCancel}>
        <Square size={13} />
      </IconButton>
    );
  if (state === 'open')
    return (
      <>
        <IconButton
          label="Another idea for this day"
          keys={['i']}
          tabIndex={-1}
          onClick={() => actions.onAgain(proposal)}
        >
          <Sparkles size={15} className="text-muted" />
        </IconButton>
        <IconButton
          label="Dismiss"
          keys={['x']}
          tabIndex={-1}
          onClick={() => actions.onDismiss(proposal)}
        >
          <X size={15} className="text-muted" />
        </IconButton>
        <IconButton
          label="Accept"
          keys={['a']}
          tabIndex={-1}
          onClick={() => actions.onAccept(proposal)}
        >
          <Check size={16} className="text-accent-text" />
        </IconButton>
      </>
    );
  if (state === 'taken' && post)
    return (
      <button
        type="button"
        tabIndex={-1}
        onClick={() => actions.onOpenPost(post.id)}
        className="mr-1.5 flex h-7 items-center rounded-chip hover:opacity-80"
      >
        <span className="sr-only">Open the post: </span>
        <StatusBadge status={post.status} />
      </button>
    );
  return (
    <>
      {state === 'taken' ? (
        <Badge tone="outline" icon={<Trash2 size={11} />}>
          Deleted
        </Badge>
      ) : (
        <Badge tone="outline">Dismissed</Badge>
      )}
      <IconButton
        label="Open it again"
        keys={['u']}
        tabIndex={-1}
        onClick={() => actions.onReopen(proposal)}
      >
        <RotateCcw size={14} className="text-muted" />
      </IconButton>
    </>
  );
}
