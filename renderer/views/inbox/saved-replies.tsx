import { MessageSquareReply } from 'lucide-react';
import { filledReply } from '../../../shared/domain/saved-reply.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { useLibrary } from '../library/use-library.ts';
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
  return (
    <Menu
      side="top"
      className="w-72"
      open={open}
      onOpenChange={onOpenChange}
      onClosed={onClosed}
      trigger={
        <IconButton label="Saved replies" keys={['q']}>
          <MessageSquareReply size={16} />
        </IconButton>
      }
    >
      <SavedList {...list} />
      <MenuSeparator />
      <MenuItem onSelect={() => library.open('reply')}>Look after saved replies…</MenuItem>
    </Menu>
  );
}

function SavedList({ item, client, onPick }: SavedListProps) {
  const saved = useLibrary(item.clientId).filter((one) => one.kind === 'reply');
  if (saved.length === 0)
    return (
      <p className="px-2 py-1.5 text-small text-muted">
        Answers that you give often wait here, once you have saved one.
      </p>
    );
  return saved.map(({ id, name, content }) => {
    const { author, handle } = item;
    const words = filledReply(content.text, { author, handle, client: client.name });
    return (
      <MenuItem key={id} onSelect={() => requestAnimationFrame(() => onPick(words))}>
        <span className="block truncate font-medium">{name}</span>
        <span className="block truncate text-small text-muted">{words}</span>
      </MenuItem>
    );
  });
}
