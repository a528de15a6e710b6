import { useId, useState } from 'react';
import type { Client } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ClientForm } from './client-form.tsx';

interface ClientSheetProps {
  onAdded: (client: Client) => void;
  onClose: () => void;
}

/** A new client: the name is enough, everything else is on its page. */
export function ClientSheet({ onAdded, onClose }: ClientSheetProps) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a client"
      footer={
        <>
          <div className="flex-1" />
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} tone="primary" busy={busy}>
            Add client
          </Button>
        </>
      }
    >
      <ClientForm
        id={formId}
        onBusy={setBusy}
        onDone={(added) => {
          onAdded(added);
          toast.done(`${added.name} is added.`);
        }}
      />
    </Sheet>
  );
}
