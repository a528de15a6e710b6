import { type FormEvent, useState } from 'react';
import type { LibraryKind } from '../../../shared/domain/library.ts';
import { handleOf, MENTION_NETWORKS, type MentionNetwork } from '../../../shared/domain/mention.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { Client, LibraryItem } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input, Textarea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { LabelPicker } from '../labels/label-picker.tsx';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { hashtagsText, tagsIn } from './kinds.ts';

const ALL = 'all';

interface LibraryFormProps {
  kind: LibraryKind;
  /** Null makes a new one. */
  item: LibraryItem | null;
  clients: readonly Client[];
  /** Whom a new one is for, unless said otherwise. */
  clientId: string | null;
  /** What a new one begins with. */
  startWith?: Partial<Typed>;
  onDone: (item: LibraryItem) => void;
  /** Of the form, where the button that sends it stands elsewhere. */
  id?: string;
}

/** What is typed, of whatever kind it is. */
interface Typed {
  name: string;
  text: string;
  tags: string;
  firstComment: string;
  category: string;
  labelIds: string[];
  handles: Partial<Record<MentionNetwork, string>>;
}

const EMPTY: Typed = {
  ...{ name: '', text: '', tags: '', firstComment: '', category: '' },
  ...{ labelIds: [], handles: {} },
};

function typedOf(item: LibraryItem | null): Partial<Typed> {
  if (!item) return {};
  const { name } = item;
  if (item.kind === 'hashtags') return { name, tags: hashtagsText(item.content.tags) };
  return { name, ...item.content };
}

/** Name, words and whom it is for. */
export function LibraryForm({
  kind,
  item,
  clients,
  clientId,
  startWith = {},
  onDone,
  id,
}: LibraryFormProps) {
  const [typed, setTyped] = useState<Typed>({ ...EMPTY, ...startWith, ...typedOf(item) });
  const [owner, setOwner] = useState(item ? item.clientId : clientId);
  const [problem, setProblem] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const name = typed.name.trim();
  const badName = /[{}\n]/.test(name);
  const nothing =
    kind === 'hashtags'
      ? tagsIn(typed.tags).length === 0
      : kind !== 'mention' && typed.text.trim() === '';

  async function save(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (name === '' || badName || nothing || busy) return;
    setBusy(true);
    const said = { name, clientId: owner, ...contentOf(kind, typed, item) };
    const answer = await (item
      ? ask('library.update', { id: item.id, ...said } as RouteInput<'library.update'>)
      : ask('library.create', said as RouteInput<'library.create'>));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error.message);
    onDone(answer.value);
  }

  return (
    <form id={id} onSubmit={(event) => void save(event)} noValidate className="flex flex-col gap-4">
      <Field
        label="Name"
        required
        error={
          tried && name === ''
            ? 'Give it a name.'
            : badName
              ? 'A name has no braces: they stand around it in a text.'
              : undefined
        }
        {...(kind === 'mention' && {
          hint: 'Stands in your texts, and goes out where a network has no handle.',
        })}
      >
        <Input
          autoFocus
          maxLength={80}
          value={typed.name}
          placeholder={PLACEHOLDERS[kind]}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      {(kind === 'snippet' || kind === 'template' || kind === 'reply') && (
        <Field
          label="Text"
          error={tried && nothing ? 'Write the words to keep.' : undefined}
          {...(kind === 'reply' && {
            hint: '{{name}}, {{handle}} and {{client}} become who is answered, and for whom.',
          })}
        >
          <Textarea
            rows={kind === 'template' ? 8 : 6}
            maxLength={kind === 'reply' ? 10_000 : 100_000}
            spellCheck
            value={typed.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        </Field>
      )}
      {kind === 'hashtags' && (
        <Field
          label="Hashtags"
          hint="With or without #, a space between them."
          error={tried && nothing ? 'Write at least one hashtag.' : undefined}
        >
          <Textarea
            rows={4}
            maxLength={4000}
            value={typed.tags}
            placeholder="#bakery #sourdough #freshbread"
            onChange={(event) => set({ tags: event.target.value })}
          />
        </Field>
      )}
      {kind === 'template' && (
        <>
          <Field label="First comment" optional>
            <Textarea
              rows={2}
              maxLength={10_000}
              value={typed.firstComment}
              onChange={(event) => set({ firstComment: event.target.value })}
            />
          </Field>
          <Field label="Category" optional>
            <Input
              maxLength={60}
              value={typed.category}
              onChange={(event) => set({ category: event.target.value })}
            />
          </Field>
          <Field label="Labels" optional>
            <LabelPicker
              clientId={owner}
              value={typed.labelIds}
              onChange={(labelIds) => set({ labelIds })}
            />
          </Field>
        </>
      )}
      {kind === 'mention' && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 font-medium">Handles</legend>
          {MENTION_NETWORKS.map((network) => (
            <div key={network} className="flex items-center gap-3">
              <span aria-hidden className="flex w-28 shrink-0 items-center gap-2 text-muted">
                <NetworkGlyph network={network} size={14} />
                {NETWORKS[network].name}
              </span>
              <Input
                aria-label={`Handle on ${NETWORKS[network].name}`}
                maxLength={200}
                value={typed.handles[network] ?? ''}
                placeholder={network === 'mastodon' ? 'name@server.social' : 'handle'}
                onChange={(event) =>
                  set({ handles: { ...typed.handles, [network]: event.target.value } })
                }
              />
            </div>
          ))}
          <p className="text-small text-muted">
            Facebook and LinkedIn make no mention of an @handle, so the name goes out there.
          </p>
        </fieldset>
      )}
      <Field label="For">
        <Select
          value={owner ?? ALL}
          onChange={(value) => setOwner(value === ALL ? null : value)}
          choices={[
            { value: ALL, label: 'All clients' },
            ...clients.map((client) => ({ value: client.id, label: client.name })),
          ]}
        />
      </Field>
      {problem && (
        <Notice tone="failed" live>
          {problem}
        </Notice>
      )}
      {id === undefined && (
        <div className="sticky -bottom-4 -mx-4 -mb-4 border-t border-hairline bg-raised px-4 py-3">
          <Button type="submit" tone="primary" busy={busy}>
            {item ? 'Save' : 'Keep it'}
          </Button>
        </div>
      )}
    </form>
  );
}

const PLACEHOLDERS: Readonly<Record<LibraryKind, string>> = {
  snippet: 'Opening hours',
  hashtags: 'Bread lovers',
  template: 'Monday special',
  mention: 'Harbour Books',
  reply: 'When we open',
};

function contentOf(kind: LibraryKind, typed: Typed, item: LibraryItem | null) {
  const { text, firstComment, category, labelIds } = typed;
  if (kind === 'snippet' || kind === 'reply') return { kind, content: { text } };
  if (kind === 'hashtags') return { kind, content: { tags: tagsIn(typed.tags) } };
  if (kind === 'template') {
    const threading = item?.kind === 'template' ? item.content.threading : 'off';
    return { kind, content: { text, threading, firstComment, category, labelIds } };
  }
  const handles = Object.fromEntries(
    MENTION_NETWORKS.flatMap((network) => {
      const handle = handleOf(typed.handles[network] ?? '');
      return handle === '' ? [] : [[network, handle]];
    }),
  );
  return { kind, content: { handles } };
}
