import { MessageSquareReply } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useRouteMutation } from '../../ipc/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Textarea } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import { insertText } from '../composer/insert-text.ts';
import { useLibrary } from '../library/use-library.ts';
import { useLibraryPlace } from '../library/use-library-place.ts';
import { nameOf } from './name-of.ts';

/** What was typed and not sent, by item: moving on and back loses nothing. */
const drafts = new Map<string, string>();

interface ReplyBoxProps {
  item: InboxItem;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The item is done with that. */
  onSent: () => void;
  /** Back to the list. */
  onLeave: () => void;
}

/** Writes an answer. Sent again after a lost answer, it is looked for first. */
export function ReplyBox({ item, field, onSent, onLeave }: ReplyBoxProps) {
  const [text, setText] = useState(drafts.get(item.id) ?? '');
  const reply = useRouteMutation('inbox.reply');
  const lost = isFailure(reply.error, 'answer_lost');
  const who = nameOf(item);
  const { name } = NETWORKS[item.network];

  useEffect(() => {
    if (text) drafts.set(item.id, text);
    else drafts.delete(item.id);
  }, [text, item.id]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight + 2, 220)}px`;
  });

  const send = () => {
    const words = text.trim();
    if (!words || reply.isPending) return;
    reply.mutate(
      { id: item.id, text: words },
      {
        onError: (error) => {
          // It stands in the talk now, with the way on.
          if (isFailure(error, 'answer_lost')) setText('');
        },
        onSuccess: () => {
          drafts.delete(item.id);
          setText('');
          toast.done(`Your answer to ${who} is on ${name}.`);
          onSent();
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };

  return (
    <form
      className="shrink-0 border-t border-hairline bg-panel p-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {reply.isError && !lost && (
        <Notice tone="failed" live className="mb-2">
          {sentenceOf(reply.error)}
        </Notice>
      )}
      <Textarea
        ref={field}
        rows={2}
        aria-label={`Answer to ${who}`}
        placeholder={`Answer ${who} on ${name}`}
        maxLength={10_000}
        value={text}
        disabled={reply.isPending}
        onKeyDown={onKeyDown}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="mt-2 flex items-center gap-2">
        <Button
          type="submit"
          size="compact"
          tone="primary"
          disabled={!text.trim()}
          busy={reply.isPending}
        >
          Send
        </Button>
        <Kbd keys={['mod', 'enter']} hidden />
        <span className="flex-1" />
        <SavedReplies
          item={item}
          onPick={(words) => field.current && insertText(field.current, words)}
        />
      </div>
    </form>
  );
}

/** Answers that are given again and again, of the client and of all. */
function SavedReplies({ item, onPick }: { item: InboxItem; onPick: (text: string) => void }) {
  const library = useLibraryPlace();
  return (
    <Menu
      side="top"
      className="w-72"
      trigger={
        <IconButton label="Saved replies">
          <MessageSquareReply size={16} />
        </IconButton>
      }
    >
      <SavedList item={item} onPick={onPick} />
      <MenuSeparator />
      <MenuItem onSelect={() => library.open('reply')}>Look after saved replies…</MenuItem>
    </Menu>
  );
}

function SavedList({ item, onPick }: { item: InboxItem; onPick: (text: string) => void }) {
  const saved = useLibrary(item.clientId).filter((one) => one.kind === 'reply');
  if (saved.length === 0)
    return (
      <p className="px-2 py-1.5 text-small text-muted">
        Answers that you give often wait here, once you have saved one.
      </p>
    );
  return saved.map(({ id, name, content }) => (
    <MenuItem key={id} onSelect={() => requestAnimationFrame(() => onPick(content.text))}>
      <span className="block truncate font-medium">{name}</span>
      <span className="block truncate text-small text-muted">{content.text}</span>
    </MenuItem>
  ));
}
