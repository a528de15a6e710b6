import { useCallback, useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { signInSecret } from '../../../shared/domain/sign-in-secret.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { ConnectForm } from './connect-form.tsx';
import { waysOf } from './network-words.ts';

interface ConnectPanelProps {
  clientId: string;
  network: NetworkCapabilities;
  onDone: (accounts: readonly Account[]) => void;
  onCancel: () => void;
  /** What the way out is called. */
  cancelLabel?: string;
  /** While a sign-in is under way. */
  onBusy?: (busy: boolean) => void;
}

/** Signs in to one network, in the browser or with a secret that is pasted. */
export function ConnectPanel(props: ConnectPanelProps) {
  const { network, onCancel, cancelLabel = 'Cancel', onBusy } = props;
  const ways = waysOf(network);
  const [chosen, setChosen] = useState<'browser' | 'secret' | null>(null);
  const [busy, setBusy] = useState(false);
  const way = chosen ?? ways[0] ?? 'secret';
  const tell = useCallback(
    (now: boolean) => {
      setBusy(now);
      onBusy?.(now);
    },
    [onBusy],
  );
  return (
    <>
      {ways.length > 1 && !(busy && way === 'browser') && (
        <fieldset disabled={busy} className="mb-4">
          <Segmented
            label="How to sign in"
            value={way}
            onChange={setChosen}
            choices={ways.map((each) => ({
              value: each,
              label: each === 'browser' ? 'In the browser' : `With an ${signInSecret(network.id)}`,
            }))}
            className="flex"
          />
        </fieldset>
      )}
      {way === 'browser' ? (
        <BrowserSignIn {...props} onBusy={tell} />
      ) : (
        <ConnectForm
          clientId={props.clientId}
          network={network}
          onBusy={tell}
          onDone={(account) => props.onDone([account])}
        >
          <div className="mt-1 flex gap-2">
            <Button type="submit" tone="primary" busy={busy}>
              {busy ? 'Signing in' : 'Connect'}
            </Button>
            <Button tone="ghost" onClick={onCancel}>
              {cancelLabel}
            </Button>
          </div>
        </ConnectForm>
      )}
    </>
  );
}
