import { Command } from 'cmdk';
import { Check, Plus, Search, Tag } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { ask } from '../../ipc/client.ts';
import { Dot } from '../../ui/avatar.tsx';
import { cx } from '../../ui/class-names.ts';
import { controlClasses, useFieldWiring } from '../../ui/field.tsx';
import { floatClasses } from '../../ui/floating.ts';
import { matchWords } from '../../ui/match.ts';
import { toast } from '../../ui/toast.tsx';
import { LabelChip } from './label-chip.tsx';
import { useLabels } from './use-labels.ts';

interface LabelPickerProps {
  /** Whose labels are offered beside those of all clients; a new one is made for that client. Null: for all. */
  clientId: string | null;
  /** Ids of labels. Those that are not offered here stay in it. */
  value: readonly string[];
  onChange: (labelIds: string[]) => void;
  disabled?: boolean;
  placeholder?: string;
  /** Needed where no `Field` labels it. */
  label?: string;
  /** A filter offers only what is there. */
  canCreate?: boolean;
  className?: string;
}

const CREATE = 'create';
const folded = (name: string) => name.trim().normalize('NFKC').toLowerCase();

/** Labels by name: several may be chosen, and one that is missing is made in place. */
export function LabelPicker({
  clientId,
  value,
  onChange,
  disabled = false,
  placeholder = 'Add labels',
  label,
  canCreate = true,
  className,
}: LabelPickerProps) {
  const labels = useLabels(clientId);
  const wiring = useFieldWiring();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const chosen = labels.filter(({ id }) => value.includes(id));
  const name = typed.trim();
  const isNew =
    canCreate && name !== '' && !labels.some((one) => folded(one.name) === folded(name));

  const toggle = (id: string) =>
    onChange(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);

  async function create() {
    if (busy) return;
    setBusy(true);
    const made = await ask('labels.create', { clientId, name: name.slice(0, 60) });
    setBusy(false);
    if (!made.ok) return toast.failed(made.error.message);
    setTyped('');
    onChange([...value, made.value.id]);
  }

  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setTyped('');
      }}
    >
      <Popover.Trigger asChild>
        <button
          {...wiring}
          type="button"
          disabled={disabled}
          role="combobox"
          aria-expanded={open}
          aria-label={label ?? ('id' in wiring ? undefined : 'Labels')}
          className={cx(
            controlClasses,
            'flex min-h-8 flex-wrap items-center gap-1 px-1.5 py-1 text-left',
            className,
          )}
        >
          {chosen.length === 0 ? (
            <span className="flex items-center gap-1.5 px-1 text-muted">
              <Tag size={14} aria-hidden />
              {placeholder}
            </span>
          ) : (
            chosen.map((one) => <LabelChip key={one.id} label={one} />)
          )}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label ?? 'Labels'}
          className={cx(floatClasses, 'w-64')}
        >
          <Command
            loop
            filter={(id, query, names) => (id === CREATE ? 0.01 : matchWords(query, names ?? []))}
          >
            <div className="flex items-center gap-2 border-b border-hairline px-3">
              <Search size={14} className="text-muted" aria-hidden />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                maxLength={60}
                placeholder={canCreate ? 'Search or create' : 'Search'}
                aria-label={canCreate ? 'Search or create a label' : 'Search labels'}
                className="h-9 flex-1 bg-transparent outline-none"
              />
            </div>
            <Command.List label="Labels" className="max-h-64 overflow-y-auto p-1">
              {labels.length === 0 && !isNew && (
                <p className="px-2 py-5 text-center text-muted">
                  {canCreate ? 'No labels yet. Type a name to create one.' : 'No labels yet.'}
                </p>
              )}
              {labels.length > 0 && !canCreate && (
                <Command.Empty className="px-2 py-5 text-center text-muted">
                  No label of that name.
                </Command.Empty>
              )}
              {labels.map((one) => (
                <Command.Item
                  key={one.id}
                  value={one.id}
                  keywords={[one.name]}
                  onSelect={() => toggle(one.id)}
                  className="flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-highlight"
                >
                  <Dot colour={one.colour} className="size-2" />
                  <span className="flex-1 truncate">{one.name}</span>
                  {one.clientId === null && clientId !== null && (
                    <span className="text-small text-muted">All clients</span>
                  )}
                  {value.includes(one.id) && (
                    <Check size={14} className="shrink-0 text-accent-text" aria-label="Chosen" />
                  )}
                </Command.Item>
              ))}
              {isNew && (
                <Command.Item
                  value={CREATE}
                  disabled={busy}
                  onSelect={() => void create()}
                  className="flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-highlight"
                >
                  <Plus size={14} className="shrink-0 text-muted" aria-hidden />
                  <span className="truncate">Create “{name}”</span>
                </Command.Item>
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
