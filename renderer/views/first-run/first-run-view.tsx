import { useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Client } from '../../../shared/ipc/views.ts';
import { Threshold } from '../../app/threshold.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectPanel } from '../accounts/connect-panel.tsx';
import { NetworkChoice } from '../accounts/network-choice.tsx';
import { ClientForm } from '../clients/client-form.tsx';
import { DemoStep } from './demo-step.tsx';
import { ProfileStep } from './profile-step.tsx';
import { Scene } from './scene.tsx';
import { Steps } from './steps.tsx';

type Step = 'profile' | 'client' | 'account';
const STEPS: readonly Step[] = ['profile', 'client', 'account'];

/** Three short steps, the last two may wait: who you are, whom you work for, where it is published. */
export function FirstRunView({ onDone }: { onDone: () => void }) {
  const [step, setStep] = useState<Step>('profile');
  const [makesDemo, setMakesDemo] = useState(false);
  const [network, setNetwork] = useState<NetworkCapabilities>(NETWORKS.bluesky);
  const [client, setClient] = useState<Client | null>(null);
  const [shown, setShown] = useState<{ name: string; colour: string } | null>(null);
  const progress = <Steps count={STEPS.length} current={STEPS.indexOf(step)} />;
  const scene = <Scene step={STEPS.indexOf(step)} client={client ?? shown} />;

  if (makesDemo)
    return (
      <Threshold
        key="demo"
        title="Making your demo workspace"
        lead="Three clients, their accounts on networks that this computer plays, and two months of posts. It takes about 15 seconds."
        beside={scene}
      >
        <DemoStep onDone={onDone} onBack={() => setMakesDemo(false)} />
      </Threshold>
    );

  if (step === 'profile') {
    return (
      <Threshold
        title="A desk for your clients’ posts"
        lead="Everything you write stays on this computer. You can change all of this later."
        progress={progress}
        beside={scene}
      >
        <ProfileStep onDone={() => setStep('client')} onDemo={() => setMakesDemo(true)} />
      </Threshold>
    );
  }

  if (step === 'client') {
    return (
      <Threshold
        key="client"
        title="Add your first client"
        lead="The colour marks the client’s posts everywhere."
        progress={progress}
        beside={scene}
      >
        <ClientForm
          withDetails={false}
          onChange={setShown}
          onDone={(added) => {
            setClient(added);
            setStep('account');
          }}
        >
          <div className="mt-2 flex gap-2">
            <Button type="submit" tone="primary" className="flex-1">
              Add client
            </Button>
            <Button tone="ghost" onClick={onDone}>
              Later
            </Button>
          </div>
        </ClientForm>
      </Threshold>
    );
  }

  return (
    <Threshold
      key="account"
      title={`Connect ${network.name}`}
      lead={
        client
          ? `Where ${client.name}’s posts are published. The sign-in stays on this computer.`
          : ''
      }
      progress={progress}
      beside={scene}
    >
      <AccountStep
        clientId={client?.id ?? ''}
        network={network}
        onNetwork={setNetwork}
        onDone={onDone}
      />
    </Threshold>
  );
}

interface AccountStepProps {
  clientId: string;
  network: NetworkCapabilities;
  onNetwork: (network: NetworkCapabilities) => void;
  onDone: () => void;
}

function AccountStep({ clientId, network, onNetwork, onDone }: AccountStepProps) {
  const [busy, setBusy] = useState(false);
  return (
    <>
      <NetworkChoice value={network} onChange={onNetwork} disabled={busy} className="mb-4" />
      <ConnectPanel
        key={network.id}
        clientId={clientId}
        network={network}
        onBusy={setBusy}
        onDone={onDone}
        onCancel={onDone}
        cancelLabel="Later"
      />
    </>
  );
}
