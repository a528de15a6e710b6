import { useId } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toast.tsx';

/** Whether the network publishes what is scheduled; nothing where it can't. */
export function HandOver({ account }: { account: Account }) {
  const set = useRouteMutation('accounts.setHandOver');
  const label = useId();
  const about = useId();
  const { name, nativeSchedule } = NETWORKS[account.network];
  if (!nativeSchedule) return null;
  const days = `at most ${nativeSchedule.perDay} a day and ${nativeSchedule.total.toLocaleString('en')} in all`;

  return (
    <div className="mt-3 flex items-start gap-3 pl-12">
      <Switch
        checked={set.isPending ? set.variables.on : account.handOver}
        disabled={set.isPending || account.status === 'disabled'}
        aria-labelledby={label}
        aria-describedby={about}
        onChange={(on) =>
          set.mutate(
            { id: account.id, on },
            { onError: (error) => toast.failed(sentenceOf(error)) },
          )
        }
      />
      <div className="min-w-0">
        <p id={label}>Let {name} publish scheduled posts</p>
        <p id={about} className="text-small text-muted">
          It works while this computer is asleep. {name} gets a scheduled post ahead of its time,{' '}
          {days}, and ClientNest looks whether it came out.
        </p>
      </div>
    </div>
  );
}
