import { useCallback, useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { signInSecret } from '../../../shared/domain/sign-in-secret.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { ConnectForm } from './connect-form.tsx';
import { waysOf } from './network-words.ts';
import { PracticeOffer, PracticeSignIn } from './practice-sign-in.tsx';

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
  const [practises, setPractises] = useState(false);
  const mayPractise = useHasNoApp(network);
  const [busy, setBusy] = useState(false);
  const way = chosen ?? ways[0] ?? 'secret';
  const tell = useCallback(
    (now: boolean) => {
      setBusy(now);
      onBusy?.(now);
    },
    [onBusy],
  );
  if (practises)
    return <PracticeSignIn {...props} onBusy={tell} onCancel={() => setPractises(false)} />;
  return (
    <>
      {mayPractise && !busy && <PracticeOffer onChoose={() => setPractises(true)} />}
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

/** Whether nobody has set up a developer app of the network itself. */
function useHasNoApp(network: NetworkCapabilities): boolean {
  const { data } = useRoute(
    'applications.list',
    { network: network.id },
    { enabled: network.oauth?.application === 'person' },
  );
  return !data?.some(({ serviceUrl }) => serviceUrl === network.defaultServiceUrl);
}
