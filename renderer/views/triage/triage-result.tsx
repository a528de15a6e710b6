import { CalendarCheck2, CalendarClock, LoaderCircle, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Post } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useDeliveries } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { whenText } from '../calendar/time.ts';
import { StatusIcon } from '../post-status/status-badge.tsx';
import type { Outcome } from './outcomes.ts';

interface TriageResultProps {
  postId: string;
  outcome: Outcome;
  /** Of a post that was published now. */
  status: Post['status'] | undefined;
  busy: boolean;
  onUndo: () => void;
  onOpen: () => void;
}

/** What a choice has come to, in place of the choices. */
export function TriageResult({ postId, outcome, status, busy, onUndo, onOpen }: TriageResultProps) {
  const style = useTimeStyle();
  const now = useNow();
  const undo = (
    <Button size="compact" tone="ghost" icon={<Undo2 size={14} />} busy={busy} onClick={onUndo}>
      Undo
    </Button>
  );
  switch (outcome.kind) {
    case 'slot':
      return (
        <Line icon={<CalendarCheck2 size={16} />} action={undo}>
          In the queue for {whenText(outcome.at, now, style)}
        </Line>
      );
    case 'moved':
      return (
        <Line icon={<CalendarClock size={16} />} action={undo}>
          Scheduled for {whenText(outcome.at, now, style)}
        </Line>
      );
    case 'dropped':
      return (
        <Line icon={<StatusIcon status="cancelled" size={16} />} action={undo}>
          Dropped. It stays with your posts, and nothing is sent.
        </Line>
      );
    case 'publishing':
      return <PublishResult postId={postId} status={status} onOpen={onOpen} />;
    case 'back':
      return null;
  }
}

function PublishResult({
  postId,
  status,
  onOpen,
}: Pick<TriageResultProps, 'postId' | 'status' | 'onOpen'>) {
  const { data: deliveries } = useDeliveries(postId);
  const reason = deliveries?.find(({ errorMessage }) => errorMessage !== null)?.errorMessage;
  const open = (
    <Button size="compact" tone="ghost" onClick={onOpen}>
      Open post
    </Button>
  );
  if (status === 'published')
    return <Line icon={<StatusIcon status="published" size={16} />}>Published</Line>;
  if (status === 'failed' || status === 'needs_check')
    return (
      <Line icon={<StatusIcon status={status} size={16} />} action={open}>
        {status === 'failed' ? 'Not published.' : 'It may have arrived.'} {reason}
      </Line>
    );
  const waits = deliveries?.some(
    ({ nextAttemptAt, state }) => nextAttemptAt && state === 'prepared',
  );
  return (
    <Line icon={<LoaderCircle size={16} className="animate-turn text-muted" />}>
      {waits && reason ? `Waiting to try again. ${reason}` : 'Publishing…'}
    </Line>
  );
}

const Line = ({
  icon,
  action,
  children,
}: {
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) => (
  <p role="status" className="flex min-h-7 items-center gap-2">
    <span className="shrink-0 text-muted">{icon}</span>
    <span className="min-w-0 flex-1">{children}</span>
    {action}
  </p>
);
