import { UserRoundPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { ClientSection } from './client-section.tsx';
import { ContactRow } from './contact-row.tsx';

/** The people at the client, in the order in which one calls them. */
export function ContactsSection({ client }: { client: ClientProfile }) {
  const contacts = useRoute('contacts.list', { clientId: client.id });
  const [adds, setAdds] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const list = contacts.data ?? [];
  return (
    <ClientSection
      id="people"
      title="People"
      description="Whom to call, and who approves posts."
      actions={
        <Button size="compact" icon={<UserRoundPlus size={16} />} onClick={() => setAdds(true)}>
          Add a person
        </Button>
      }
    >
      <Card>
        {contacts.isError && (
          <QueryProblem error={contacts.error} onRetry={() => void contacts.refetch()} />
        )}
        {contacts.data?.length === 0 && !adds && (
          <p className="px-4 py-3 text-muted">
            Nobody yet. Add whom to call, and mark who approves posts.
          </p>
        )}
        <ul aria-label="People">
          {list.map((contact, index) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              open={open === contact.id}
              onOpen={(isOpen) => setOpen(isOpen ? contact.id : null)}
              above={list[index - 1]?.id ?? null}
              // Behind the one below is before the one after that.
              below={index + 1 < list.length ? { before: list[index + 2]?.id ?? null } : null}
            />
          ))}
        </ul>
        {adds && (
          <AddContact
            clientId={client.id}
            onDone={(id) => {
              setAdds(false);
              setOpen(id);
            }}
          />
        )}
      </Card>
    </ClientSection>
  );
}

interface AddContactProps {
  clientId: string;
  /** Null where nobody was added. */
  onDone: (id: string | null) => void;
}

/** A name is enough; the rest is asked for in their own row. */
function AddContact({ clientId, onDone }: AddContactProps) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') return setProblem('Give the person a name.');
    setBusy(true);
    const added = await ask('contacts.create', { clientId, name: name.trim() });
    setBusy(false);
    if (!added.ok) return setProblem(added.error.message);
    onDone(added.value.id);
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && onDone(null)}
      noValidate
      className="flex items-start gap-2 px-4 py-3"
    >
      <Field label="Name" className="flex-1" {...(problem && { error: problem })}>
        <Input
          autoFocus
          maxLength={120}
          value={name}
          placeholder="Ada Byron"
          onChange={(event) => {
            setName(event.target.value);
            setProblem(null);
          }}
        />
      </Field>
      <Button type="submit" busy={busy} className="mt-6.25">
        Add
      </Button>
      <Button tone="ghost" onClick={() => onDone(null)} className="mt-6.25">
        Cancel
      </Button>
    </form>
  );
}
