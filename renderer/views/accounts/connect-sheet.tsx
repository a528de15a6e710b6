import { useId, useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { useGo } from '../../app/place.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { ConnectForm } from './connect-form.tsx';
import { NetworkChoice } from './network-choice.tsx';

interface ConnectSheetProps {
  /** The network it starts with. */
  network: NetworkCapabilities;
  /** The client it starts with. */
  clientId: string | null;
  onClose: () => void;
}

export function ConnectSheet({ network: first, clientId, onClose }: ConnectSheetProps) {
  const formId = useId();
  const go = useGo();
  const clients = useClients().data ?? [];
  const [chosen, setChosen] = useState(clientId);
  const [busy, setBusy] = useState(false);
  const [network, setNetwork] = useState(first);
  const owner = clients.find(({ id }) => id === chosen) ?? clients[0];

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <span className="flex items-center gap-2.5">
          <NetworkGlyph network={network.id} size={16} />
          Connect {network.name}
        </span>
      }
      footer={
        <>
          <div className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} tone="primary" disabled={!owner} busy={busy}>
            {busy ? 'Signing in' : 'Connect'}
          </Button>
        </>
      }
    >
      {owner ? (
        <>
          <NetworkChoice value={network} onChange={setNetwork} disabled={busy} className="mb-4" />
          <Field label="Client" className="mb-4">
            <Select
              value={owner.id}
              onChange={setChosen}
              choices={clients.map(({ id, name, colour }) => ({
                value: id,
                label: name,
                icon: <Dot colour={colour} />,
              }))}
            />
          </Field>
          <ConnectForm
            key={network.id}
            id={formId}
            clientId={owner.id}
            network={network}
            onBusy={setBusy}
            onDone={(account) => {
              onClose();
              toast.done(`@${account.handle} is connected.`);
            }}
          />
        </>
      ) : (
        <Notice
          action={
            <Button size="compact" onClick={() => go('/clients?new=1')}>
              Add a client
            </Button>
          }
        >
          An account belongs to a client. Add one first.
        </Notice>
      )}
    </Sheet>
  );
}
