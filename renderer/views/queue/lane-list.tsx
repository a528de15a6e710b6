import { useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import { useNow } from '../../app/clock.ts';
import { useGo } from '../../app/place.ts';
import { useAccounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Reconnect } from '../accounts/reconnect.tsx';
import { LaneCard } from './lane-card.tsx';
import { lanesInOrder } from './lanes.ts';

const RUNNER: Record<RouteOutput<'queue.overview'>['runner'], string | null> = {
  here: null,
  elsewhere: 'The headless runner on this computer sends these posts.',
  none: 'Nothing sends these posts right now. ClientNest tries again by itself; if this stays, restart it.',
};

/** The accounts' lines, those first that need a look. */
export function LaneList({ overview }: { overview: RouteOutput<'queue.overview'> }) {
  const now = useNow(15_000);
  const go = useGo();
  const accounts = useAccounts().data;
  const [reconnecting, setReconnecting] = useState<string | null>(null);
  const account = accounts?.find(({ id }) => id === reconnecting);
  const runner = RUNNER[overview.runner];
  return (
    <section aria-labelledby="queue-accounts" className="flex min-h-0 flex-col">
      <h2 id="queue-accounts" className="px-4 pt-3.5 pb-1.5 font-semibold">
        Accounts
      </h2>
      {runner && (
        <Notice
          tone={overview.runner === 'none' ? 'attention' : 'info'}
          className="mx-3 mb-2 text-small"
        >
          {runner}
        </Notice>
      )}
      {overview.lanes.length === 0 ? (
        <div className="px-4 pb-4 text-small text-muted">
          <p>No account is connected yet, so nothing can go out.</p>
          <Button size="compact" className="mt-2" onClick={() => go('/accounts?connect=1')}>
            Connect an account
          </Button>
        </div>
      ) : (
        <ul
          aria-label="Accounts"
          className="-mb-px grid min-h-0 grid-cols-2 overflow-y-auto wide:grid-cols-1 wide:content-start"
        >
          {lanesInOrder(overview.lanes).map((lane) => (
            <LaneCard
              key={lane.accountId}
              lane={lane}
              now={now}
              onReconnect={() => setReconnecting(lane.accountId)}
            />
          ))}
        </ul>
      )}
      {account && (
        <Dialog
          open
          onOpenChange={(open) => !open && setReconnecting(null)}
          title={`Reconnect @${account.handle}`}
          description="Posts, schedule and history stay as they are."
        >
          <Reconnect
            account={account}
            networkName={NETWORKS[account.network].name}
            onClose={() => setReconnecting(null)}
          />
        </Dialog>
      )}
    </section>
  );
}
