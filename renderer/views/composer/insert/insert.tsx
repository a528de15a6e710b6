import { ArrowLeft, Plus, Smile } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type RefObject, useRef, useState } from 'react';
import type { LibraryKind } from '../../../../shared/domain/library.ts';
import { mentionToken } from '../../../../shared/domain/mention.ts';
import type { Client, LibraryItem } from '../../../../shared/ipc/views.ts';
import { onDemand } from '../../../app/on-demand.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { floatClasses } from '../../../ui/floating.ts';
import { hashtagsText, tagsIn } from '../../library/kinds.ts';
import { type LibraryKindOf, useLibrary } from '../../library/use-library.ts';
import { useLibraryPlace } from '../../library/use-library-place.ts';
import type { Draft } from '../draft.ts';
import { insertText, insertWords } from '../insert-text.ts';
import type { Slash } from './use-slash.ts';

const InsertList = onDemand(async () => (await import('./insert-list.tsx')).InsertList);
const EmojiPanel = onDemand(async () => (await import('./emoji-panel.tsx')).EmojiPanel);
const LibraryForm = onDemand(
  async () => (await import('../../library/library-form.tsx')).LibraryForm,
);

type Page = 'list' | 'emoji' | { keeps: LibraryKind; words: string };

interface InsertProps {
  client: Client | undefined;
  clientId: string;
  clients: readonly Client[];
  draft: Draft;
  disabled: boolean;
  /** The text field that was written in last. */
  field: RefObject<HTMLTextAreaElement | null>;
  slash: Slash;
  /** An empty post begins with it; into a text it is inserted. */
  onTemplate: (template: LibraryKindOf<'template'>) => void;
}

/** The one place for what is put into a text at the caret; `/` at the start of a line opens it too. */
export function Insert({
  client,
  clientId,
  clients,
  draft,
  disabled,
  field,
  slash,
  onTemplate,
}: InsertProps) {
  // Saved replies are for the inbox.
  const items = useLibrary(clientId).filter((item) => item.kind !== 'reply');
  const library = useLibraryPlace();
  const [page, setPage] = useState<Page>('list');
  const [isOpen, setOpen] = useState(false);
  /** Done once the popover is gone, so that the focus stays where the words went. */
  const then = useRef<(() => void) | null>(null);
  const shown = isOpen || slash.isOpen;

  const open = (to: Page) => {
    setPage(to);
    setOpen(true);
  };
  const close = (after: (() => void) | null = null) => {
    then.current = after;
    setOpen(false);
    slash.close();
  };
  const write = (write: (to: HTMLTextAreaElement) => void) =>
    close(() => {
      const to = field.current;
      if (!to) return;
      // The slash that was typed to get here goes with it.
      if (slash.at !== null && to.value[slash.at] === '/')
        to.setSelectionRange(slash.at, slash.at + 1);
      write(to);
    });

  const pick = (item: LibraryItem) => {
    if (item.kind === 'template') return close(() => onTemplate(item));
    if (item.kind === 'snippet' || item.kind === 'reply')
      return write((to) => insertText(to, item.content.text));
    const words =
      item.kind === 'mention' ? mentionToken(item.name) : hashtagsText(item.content.tags);
    write((to) => insertWords(to, words));
  };

  // Looked at where it is shown alone: at each key it would be looked at for nothing.
  const marked = shown && field.current ? selectionOf(field.current) : '';
  const words = marked || (shown && field.current?.value) || '';
  const keeps = shown ? keepable(words, draft) : [];

  return (
    <Popover.Root
      open={shown}
      onOpenChange={(next) => (next ? open('list') : close(() => field.current?.focus()))}
    >
      <Popover.Anchor asChild>
        <span className="inline-flex items-center">
          <Popover.Trigger asChild>
            <Button
              tone="ghost"
              size="compact"
              disabled={disabled}
              icon={<Plus size={16} className="text-muted" />}
            >
              Insert
            </Button>
          </Popover.Trigger>
          <IconButton label="Emoji" disabled={disabled} onClick={() => open('emoji')}>
            <Smile size={16} />
          </IconButton>
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          side="top"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Insert"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            then.current?.();
            then.current = null;
            setPage('list');
          }}
          className={floatClasses}
        >
          {page === 'list' && (
            <InsertList
              items={items}
              keeps={keeps}
              isMarked={marked !== ''}
              onPick={pick}
              onEmoji={() => setPage('emoji')}
              onKeep={(kind) => setPage({ keeps: kind, words })}
              onLibrary={() => close(() => library.open())}
              fallback={<div className="h-60 w-88" />}
            />
          )}
          {page === 'emoji' && (
            <EmojiPanel
              onPick={(emoji) => write((to) => insertText(to, emoji))}
              fallback={<div className="h-80 w-88" />}
            />
          )}
          {typeof page === 'object' && (
            <div className="max-h-[min(520px,var(--radix-popover-content-available-height))] w-96 scroll-pb-16 overflow-y-auto p-4">
              <Button
                tone="ghost"
                size="compact"
                className="mb-3 -ml-2"
                icon={<ArrowLeft size={14} />}
                onClick={() => setPage('list')}
              >
                Back
              </Button>
              <LibraryForm
                kind={page.keeps}
                item={null}
                clients={client ? [client] : clients}
                clientId={clientId}
                startWith={startOf(page.keeps, page.words, draft)}
                onDone={(item) =>
                  item.kind === 'mention'
                    ? write((to) => insertWords(to, mentionToken(item.name)))
                    : close(() => field.current?.focus())
                }
              />
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const selectionOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): string =>
  value.slice(selectionStart, selectionEnd);

const hashtagsIn = (text: string): string[] => tagsIn((text.match(/#[^\s#]+/gu) ?? []).join(' '));

/** What there is something of to keep. A mention is always new. */
function keepable(words: string, draft: Draft): LibraryKind[] {
  const keeps: LibraryKind[] = [];
  if (words.trim() !== '') keeps.push('snippet');
  if (hashtagsIn(words).length > 0) keeps.push('hashtags');
  if (draft.text.trim() !== '') keeps.push('template');
  return [...keeps, 'mention'];
}

/** What the form begins with: a name from the first words, and the words. */
function startOf(kind: LibraryKind, words: string, draft: Draft) {
  if (kind === 'mention') return {};
  const from = kind === 'template' ? draft.text : words;
  const name = from
    .trim()
    .replace(/[{}\s]+/g, ' ')
    .split(' ')
    .slice(0, 4)
    .join(' ')
    .slice(0, 60);
  if (kind === 'snippet') return { name, text: words };
  if (kind === 'hashtags') return { name: '', tags: hashtagsText(hashtagsIn(words)) };
  const { text, firstComment, category, labelIds } = draft;
  return { name, text, firstComment, category, labelIds };
}
