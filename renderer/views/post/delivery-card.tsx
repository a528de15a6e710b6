import { CircleSlash, ExternalLink, RotateCcw, Users } from 'lucide-react';
import { useState } from 'react';
import { dollarText } from '../../../shared/domain/dollars.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { isWithoutComment, type PostStatus } from '../../../shared/domain/post-status.ts';
import type { Account, Delivery } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import { DeliveryTimeline } from './delivery-timeline.tsx';
import { NeedsCheck } from './needs-check.tsx';
import { summaryOf, uploadText, waitsForAccount } from './sentences.ts';
import { canResumeAfter, type Decision, useDecision } from './use-decision.ts';

interface DeliveryCardProps {
  delivery: Delivery;
  /** Of the whole post. */
  all: readonly Delivery[];
  postStatus: PostStatus;
  /** Null where it was removed meanwhile. */
  account: Account | null;
}

/** One account: where its post stands, what can be done about it, and what happened. */
export function DeliveryCard({ delivery, all, postStatus, account }: DeliveryCardProps) {
  const style = useTimeStyle();
  const now = useNow(15_000);
  const uploading = uploadText(delivery);
  const canResume = canResumeAfter(delivery, all);
  const { decide, busy } = useDecision(delivery, canResume);
  const { state, remoteUrl, handle } = delivery;
  const isSettled = (state === 'published' || state === 'cancelled') && !isWithoutComment(delivery);
  const [unfolded, setUnfolded] = useState(false);
  const shown = unfolded || !isSettled || all.length === 1;
  const says =
    delivery.errorMessage !== null &&
    (state === 'failed' || waitsForAccount(delivery) || isWithoutComment(delivery));

  return (
    <li className="relative border-b border-hairline px-4 py-3 last:border-b-0">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-2">
        <NetworkGlyph network={delivery.network} size={16} said className="text-muted" />
        <div className="min-w-0 flex-1 basis-40">
          <h3 className="flex items-center gap-2 font-medium">
            <span className="truncate">@{handle}</span>
            {account?.practice && <PracticeBadge />}
          </h3>
          <p className="text-small text-muted">
            <span aria-live="polite">
              {summaryOf(delivery, (at) => whenText(at, now, style))}
              {delivery.costMicroUsd !== null && ` · ${dollarText(delivery.costMicroUsd)}`}
            </span>
            {uploading !== null && ` · ${uploading}`}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {isWithoutComment(delivery) && <CommentActions {...{ decide, busy }} />}
          {DECIDED_WHILE.has(postStatus) && (
            <Actions {...{ delivery, all, canResume, decide, busy }} />
          )}
          {remoteUrl?.startsWith('https://') && (
            <Button
              size="compact"
              tone="ghost"
              icon={<ExternalLink size={14} />}
              onClick={() => window.open(remoteUrl, '_blank', 'noopener')}
            >
              View on {NETWORKS[delivery.network].name}
            </Button>
          )}
          {isSettled && all.length > 1 && delivery.attempts.length > 0 && (
            <Button
              size="compact"
              tone="ghost"
              aria-expanded={shown}
              onClick={() => setUnfolded(!unfolded)}
            >
              {shown ? 'Hide log' : 'Show log'}
            </Button>
          )}
        </div>
      </div>
      {says && (
        <Notice tone={state === 'failed' ? 'failed' : 'attention'} className="mt-2.5">
          {delivery.errorMessage}
        </Notice>
      )}
      {state === 'needs_check' && <NeedsCheck {...{ delivery, account, decide, busy }} />}
      <UploadLine delivery={delivery} />
      {shown && (
        <div className="mt-3 empty:hidden">
          <DeliveryTimeline delivery={delivery} said={says ? delivery.errorMessage : null} />
        </div>
      )}
    </li>
  );
}

/** On the card's edge, so that nothing moves when it comes and goes. */
function UploadLine({ delivery }: { delivery: Delivery }) {
  const { network, handle, upload } = delivery;
  if (!upload) return null;
  return (
    <div
      role="progressbar"
      aria-label={`Upload to ${NETWORKS[network].name} as @${handle}`}
      aria-valuemin={0}
      aria-valuemax={upload.bytes}
      aria-valuenow={upload.sent}
      aria-valuetext={uploadText(delivery) ?? ''}
      className="absolute inset-x-2.5 -bottom-px h-0.5"
    >
      <div
        className="h-full origin-left bg-accent transition-transform duration-500 ease-out motion-reduce:transition-none"
        style={{ transform: `scaleX(${upload.sent / Math.max(upload.bytes, 1)})` }}
      />
    </div>
  );
}

/** Otherwise the post has gone on: it was changed or has a new time, and nothing is decided here. */
const DECIDED_WHILE: ReadonlySet<PostStatus> = new Set([
  'publishing',
  'failed',
  'needs_check',
  'cancelled',
]);

interface ActionsProps extends Pick<DeliveryCardProps, 'delivery' | 'all'> {
  canResume: boolean;
  decide: ReturnType<typeof useDecision>['decide'];
  busy: Decision | null;
}

function Actions({ delivery, all, canResume, decide, busy }: ActionsProps) {
  const go = useGo();
  const [asking, setAsking] = useState(false);
  const { state, handle } = delivery;
  const isWaiting = state === 'prepared' || (state === 'ambiguous' && !!delivery.nextAttemptAt);
  const canRetry = (isWaiting && delivery.nextAttemptAt !== null) || state === 'failed';
  const wasCalledOff = state === 'cancelled' && delivery.errorCode === 'called_off';
  // A post that failed everywhere is changed or removed as a whole.
  const canLeaveOut = state === 'failed' && all.length > 1;
  const callOff = () => void decide('give_up').then(() => setAsking(false));

  return (
    <>
      {waitsForAccount(delivery) && isWaiting ? (
        <Button size="compact" icon={<Users size={14} />} onClick={() => go('/accounts')}>
          Open Accounts
        </Button>
      ) : (
        (canRetry || (wasCalledOff && canResume)) && (
          <Button
            size="compact"
            icon={<RotateCcw size={14} />}
            busy={busy === 'retry'}
            onClick={() => void decide('retry')}
          >
            {RETRY_LABEL[state] ?? 'Try now'}
          </Button>
        )
      )}
      {delivery.upload?.canStop && (
        <Button
          size="compact"
          tone="ghost"
          icon={<CircleSlash size={14} />}
          busy={busy === 'give_up'}
          onClick={() => void decide('give_up')}
        >
          Stop the upload
        </Button>
      )}
      {(state === 'prepared' || canLeaveOut) && (
        <Button
          size="compact"
          tone="ghost"
          icon={<CircleSlash size={14} />}
          busy={busy === 'give_up'}
          onClick={() => (canResume && state === 'prepared' ? callOff() : setAsking(true))}
        >
          {state === 'prepared' ? 'Call off' : 'Leave it out'}
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Leave @${handle} out?`}
        action="Leave it out"
        busy={busy === 'give_up'}
        onConfirm={callOff}
      >
        Nothing more is sent to {NETWORKS[delivery.network].name} as @{handle}. What is published
        stays where it is.
      </Confirm>
    </>
  );
}

/** The post is out, and what is left is its first comment. */
function CommentActions({ decide, busy }: Pick<ActionsProps, 'decide' | 'busy'>) {
  return (
    <>
      <Button
        size="compact"
        icon={<RotateCcw size={14} />}
        busy={busy === 'retry'}
        onClick={() => void decide('retry')}
      >
        Try the comment again
      </Button>
      <Button
        size="compact"
        tone="ghost"
        icon={<CircleSlash size={14} />}
        busy={busy === 'give_up'}
        onClick={() => void decide('give_up')}
      >
        Leave it out
      </Button>
    </>
  );
}

const RETRY_LABEL: Partial<Record<Delivery['state'], string>> = {
  prepared: 'Try now',
  ambiguous: 'Ask now',
  failed: 'Try again',
  cancelled: 'Send it after all',
};
