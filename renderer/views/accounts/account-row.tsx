import {
  CircleCheck,
  CirclePause,
  CirclePlay,
  Ellipsis,
  KeyRound,
  RefreshCw,
  Trash2,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Lane } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { PracticeBadge } from '../post-status/practice-badge.tsx';
import { AccountFacts } from './account-facts.tsx';
import { HandOver } from './hand-over.tsx';
import { Reconnect } from './reconnect.tsx';
import { RemoveAccount } from './remove-account.tsx';

const complain = (error: Error) => toast.failed(sentenceOf(error));

interface AccountRowProps {
  account: Account;
  /** Its line in the queue; null while that is not known. */
  lane: Lane | null;
}

/** One account: who it is, whether it works, what the network says of it, and what can be done. */
export function AccountRow({ account, lane }: AccountRowProps) {
  const check = useRouteMutation('accounts.check');
  const setEnabled = useRouteMutation('accounts.setEnabled');
  const [removing, setRemoving] = useState(false);
  const [reconnecting, setReconnecting] = useState(false);

  const { id, handle, network, status } = account;
  const { name, defaultServiceUrl } = NETWORKS[network];
  const { host } = new URL(account.serviceUrl);
  // A Mastodon handle names its server already.
  const isSaid = account.serviceUrl === defaultServiceUrl || handle.endsWith(`@${host}`);
  const paused = status === 'disabled';

  const pause = () =>
    setEnabled.mutate(
      { id, enabled: paused },
      {
        onSuccess: () =>
          paused
            ? toast.done(`@${handle} publishes again.`)
            : toast.undoable(`@${handle} is paused.`, () =>
                setEnabled.mutate({ id, enabled: true }, { onError: complain }),
              ),
        onError: complain,
      },
    );

  return (
    <li className="border-b border-hairline px-4 py-3 last:border-b-0">
      <div className="flex items-center gap-3">
        <span
          className={cx(
            'flex size-9 shrink-0 items-center justify-center rounded-card bg-sunken',
            status !== 'connected' && 'text-muted',
          )}
        >
          <NetworkGlyph network={network} size={18} said />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            <h3 className="truncate font-medium" data-selectable>
              {account.displayName || handle}
            </h3>
            <AccountStatus status={status} />
            {account.practice && <PracticeBadge />}
          </div>
          <p className="truncate text-small text-muted" data-selectable>
            @{handle}
            {account.practice ? ' on this computer' : !isSaid && ` on ${host}`}
          </p>
        </div>
        <Figures account={account} />
        <Menu
          trigger={
            <IconButton label={`More for @${handle}`}>
              <Ellipsis size={16} />
            </IconButton>
          }
        >
          <MenuItem
            icon={<RefreshCw size={16} />}
            disabled={check.isPending}
            onSelect={() =>
              check.mutate(
                { id },
                { onSuccess: () => toast.done(`@${handle} works.`), onError: complain },
              )
            }
          >
            Check now
          </MenuItem>
          <MenuItem
            icon={paused ? <CirclePlay size={16} /> : <CirclePause size={16} />}
            onSelect={pause}
          >
            {paused ? 'Publish again' : 'Pause'}
          </MenuItem>
          {status === 'connected' && (
            <MenuItem icon={<KeyRound size={16} />} onSelect={() => setReconnecting(true)}>
              Sign in again
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem tone="danger" icon={<Trash2 size={16} />} onSelect={() => setRemoving(true)}>
            Remove
          </MenuItem>
        </Menu>
      </div>
      <AccountFacts account={account} lane={lane} onReconnect={() => setReconnecting(true)} />
      <HandOver account={account} />
      {(status === 'reconnect_needed' || reconnecting) && (
        <Reconnect
          account={account}
          networkName={name}
          {...(reconnecting && { onClose: () => setReconnecting(false) })}
        />
      )}
      {removing && (
        <RemoveAccount account={account} networkName={name} onClose={() => setRemoving(false)} />
      )}
    </li>
  );
}

function AccountStatus({ status }: { status: Account['status'] }) {
  switch (status) {
    case 'connected':
      return (
        <Badge tone="published" icon={<CircleCheck size={12} />}>
          Connected
        </Badge>
      );
    case 'reconnect_needed':
      return (
        <Badge tone="attention" icon={<TriangleAlert size={12} />}>
          Sign in again
        </Badge>
      );
    case 'disabled':
      return (
        <Badge tone="neutral" icon={<CirclePause size={12} />}>
          Paused
        </Badge>
      );
  }
}

/** What the network said last, and when. What it does not give is not a zero. */
function Figures({ account }: { account: Account }) {
  const figures = [
    ['Followers', account.followers],
    ['Following', account.following],
    ['Posts', account.postCount],
  ] as const;
  return (
    <dl className="flex shrink-0 gap-2">
      {figures.map(([name, value]) => (
        <div key={name} className="flex w-19 flex-col items-end">
          <dt className="order-last text-caption text-muted">{name}</dt>
          <dd className={value === null ? 'text-small text-muted' : 'font-medium'}>
            {value === null ? 'not provided' : value.toLocaleString()}
          </dd>
        </div>
      ))}
    </dl>
  );
}
