import { Command } from 'cmdk';
import { Check, Minus, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Label, PostCard } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { matchWords } from '../../ui/match.ts';
import { Popover } from '../../ui/popover.tsx';
import { toast } from '../../ui/toast.tsx';

interface BulkLabelsProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  trigger: ReactNode;
  cards: readonly PostCard[];
  onChange: (change: { add?: string[]; remove?: string[] }, name: string) => void;
}

/** The labels that the selected posts may have: given to all of them, or taken from those that have it. */
export function BulkLabels({ open, onOpenChange, trigger, cards, onChange }: BulkLabelsProps) {
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      trigger={trigger}
      side="top"
      label="Label the selected posts"
      className="w-64"
    >
      <LabelList
        cards={cards}
        onChange={(change, name) => {
          onOpenChange(false);
          onChange(change, name);
        }}
      />
    </Popover>
  );
}

const CREATE = 'create';
const ROW = 'flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-highlight';

function LabelList({ cards, onChange }: Pick<BulkLabelsProps, 'cards' | 'onChange'>) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const { data: labels = [] } = useRoute('labels.list', {});
  const clientIds = new Set(cards.map(({ clientId }) => clientId));
  const offered = labels.filter(({ clientId }) => clientId === null || clientIds.has(clientId));
  const name = typed.trim();
  const isNew = name !== '' && !offered.some((one) => folded(one.name) === folded(name));

  async function create() {
    if (busy) return;
    setBusy(true);
    const [only] = clientIds;
    const clientId = clientIds.size === 1 && only ? only : null;
    const made = await ask('labels.create', { clientId, name: name.slice(0, 60) });
    setBusy(false);
    if (!made.ok) return toast.failed(made.error.message);
    onChange({ add: [made.value.id] }, made.value.name);
  }

  return (
    <Command
      loop
      filter={(id, query, names) => (id === CREATE ? 0.01 : matchWords(query, names ?? []))}
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        maxLength={60}
        placeholder="Find or create a label"
        aria-label="Find or create a label"
        className="h-9 w-full border-b border-hairline bg-transparent px-3 outline-none"
      />
      <Command.List label="Labels" className="max-h-64 overflow-y-auto p-1">
        {offered.length === 0 && !isNew && (
          <p className="px-2 py-5 text-center text-muted">
            No labels yet. Type a name to create one.
          </p>
        )}
        {offered.map((label) => {
          const share = shareOf(label, cards);
          return (
            <Command.Item
              key={label.id}
              value={label.id}
              keywords={[label.name]}
              onSelect={() =>
                onChange(share === 'all' ? { remove: [label.id] } : { add: [label.id] }, label.name)
              }
              className={ROW}
            >
              <Dot colour={label.colour} className="size-2" />
              <span className="flex-1 truncate">{label.name}</span>
              {share === 'all' && (
                <Check size={14} className="text-accent-text" aria-label="On all" />
              )}
              {share === 'some' && <Minus size={14} className="text-muted" aria-label="On some" />}
            </Command.Item>
          );
        })}
        {isNew && (
          <Command.Item
            value={CREATE}
            disabled={busy}
            onSelect={() => void create()}
            className={ROW}
          >
            <Plus size={14} className="text-muted" aria-hidden />
            <span className="truncate">Create “{name}”</span>
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

/** Of the posts that may have it. */
function shareOf({ id, clientId }: Label, cards: readonly PostCard[]): 'all' | 'some' | 'none' {
  const may = cards.filter((card) => clientId === null || card.clientId === clientId);
  const have = may.filter(({ labelIds }) => labelIds.includes(id)).length;
  return have === 0 ? 'none' : have === may.length ? 'all' : 'some';
}

const folded = (name: string) => name.normalize('NFKC').toLowerCase();
