import { Check, Ellipsis, ExternalLink, Eye, EyeOff, Heart, Mail, RotateCcw } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { InboxItem, InboxReply } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toast } from '../../ui/toast.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { NetworkGlyph } from '../post-status/network-glyph.tsx';
import { MentionBeside, MentionLine } from './mention-beside.tsx';
import { nameOf } from './name-of.ts';
import { PostBeside, PostLine } from './post-beside.tsx';
import { ReplyBox } from './reply-box.tsx';
import { Talk } from './talk.tsx';
import { canLike } from './use-like.ts';

export interface ThreadActions {
  finish: () => void;
  reopen: () => void;
  unread: () => void;
  like: () => void;
  /** Menus that the keyboard opens, too. */
  snooze: ReactNode;
  assign: ReactNode;
  /** Back to the list. */
  leave: () => void;
}

interface ThreadPaneProps {
  item: InboxItem;
  client: ClientLook;
  actions: ThreadActions;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The talk around an item, and the post beside it. What is known of it stands at once; the rest follows. */
export function ThreadPane({ item, client, actions, field }: ThreadPaneProps) {
  const thread = useRoute('inbox.thread', { id: item.id });
  const { data } = thread;
  const { comments } = NETWORKS[item.network];
  const talk = data?.talk.length ? data.talk : [item];

  async function sendAgain({ parentId, text, byAi }: InboxReply) {
    const to = talk.find(({ remoteId }) => remoteId === parentId);
    if (!to) return;
    const answer = await ask('inbox.reply', { id: to.id, text, byAi });
    if (answer.ok) toast.done('Your answer is there.');
    else toast.failed(answer.error.message);
  }

  return (
    <>
      <section
        aria-label="Conversation"
        tabIndex={-1}
        data-shown={item.id}
        data-inbox-thread
        className="flex min-w-0 flex-1 flex-col focus:outline-none"
      >
        <ThreadBar item={item} actions={actions} />
        <div className="@min-[960px]:hidden">
          {item.kind === 'mention' ? (
            <MentionLine item={item} />
          ) : (
            data?.post && <PostLine post={data.post} />
          )}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Talk
            talk={talk}
            replies={data?.replies ?? []}
            shownId={item.id}
            onSendAgain={(reply) => void sendAgain(reply)}
          />
          {thread.isError && (
            <Notice tone="failed" className="mx-4">
              The rest of this talk could not be read.
            </Notice>
          )}
        </div>
        {comments.reply && item.goneAt === null && (
          <ReplyBox
            {...{ item, client, talk, field }}
            post={data?.post?.text ?? ''}
            onSent={actions.leave}
            onLeave={actions.leave}
          />
        )}
      </section>
      <aside
        aria-label={item.kind === 'mention' ? 'The mention' : 'The post'}
        className="hidden w-72 shrink-0 overflow-y-auto border-l border-hairline bg-sunken @min-[960px]:block"
      >
        {item.kind === 'mention' ? (
          <MentionBeside item={item} client={client} />
        ) : (
          data?.post && (
            <PostBeside item={item} post={data.post} others={data.others} client={client} />
          )
        )}
      </aside>
    </>
  );
}

function ThreadBar({ item, actions }: { item: InboxItem; actions: ThreadActions }) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-1 border-b border-hairline pr-2 pl-4">
      <NetworkGlyph network={item.network} className="text-muted" said />
      <h2 className="min-w-0 flex-1 truncate pl-1 font-semibold">{item.author || nameOf(item)}</h2>
      {item.state === 'done' ? (
        <Button size="compact" icon={<RotateCcw size={14} />} onClick={actions.reopen}>
          Open again
        </Button>
      ) : (
        <Button size="compact" icon={<Check size={14} />} onClick={actions.finish}>
          Done
        </Button>
      )}
      {canLike(item) && <LikeButton item={item} onLike={actions.like} />}
      {actions.snooze}
      {actions.assign}
      <MoreMenu item={item} onUnread={actions.unread} />
    </header>
  );
}

function LikeButton({ item, onLike }: { item: InboxItem; onLike: () => void }) {
  const { likedAt, network } = item;
  const isLiked = likedAt !== null;
  return (
    <IconButton
      label={`Like on ${NETWORKS[network].name}`}
      keys={['l']}
      pressed={isLiked}
      onClick={onLike}
    >
      <Heart size={16} className={cx(isLiked && 'fill-current')} />
    </IconButton>
  );
}

function MoreMenu({ item, onUnread }: { item: InboxItem; onUnread: () => void }) {
  const { name, comments } = NETWORKS[item.network];
  const { id, hidden, link } = item;
  const who = nameOf(item);

  async function setHidden(next: boolean) {
    const answer = await ask('inbox.setHidden', { id, hidden: next });
    if (!answer.ok) return toast.failed(answer.error.message);
    if (answer.value.outcome === 'gone') return toast.say('That comment is not there any more.');
    if (next) toast.undoable(`The comment of ${who} is hidden.`, () => void setHidden(false));
    else toast.done(`The comment of ${who} is shown again.`);
  }

  return (
    <Menu
      trigger={
        <IconButton label="More">
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuItem icon={<Mail size={14} />} keys={['u']} onSelect={onUnread}>
        Mark unread
      </MenuItem>
      {comments.hide && item.deliveryId !== null && (
        <MenuItem
          icon={hidden ? <Eye size={14} /> : <EyeOff size={14} />}
          onSelect={() => void setHidden(!hidden)}
        >
          {hidden ? 'Show it again' : `Hide it on ${name}`}
        </MenuItem>
      )}
      {link?.startsWith('https://') && (
        <MenuItem
          icon={<ExternalLink size={14} />}
          onSelect={() => void window.open(link, '_blank', 'noopener')}
        >
          Open on {name}
        </MenuItem>
      )}
    </Menu>
  );
}
