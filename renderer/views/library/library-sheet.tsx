import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { LIBRARY_KINDS, type LibraryKind } from '../../../shared/domain/library.ts';
import type { Client, LibraryItem } from '../../../shared/ipc/views.ts';
import { useClientFilter } from '../../app/place.ts';
import { ask } from '../../ipc/client.ts';
import { useClients } from '../../ipc/queries.ts';
import { Dot } from '../../ui/avatar.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { matchWords } from '../../ui/match.ts';
import { Notice } from '../../ui/notice.tsx';
import { Roving } from '../../ui/roving.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { excerptOf, KIND_WORDS } from './kinds.ts';
import { LibraryForm } from './library-form.tsx';
import { useLibrary } from './use-library.ts';
import { useLibraryPlace } from './use-library-place.ts';

/** As long as a toast can be taken back; a toast can't be reached from inside a sheet. */
const UNDO_MS = 10_000;

const NO_CLIENTS: readonly Client[] = [];

/** What is written once and used again: looked through, renamed, changed, removed. */
export function LibrarySheet() {
  const place = useLibraryPlace();
  const { clientId } = useClientFilter();
  const clients = useClients().data ?? NO_CLIENTS;
  const items = useLibrary(clientId).filter(({ kind }) => kind === place.kind);
  const [query, setQuery] = useState('');
  const [edited, setEdited] = useState<LibraryItem | 'new' | null>(null);
  const [removed, setRemoved] = useState<LibraryItem | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const words = KIND_WORDS[place.kind];
  const formId = useId();
  const found =
    query.trim() === ''
      ? items
      : items.filter((item) => matchWords(query, [item.name, excerptOf(item)]) > 0);

  useEffect(() => {
    if (!removed) return;
    const timer = window.setTimeout(() => setRemoved(null), UNDO_MS);
    return () => window.clearTimeout(timer);
  }, [removed]);

  async function remove(item: LibraryItem) {
    const answer = await ask('library.remove', { id: item.id });
    setProblem(answer.ok ? null : answer.error.message);
    if (answer.ok) setRemoved(answer.value);
  }
  async function bringBack(item: LibraryItem) {
    const answer = await ask('library.restore', { item });
    setProblem(answer.ok ? null : answer.error.message);
    if (answer.ok) setRemoved(null);
  }

  if (edited !== null)
    return (
      <Sheet
        open
        onOpenChange={(open) => !open && setEdited(null)}
        title={edited === 'new' ? `New ${words.one}` : edited.name}
        width="medium"
        footer={
          <>
            <span className="flex-1" />
            <Button onClick={() => setEdited(null)}>Cancel</Button>
            <Button type="submit" form={formId} tone="primary">
              {edited === 'new' ? 'Keep it' : 'Save'}
            </Button>
          </>
        }
      >
        <LibraryForm
          id={formId}
          key={edited === 'new' ? place.kind : edited.id}
          kind={place.kind}
          item={edited === 'new' ? null : edited}
          clients={clients}
          clientId={clientId}
          onDone={() => setEdited(null)}
        />
      </Sheet>
    );

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && place.close()}
      title="Library"
      description="What you write once and use again, in posts and in answers."
      width="medium"
    >
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Segmented<LibraryKind>
          label="What to show"
          value={place.kind}
          onChange={(kind) => {
            place.open(kind);
            setQuery('');
          }}
          choices={LIBRARY_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind].many }))}
        />
        <span className="flex-1" />
        <Button size="compact" icon={<Plus size={14} />} onClick={() => setEdited('new')}>
          New {words.one}
        </Button>
      </div>
      {problem && (
        <Notice tone="failed" live className="mb-3">
          {problem}
        </Notice>
      )}
      {removed && (
        <Notice
          live
          className="mb-3"
          action={
            <Button size="compact" onClick={() => void bringBack(removed)}>
              Undo
            </Button>
          }
        >
          “{removed.name}” is removed.
        </Notice>
      )}
      {items.length > 7 && (
        <Input
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={`Search ${words.many.toLowerCase()}`}
          aria-label={`Search ${words.many.toLowerCase()}`}
          className="mb-3"
        />
      )}
      {items.length === 0 ? (
        <div className="flex flex-col items-center gap-2 px-6 py-14 text-center text-muted">
          <words.icon size={28} strokeWidth={1.25} aria-hidden />
          <p className="max-w-80">{words.teaches}</p>
        </div>
      ) : found.length === 0 ? (
        <p className="py-8 text-center text-muted">Nothing found.</p>
      ) : (
        <Roving
          label={words.many}
          className="divide-y divide-hairline rounded-card border border-hairline"
        >
          {found.map((item) => (
            <LibraryRow
              key={item.id}
              item={item}
              client={clients.find(({ id }) => id === item.clientId) ?? null}
              onEdit={() => setEdited(item)}
              onRemove={() => void remove(item)}
            />
          ))}
        </Roving>
      )}
    </Sheet>
  );
}

interface LibraryRowProps {
  item: LibraryItem;
  /** Null: for all clients. */
  client: Client | null;
  onEdit: () => void;
  onRemove: () => void;
}

const LibraryRow = ({ item, client, onEdit, onRemove }: LibraryRowProps) => (
  <li className="group flex min-h-12 items-center gap-3 py-1.5 pr-2 pl-3">
    <button
      type="button"
      data-roving
      onClick={onEdit}
      className="min-w-0 flex-1 rounded-control text-left focus-visible:outline-offset-4"
    >
      <span className="block truncate font-medium">{item.name}</span>
      <span className="block truncate text-small text-muted">{excerptOf(item)}</span>
    </button>
    <span className="flex max-w-36 shrink-0 items-center gap-1.5 text-small text-muted">
      {client && <Dot colour={client.colour} className="size-2" />}
      <span className="truncate">{client?.name ?? 'All clients'}</span>
    </span>
    <IconButton label={`Edit ${item.name}`} onClick={onEdit}>
      <Pencil size={14} />
    </IconButton>
    <IconButton label={`Remove ${item.name}`} onClick={onRemove}>
      <Trash2 size={14} />
    </IconButton>
  </li>
);
