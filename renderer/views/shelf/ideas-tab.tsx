import { Layers, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Idea } from '../../../shared/ipc/views.ts';
import { useClientFilter } from '../../app/place.ts';
import { QueryProblem } from '../../app/query-problem.tsx';
import { ask } from '../../ipc/client.ts';
import { useClients, useRoute } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Roving } from '../../ui/roving.tsx';
import { toast } from '../../ui/toast.tsx';
import { ShelfEmpty, ShelfSkeleton, type ShelfTabProps } from './cards-tab.tsx';
import { ShelfCard } from './shelf-card.tsx';

/** Thoughts that are no post yet: a line to write them down, and below it the others in their order. */
export function IdeasTab({ clientOf, planning }: ShelfTabProps) {
  const { clientId } = useClientFilter();
  const query = useRoute('ideas.list', { ...(clientId && { clientId }) }, { keepPrevious: true });
  const [editing, setEditing] = useState<string | null>(null);
  if (query.isError)
    return <QueryProblem error={query.error} onRetry={() => void query.refetch()} />;
  const ideas = query.data;
  const whose = (idea: Idea) => (idea.clientId ? clientOf(idea.clientId).name : 'For any client');

  /** Alt with an arrow puts it one further up or down. */
  function onKeyDown(event: KeyboardEvent, at: number): void {
    const idea = ideas?.[at];
    if (!idea || !ideas) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      event.stopPropagation();
      void planning.removeIdea(idea);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      event.stopPropagation();
      const before = event.key === 'ArrowUp' ? ideas[at - 1] : ideas[at + 2];
      if (event.key === 'ArrowUp' ? at > 0 : at < ideas.length - 1)
        void reorder(idea.id, before?.id ?? null);
    }
  }

  return (
    <>
      <QuickAdd />
      {!ideas ? (
        <ShelfSkeleton />
      ) : ideas.length === 0 ? (
        <ShelfEmpty text="Write down what could become a post. Drag it onto a day when its time has come." />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
          <Roving label="Ideas" className="flex flex-col gap-1.5">
            {ideas.map((idea, at) =>
              editing === idea.id ? (
                <li key={idea.id}>
                  <EditIdea idea={idea} onDone={() => setEditing(null)} />
                </li>
              ) : (
                <ShelfCard
                  key={idea.id}
                  item={{ kind: 'idea', idea }}
                  client={idea.clientId ? clientOf(idea.clientId) : null}
                  name={`${idea.text}${clientId ? '' : ` ${whose(idea)}`}, idea`}
                  onOpen={() => setEditing(idea.id)}
                  onPlan={(wallTime) => void planning.plan({ kind: 'idea', idea }, wallTime)}
                  onKeyDown={(event) => onKeyDown(event, at)}
                  actions={
                    <IconButton
                      label="Remove the idea"
                      keys={['backspace']}
                      size="tiny"
                      onClick={() => void planning.removeIdea(idea)}
                    >
                      <Trash2 size={14} />
                    </IconButton>
                  }
                >
                  <span className="line-clamp-4 whitespace-pre-line [overflow-wrap:anywhere]">
                    {idea.text}
                  </span>{' '}
                  {!clientId && (
                    <span className="mt-1 block truncate text-caption text-muted">
                      {whose(idea)}
                    </span>
                  )}
                </ShelfCard>
              ),
            )}
          </Roving>
        </div>
      )}
    </>
  );
}

async function reorder(id: string, before: string | null): Promise<void> {
  const answer = await ask('ideas.move', { id, before });
  if (!answer.ok) toast.failed(answer.error.message);
}

/** One line, and Enter. It belongs to the client that everything is filtered by, or to the one chosen beside it. */
function QuickAdd() {
  const { clientId: filtered } = useClientFilter();
  const clients = useClients().data ?? [];
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const clientId = filtered ?? (clients.length === 1 ? (clients[0]?.id ?? null) : chosen);
  const client = clients.find(({ id }) => id === clientId);

  async function add() {
    const said = text.trim();
    if (said === '') return;
    setText('');
    const answer = await ask('ideas.create', { clientId, text: said });
    if (answer.ok) return;
    toast.failed(answer.error.message);
    setText((now) => now || said);
  }

  return (
    <form
      className="mx-3 mb-2 flex items-center gap-1 rounded-control border border-hairline bg-well pr-1 pl-2 focus-within:border-accent"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Plus size={14} className="shrink-0 text-muted" aria-hidden />
      <input
        value={text}
        maxLength={10_000}
        onChange={(event) => setText(event.target.value)}
        placeholder={client ? `An idea for ${client.name}` : 'An idea'}
        aria-label={client ? `Add an idea for ${client.name}` : 'Add an idea'}
        className="h-8 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
      />
      {filtered === null && clients.length > 1 && (
        <Menu
          trigger={
            <IconButton label={`Client: ${client?.name ?? 'any'}`} size="tiny">
              {client ? <Dot colour={client.colour} /> : <Layers size={14} />}
            </IconButton>
          }
        >
          <div className="max-h-72 overflow-y-auto">
            <MenuItem icon={<Layers size={14} />} onSelect={() => setChosen(null)}>
              Any client
            </MenuItem>
            {clients.map(({ id, name, colour }) => (
              <MenuItem
                key={id}
                icon={<Dot colour={colour} className="size-2" />}
                onSelect={() => setChosen(id)}
              >
                {name}
              </MenuItem>
            ))}
          </div>
        </Menu>
      )}
    </form>
  );
}

/** Enter saves, Shift and Enter begins a new line, Esc leaves it as it was. */
function EditIdea({ idea, onDone }: { idea: Idea; onDone: () => void }) {
  const [text, setText] = useState(idea.text);
  const isLeaving = useRef(false);

  async function save() {
    if (isLeaving.current) return;
    isLeaving.current = true;
    const said = text.trim();
    if (said !== '' && said !== idea.text) {
      const answer = await ask('ideas.update', { id: idea.id, text: said });
      if (!answer.ok) toast.failed(answer.error.message);
    }
    onDone();
  }

  return (
    <textarea
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what was just pressed.
      autoFocus
      value={text}
      rows={3}
      maxLength={10_000}
      aria-label="Idea"
      onChange={(event) => setText(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          isLeaving.current = true;
          onDone();
        } else if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault();
          void save();
        }
      }}
      className="block w-full resize-none rounded-control border border-accent bg-well px-3 py-2 outline-none"
    />
  );
}
