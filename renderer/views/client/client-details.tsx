import { Archive, DoorOpen } from 'lucide-react';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { useKept } from '../../app/use-kept.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { ClientCosts } from '../clients/client-costs.tsx';
import { ColourPicker } from '../clients/colour-picker.tsx';
import { ClientSection } from './client-section.tsx';
import { useKeepClient } from './use-client-profile.ts';

interface ClientDetailsProps {
  client: ClientProfile;
  onArchive: () => void;
  onLeave: () => void;
}

/** Name, colour and notes, and the ways out. */
export function ClientDetails({ client, onArchive, onLeave }: ClientDetailsProps) {
  const keep = useKeepClient(client.id);
  const name = useKept(client.name, (typed) =>
    typed.trim() === '' ? 'Give the client a name.' : keep({ name: typed.trim() }),
  );
  const notes = useKept(client.notes, (typed) => keep({ notes: typed }));
  return (
    <ClientSection id="details" title="Name, colour, notes">
      <Card className="flex flex-col gap-4 p-4">
        <Field label="Name" {...(name.problem && { error: name.problem })}>
          <Input
            maxLength={120}
            value={name.value}
            onChange={(event) => name.onChange(event.target.value)}
            onBlur={name.onBlur}
          />
        </Field>
        <ColourPicker
          value={client.colour}
          onChange={(colour) =>
            void keep({ colour }).then((problem) => problem && toast.failed(problem))
          }
        />
        <Field
          label="Notes"
          hint="For you only: they are no part of what a client is handed over."
          {...(notes.problem && { error: notes.problem })}
        >
          <Textarea
            rows={4}
            maxLength={10_000}
            value={notes.value}
            onChange={(event) => notes.onChange(event.target.value)}
            onBlur={notes.onBlur}
          />
        </Field>
        <div className="flex gap-2 border-t border-hairline pt-4">
          <Button icon={<Archive size={16} />} onClick={onArchive}>
            Archive
          </Button>
          <Button tone="ghost" icon={<DoorOpen size={16} />} onClick={onLeave}>
            Client is leaving
          </Button>
        </div>
      </Card>
      <ClientCosts clientId={client.id} />
    </ClientSection>
  );
}
