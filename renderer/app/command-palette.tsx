import { Command as Cmdk } from 'cmdk';
import { CornerDownLeft, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import type { PostCard } from '../../shared/ipc/views.ts';
import { useClients, usePostSearch } from '../ipc/queries.ts';
import { Dot } from '../ui/avatar.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { matchWords, splitAtMatches } from '../ui/match.ts';
import { StatusIcon } from '../views/post-status/status-badge.tsx';
import { allCommands, GROUPS } from './commands.ts';
import { useClientFilter, useGo } from './place.ts';
import { formatInstant, useTimeStyle } from './preferences.ts';
import { Keys } from './shortcuts-sheet.tsx';

/** A pause in typing before the posts are searched, in ms. */
const PAUSE = 90;

/** Everything by its name: commands, clients, and the text of every post. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const words = usePaused(text.trim(), PAUSE);
  const [commands] = useState(() => allCommands().filter(({ notInPalette }) => !notInPalette));

  const run = (action: () => void) => {
    onClose();
    // After the dialog has given the focus back, so that what opens next keeps it.
    window.setTimeout(action);
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="no-drag fixed inset-0 z-50 animate-veil bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="no-drag fixed top-[12vh] left-1/2 z-50 w-[min(620px,calc(100vw-48px))] -translate-x-1/2 animate-appear overflow-hidden rounded-dialog bg-raised shadow-float"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Cmdk
            loop
            label="Search and commands"
            filter={(_, typed, names) => matchWords(typed, names ?? [])}
          >
            <div className="flex items-center gap-2.5 border-b border-hairline px-4">
              <Search size={16} className="text-muted" aria-hidden />
              <Cmdk.Input
                value={text}
                onValueChange={setText}
                placeholder="Search posts, clients and commands"
                className="h-12 flex-1 bg-transparent text-section outline-none"
              />
            </div>
            <Cmdk.List className="max-h-[min(400px,56vh)] scroll-py-2 overflow-y-auto px-2 pb-2">
              <Cmdk.Empty className="py-10 text-center text-muted">
                Nothing found for “{text}”.
              </Cmdk.Empty>
              <Posts text={text} words={words} onPick={run} />
              {GROUPS.map((group) => (
                <Group key={group} heading={group}>
                  {commands
                    .filter((command) => command.group === group)
                    .map(({ id, label, keywords, icon: Icon, keys, run: action }) => (
                      <Item
                        key={id}
                        value={id}
                        keywords={[label, ...(keywords ?? [])]}
                        icon={Icon && <Icon size={16} className="text-muted" />}
                        end={keys?.[0] && <Keys keys={keys[0]} />}
                        onPick={() => run(action)}
                      >
                        {label}
                      </Item>
                    ))}
                  {group === 'Clients' && <Clients onPick={run} />}
                </Group>
              ))}
            </Cmdk.List>
            <footer className="flex h-9 items-center gap-4 border-t border-hairline px-4 text-small text-muted">
              <span className="inline-flex items-center gap-1.5">
                <Kbd keys={['up']} />
                <Kbd keys={['down']} /> choose
              </span>
              <span className="inline-flex items-center gap-1.5">
                <CornerDownLeft size={13} aria-hidden /> open
              </span>
              <span className="inline-flex items-center gap-1.5">
                <Kbd keys={['escape']} /> close
              </span>
            </footer>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Pick = (action: () => void) => void;

function Posts({ text, words, onPick }: { text: string; words: string; onPick: Pick }) {
  const go = useGo();
  const style = useTimeStyle();
  const clients = useClients().data ?? [];
  const found = useDeferredValue(usePostSearch(words, null, 8).data);
  const posts =
    words.length > 1 ? (found ?? []).flatMap((hit) => (hit.kind === 'post' ? [hit.post] : [])) : [];
  if (posts.length === 0) return null;

  const when = (post: PostCard) =>
    post.scheduledAt === null
      ? 'Draft'
      : formatInstant(post.scheduledAt, style, { day: 'numeric', month: 'short', year: 'numeric' });
  return (
    <Group heading="Posts">
      {posts.map((post) => (
        <Item
          key={post.id}
          value={post.id}
          // The full-text search has chosen already: the palette's own filter must not drop any.
          keywords={[words, text]}
          icon={<StatusIcon status={post.status} held={post.held} size={16} said />}
          end={<span className="text-small text-muted">{when(post)}</span>}
          onPick={() => onPick(() => go(`/posts/${post.id}`))}
        >
          <span className="flex min-w-0 items-center gap-2">
            <Dot colour={clients.find(({ id }) => id === post.clientId)?.colour ?? 'transparent'} />
            <span className="truncate">
              <Found text={post.excerpt || 'Untitled draft'} words={words} />
            </span>
          </span>
        </Item>
      ))}
    </Group>
  );
}

function Clients({ onPick }: { onPick: Pick }) {
  const clients = useClients().data ?? [];
  const { setClientId } = useClientFilter();
  return (
    <>
      {clients.map(({ id, name, colour }, index) => (
        <Item
          key={id}
          value={`client ${id}`}
          keywords={[name]}
          icon={
            <span className="flex size-4 items-center justify-center">
              <Dot colour={colour} />
            </span>
          }
          end={index < 9 && <Keys keys={`${index + 1}`} />}
          onPick={() => onPick(() => setClientId(id))}
        >
          {name}
        </Item>
      ))}
    </>
  );
}

const Group = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <Cmdk.Group
    heading={heading}
    className="pt-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
  >
    {children}
  </Cmdk.Group>
);

interface ItemProps {
  value: string;
  keywords: string[];
  icon?: ReactNode;
  end?: ReactNode;
  onPick: () => void;
  children: ReactNode;
}

const Item = ({ value, keywords, icon, end, onPick, children }: ItemProps) => (
  <Cmdk.Item
    value={value}
    keywords={keywords}
    onSelect={onPick}
    className="flex h-8 items-center gap-2.5 rounded-control px-2 data-[selected=true]:bg-highlight"
  >
    {icon}
    <span className="min-w-0 flex-1 truncate">{children}</span>
    {end}
  </Cmdk.Item>
);

/** The text with what was looked for standing out. */
const Found = ({ text, words }: { text: string; words: string }) =>
  splitAtMatches(text, words).map(({ part, start, found }) =>
    found ? (
      <mark key={start} className="bg-transparent font-semibold text-accent-text">
        {part}
      </mark>
    ) : (
      <span key={start}>{part}</span>
    ),
  );

/** The value once it has rested for `ms`. */
function usePaused<Value>(value: Value, ms: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), ms);
    return () => window.clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
