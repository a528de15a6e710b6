import { useId, useState } from 'react';
import type { Client } from '../../../shared/ipc/views.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ClientCosts } from './client-costs.tsx';
import { ClientForm } from './client-form.tsx';

/** A client beside the list. */
export function ClientSheet({ client, onClose }: { client: Client | null; onClose: () => void }) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        client ? (
          <span className="flex items-center gap-2.5">
            <Avatar name={client.name} colour={client.colour} className="size-6" />
            {client.name}
          </span>
        ) : (
          'Add a client'
        )
      }
      footer={
        <>
          <div className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy}>
            {client ? 'Save' : 'Add client'}
          </Button>
        </>
      }
    >
      <ClientForm
        id={formId}
        client={client}
        onBusy={setBusy}
        onDone={(saved) => {
          onClose();
          toast.done(client ? `${saved.name} is saved.` : `${saved.name} is added.`);
        }}
      />
      {client && <ClientCosts clientId={client.id} />}
    </Sheet>
  );
}
