import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Label } from '../../../shared/ipc/views.ts';
import { useKept } from '../../app/use-kept.ts';
import { ask } from '../../ipc/client.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field, Input, QuietInput } from '../../ui/field.tsx';
import { Card } from '../../ui/page.tsx';
import { Popover } from '../../ui/popover.tsx';
import { toast } from '../../ui/toast.tsx';
import { ColourPicker } from '../clients/colour-picker.tsx';
import { counted } from '../clients/counted.ts';
import { useAllLabels } from './use-labels.ts';

interface LabelListProps {
  /** Whose labels these are; null for those that every client's posts may have. */
  clientId: string | null;
  /** What is said where there are none. */
  empty: string;
}

/** Labels to name, recolour, add and remove. */
export function LabelList({ clientId, empty }: LabelListProps) {
  const labels = useAllLabels().filter((label) => label.clientId === clientId);
  return (
    <Card>
      {labels.length === 0 && (
        <p className="border-b border-hairline px-4 py-3 text-muted">{empty}</p>
      )}
      <ul aria-label="Labels">
        {labels.map((label) => (
          <LabelRow key={label.id} label={label} />
        ))}
      </ul>
      <AddLabel clientId={clientId} />
    </Card>
  );
}

function LabelRow({ label }: { label: Label }) {
  const update = async (fields: { name?: string; colour?: string }) => {
    const answer = await ask('labels.update', { id: label.id, ...fields });
    return answer.ok ? null : answer.error.message;
  };
  const name = useKept(label.name, (typed) =>
    typed.trim() === '' ? 'Give the label a name.' : update({ name: typed.trim() }),
  );

  async function remove() {
    const removed = await ask('labels.remove', { id: label.id });
    if (!removed.ok) return toast.failed(removed.error.message);
    const off = removed.value.postIds.length;
    const told = off === 0 ? 'is removed' : `is removed, and off ${counted(off, 'post', 'posts')}`;
    toast.undoable(`“${label.name}” ${told}.`, () => {
      void ask('labels.restore', removed.value).then(
        (back) => !back.ok && toast.failed(back.error.message),
      );
    });
  }

  return (
    <li className="flex min-h-11 items-start gap-2 border-b border-hairline py-1.5 pr-2 pl-2.5">
      <Popover
        label={`Colour of ${label.name}`}
        className="w-64 p-4"
        trigger={
          <IconButton label={`Colour of ${label.name}`} className="mt-0.5">
            <Dot colour={label.colour} className="size-3" />
          </IconButton>
        }
      >
        <ColourPicker
          value={label.colour}
          onChange={(colour) =>
            void update({ colour }).then((problem) => problem && toast.failed(problem))
          }
        />
      </Popover>
      <div className="min-w-0 flex-1">
        <QuietInput
          aria-label={`Name of label ${label.name}`}
          maxLength={60}
          value={name.value}
          onChange={(event) => name.onChange(event.target.value)}
          onBlur={name.onBlur}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          aria-invalid={name.problem !== null || undefined}
        />
        {name.problem && (
          <p role="alert" className="px-2.5 pb-1 text-small text-failed">
            {name.problem}
          </p>
        )}
      </div>
      <span className="mt-1.5 shrink-0 text-small text-muted tabular-nums first-letter:uppercase">
        {counted(label.postCount, 'post', 'posts')}
      </span>
      <IconButton
        label={`Remove label ${label.name}`}
        onClick={() => void remove()}
        className="mt-0.5"
      >
        <Trash2 size={14} />
      </IconButton>
    </li>
  );
}

function AddLabel({ clientId }: { clientId: string | null }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '') return setProblem('Give the label a name.');
    setBusy(true);
    const made = await ask('labels.create', { clientId, name: name.trim() });
    setBusy(false);
    if (!made.ok) return setProblem(made.error.message);
    setName('');
    setProblem(null);
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="flex items-end gap-2 px-4 py-3"
    >
      <Field label="New label" className="flex-1" {...(problem && { error: problem })}>
        <Input
          maxLength={60}
          value={name}
          placeholder="Launch"
          onChange={(event) => {
            setName(event.target.value);
            setProblem(null);
          }}
        />
      </Field>
      <Button type="submit" busy={busy} icon={<Plus size={16} />} className={problem ? 'mb-6' : ''}>
        Add
      </Button>
    </form>
  );
}
