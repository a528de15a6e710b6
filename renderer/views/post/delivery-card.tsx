import { ExternalLink, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Delivery } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { deliverySummary } from './sentences.ts';

type Decision = 'was_published' | 'send_again' | 'give_up';

/** One account: where its post stands, the way to see it, and what only the person can decide. */
export function DeliveryCard({ delivery }: { delivery: Delivery }) {
  const style = useTimeStyle();
  const now = useNow(15_000);
  const [busy, setBusy] = useState<Decision | 'retry' | null>(null);
  const network = NETWORKS[delivery.network].name;
  const { remoteUrl } = delivery;

  const retry = async () => {
    setBusy('retry');
    const answer = await ask('deliveries.retry', { id: delivery.id });
    setBusy(null);
    if (!answer.ok) toast.failed(answer.error.message);
  };
  const resolve = async (decision: Decision) => {
    setBusy(decision);
    const answer = await ask('deliveries.resolve', { id: delivery.id, decision });
    setBusy(null);
    if (!answer.ok) toast.failed(answer.error.message);
  };

  return (
    <li className="border-b border-hairline px-4 py-3 last:border-b-0">
      <div className="flex min-h-7 items-center gap-2.5">
        <NetworkGlyph network={delivery.network} size={16} said className="text-muted" />
        <div className="min-w-0 flex-1">
          <div className="truncate font-medium">@{delivery.handle}</div>
          <div className="text-small text-muted">
            {deliverySummary(delivery, (at) => whenText(at, now, style))}
          </div>
        </div>
        {remoteUrl?.startsWith('https://') && (
          <Button
            size="compact"
            tone="ghost"
            icon={<ExternalLink size={14} />}
            onClick={() => window.open(remoteUrl, '_blank', 'noopener')}
          >
            View on {network}
          </Button>
        )}
        {delivery.state === 'failed' && (
          <Button
            size="compact"
            icon={<RotateCcw size={14} />}
            busy={busy === 'retry'}
            onClick={() => void retry()}
          >
            Try again
          </Button>
        )}
      </div>
      {delivery.errorMessage && delivery.state !== 'published' && (
        <Notice tone={delivery.state === 'failed' ? 'failed' : 'attention'} className="mt-2.5">
          {delivery.errorMessage}
        </Notice>
      )}
      {delivery.state === 'needs_check' && (
        <div className="mt-3">
          <p className="text-muted">
            ClientNest can’t tell whether {network} has this post, and never sends twice by
            guessing. Look at @{delivery.handle}, then say what you found.
          </p>
          <div className="mt-2.5 flex flex-wrap gap-2">
            <Button busy={busy === 'was_published'} onClick={() => void resolve('was_published')}>
              It is there
            </Button>
            <Button busy={busy === 'send_again'} onClick={() => void resolve('send_again')}>
              It is not there, send it
            </Button>
            <Button tone="ghost" busy={busy === 'give_up'} onClick={() => void resolve('give_up')}>
              Leave it unpublished
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}
