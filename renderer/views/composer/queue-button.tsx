import { ListEnd } from 'lucide-react';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { whenText } from '../calendar/time.ts';

interface QueueButtonProps {
  clientId: string;
  accountIds: readonly string[];
  busy: boolean;
  disabled: boolean;
  onQueue: () => void;
}

/** “Add to queue”, and the slot that the post would get; nothing where the client has no times for its accounts. */
export function QueueButton({ clientId, accountIds, busy, disabled, onQueue }: QueueButtonProps) {
  const style = useTimeStyle();
  const now = useNow(30_000);
  const { data } = useRoute(
    'slots.next',
    { clientId, accountIds: [...accountIds], count: 1 },
    { enabled: accountIds.length > 0 },
  );
  const slot = accountIds.length > 0 ? data?.[0] : undefined;
  if (!slot) return null;
  const when = whenText(slot.at, now, style);
  return (
    <Tooltip label={`The next free time of the queue: ${when}`} side="top">
      <Button
        data-queue
        busy={busy}
        disabled={disabled}
        icon={<ListEnd size={16} />}
        onClick={onQueue}
      >
        <span>
          <span className="max-roomy:sr-only">Add to </span>
          <span className="max-roomy:capitalize">queue</span>
        </span>
        <span className="hidden font-normal text-muted wide:inline">{when}</span>
      </Button>
    </Tooltip>
  );
}
