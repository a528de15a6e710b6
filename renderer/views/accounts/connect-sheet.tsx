import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { useGo } from '../../app/place.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { NetworkGallery } from './network-gallery.tsx';
import { RelayNote } from './relay-note.tsx';

interface ConnectSheetProps {
  /** The network that is being connected; null while it is chosen. */
  network: NetworkCapabilities | null;
  onNetwork: (network: NetworkCapabilities | null) => void;
  /** The client it starts with. */
  clientId: string | null;
  onClose: () => void;
}

/** Choose a network, then sign in to it for one client. */
export function ConnectSheet({ network, onNetwork, clientId, onClose }: ConnectSheetProps) {
  const go = useGo();
  const clients = useClients().data ?? [];
  const [chosen, setChosen] = useState(clientId);
  const [busy, setBusy] = useState(false);
  const owner = clients.find(({ id }) => id === chosen) ?? clients[0];

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      width="medium"
      title={
        network ? (
          <span className="flex items-center gap-2.5">
            <NetworkGlyph network={network.id} size={16} />
            Connect {network.name}
          </span>
        ) : (
          'Connect an account'
        )
      }
      actions={
        network &&
        !busy && (
          <IconButton label="Other networks" onClick={() => onNetwork(null)}>
            <ArrowLeft size={16} />
          </IconButton>
        )
      }
    >
      {!owner ? (
        <Notice
          action={
            <Button size="compact" onClick={() => go('/clients?new=1')}>
              Add a client
            </Button>
          }
        >
          An account belongs to a client. Add one first.
        </Notice>
      ) : network === null ? (
        <NetworkGallery onConnect={onNetwork} />
      ) : (
        <div className="mx-auto max-w-116">
          <fieldset disabled={busy} className="mb-4">
            <Field label="Client">
              <Select
                value={owner.id}
                onChange={setChosen}
                disabled={busy}
                choices={clients.map(({ id, name, colour }) => ({
                  value: id,
                  label: name,
                  icon: <Dot colour={colour} />,
                }))}
              />
            </Field>
          </fieldset>
          <RelayNote network={network} />
          <ConnectPanel
            key={network.id}
            clientId={owner.id}
            network={network}
            onBusy={setBusy}
            onCancel={onClose}
            onDone={(accounts) => {
              onClose();
              toast.done(connectedText(accounts));
            }}
          />
        </div>
      )}
    </Sheet>
  );
}

const connectedText = (accounts: readonly { handle: string }[]): string =>
  accounts.length === 1
    ? `@${accounts[0]?.handle} is connected.`
    : `${accounts.length} accounts are connected.`;
