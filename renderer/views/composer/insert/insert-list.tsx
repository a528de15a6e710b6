import { Command } from 'cmdk';
import { BookMarked, type LucideIcon, Search, Smile } from 'lucide-react';
import { LIBRARY_KINDS, type LibraryKind } from '../../../../shared/domain/library.ts';
import type { LibraryItem } from '../../../../shared/ipc/views.ts';
import { matchWords } from '../../../ui/match.ts';
import { excerptOf, KIND_WORDS } from '../../library/kinds.ts';

interface InsertListProps {
  items: readonly LibraryItem[];
  /** What can be kept of what is there now. */
  keeps: readonly LibraryKind[];
  /** Words are marked in the text: they are what is kept. */
  isMarked: boolean;
  onPick: (item: LibraryItem) => void;
  onEmoji: () => void;
  onKeep: (kind: LibraryKind) => void;
  onLibrary: () => void;
}

/** Everything that can be put into a text, and what can be kept of it for another time. */
export function InsertList({
  items,
  keeps,
  isMarked,
  onPick,
  onEmoji,
  onKeep,
  onLibrary,
}: InsertListProps) {
  return (
    <Command
      loop
      label="Insert"
      className="w-88"
      filter={(_, typed, names) => matchWords(typed, names ?? [])}
    >
      <div className="flex items-center gap-2 border-b border-hairline px-3">
        <Search size={14} className="text-muted" aria-hidden />
        <Command.Input
          autoFocus
          placeholder="Snippets, hashtags, mentions, templates"
          aria-label="Search what can be inserted"
          className="h-9 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <Command.List label="Insert" className="max-h-80 overflow-y-auto p-1 low:max-h-[50vh]">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          Nothing of that name.
        </Command.Empty>
        {LIBRARY_KINDS.map((kind) => {
          const { many, icon: Icon } = KIND_WORDS[kind];
          const own = items.filter((item) => item.kind === kind);
          if (own.length === 0) return null;
          return (
            <Command.Group key={kind} heading={many} className={GROUP}>
              {own.map((item) => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  keywords={[item.name, excerptOf(item)]}
                  onSelect={() => onPick(item)}
                  className={ROW}
                >
                  <Icon size={14} className="shrink-0 text-muted" aria-hidden />
                  <span className="max-w-40 shrink-0 truncate">{item.name}</span>
                  <span className="min-w-0 flex-1 truncate text-small text-muted">
                    {excerptOf(item)}
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          );
        })}
        <Command.Group className={items.length > 0 ? 'mt-1 border-t border-hairline pt-1' : ''}>
          <Action
            icon={Smile}
            name="Emoji"
            words={['smiley', 'symbol']}
            onSelect={onEmoji}
            value="emoji"
          />
          {keeps.map((kind) => (
            <Action
              key={kind}
              value={`keep ${kind}`}
              icon={KIND_WORDS[kind].icon}
              name={keepLabel(kind, isMarked)}
              words={['save', 'keep', 'new']}
              onSelect={() => onKeep(kind)}
            />
          ))}
          <Action
            icon={BookMarked}
            name="Open the library"
            words={['edit', 'manage', 'rename']}
            onSelect={onLibrary}
            value="library"
          />
        </Command.Group>
      </Command.List>
    </Command>
  );
}

function keepLabel(kind: LibraryKind, isMarked: boolean): string {
  if (kind === 'mention') return 'New saved mention';
  if (kind === 'template') return 'Save the post as a template';
  const what = isMarked ? 'the selection' : 'the text';
  return kind === 'snippet' ? `Save ${what} as a snippet` : `Save hashtags of ${what} as a set`;
}

const GROUP =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted';
const ROW = 'flex h-7 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-highlight';

interface ActionProps {
  value: string;
  icon: LucideIcon;
  name: string;
  words: string[];
  onSelect: () => void;
}

const Action = ({ value, icon: Icon, name, words, onSelect }: ActionProps) => (
  <Command.Item value={value} keywords={[name, ...words]} onSelect={onSelect} className={ROW}>
    <Icon size={14} className="shrink-0 text-muted" aria-hidden />
    {name}
  </Command.Item>
);
