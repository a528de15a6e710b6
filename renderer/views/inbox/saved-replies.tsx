import { MessageSquareReply } from 'lucide-react';
import { filledReply } from '../../../shared/domain/saved-reply.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { type LibraryKindOf, useLibrary } from '../library/use-library.ts';
import { useLibraryPlace } from '../library/use-library-place.ts';

interface SavedListProps {
  item: InboxItem;
  client: ClientLook;
  onPick: (text: string) => void;
}

interface SavedRepliesProps extends SavedListProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where the focus goes then. */
  onClosed: () => void;
}

/** Answers that are given again and again, of the client and of all. */
export function SavedReplies({ open, onOpenChange, onClosed, ...list }: SavedRepliesProps) {
  const library = useLibraryPlace();
  // Known before it is opened: the first of them has the focus then.
  const saved = useLibrary(list.item.clientId).filter((one) => one.kind === 'reply');
  return (
    <Menu
      side="top"
      open={open}
      onOpenChange={onOpenChange}
      onClosed={onClosed}
      trigger={
        <IconButton label="Saved replies" keys={['q']}>
          <MessageSquareReply size={16} />
        </IconButton>
      }
    >
      <SavedList {...list} saved={saved} />
      <MenuSeparator />
      <MenuItem onSelect={() => library.open('reply')}>Look after saved replies…</MenuItem>
    </Menu>
  );
}

function SavedList({
  item,
  client,
  onPick,
  saved,
}: SavedListProps & { saved: readonly LibraryKindOf<'reply'>[] }) {
  if (saved.length === 0)
    return (
      <p className="max-w-72 px-2 py-1.5 text-small text-muted">
        Answers that you give often wait here, once you have saved one.
      </p>
    );
  return saved.map(({ id, name, content }) => {
    const { author, handle } = item;
    const words = filledReply(content.text, { author, handle, client: client.name });
    return (
      <MenuItem key={id} onSelect={() => requestAnimationFrame(() => onPick(words))}>
        <span className="flex w-88 items-baseline gap-3">
          <span className="max-w-36 shrink-0 truncate font-medium">{name}</span>
          <span dir="auto" className="min-w-0 flex-1 truncate text-small text-muted">
            {words}
          </span>
        </span>
      </MenuItem>
    );
  });
}
