import { EyeOff, MessageSquareOff, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { InboxItem, InboxReply } from '../../../shared/ipc/views.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { toast } from '../../ui/toast.tsx';
import { whenText } from '../calendar/time.ts';
import { MoodWords } from './mood-mark.tsx';
import { nameOf } from './name-of.ts';

interface TalkProps {
  talk: readonly InboxItem[];
  replies: readonly InboxReply[];
  /** Of the item that was chosen. */
  shownId: string;
  onSendAgain: (reply: InboxReply) => void;
}

/** What was said, one after the other; answers of ours stand to the right. */
export function Talk({ talk, replies, shownId, onSendAgain }: TalkProps) {
  const shown = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is chosen, or the talk comes.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, [shownId, talk.length]);
  return (
    <ol aria-label="The talk" className="flex flex-col gap-3 p-4">
      {talk.map((item) => (
        <li
          key={item.id}
          ref={item.id === shownId ? shown : undefined}
          className={cx('flex scroll-my-4 flex-col', item.ours && 'items-end')}
        >
          <Said item={item} isShown={item.id === shownId} />
        </li>
      ))}
      {replies.map((reply) => (
        <li key={reply.id} className="flex flex-col items-end">
          <Unsent reply={reply} onSendAgain={() => onSendAgain(reply)} />
        </li>
      ))}
    </ol>
  );
}

function Said({ item, isShown }: { item: InboxItem; isShown: boolean }) {
  const { author, ours, text, writtenAt, hidden, goneAt, likes } = item;
  const style = useTimeStyle();
  const now = useNow();
  return (
    <>
      <p className="mb-1 flex flex-wrap items-center gap-x-2 px-1 text-small text-muted">
        <span className="font-medium text-ink">{ours ? 'You' : author || nameOf(item)}</span>
        {!ours && author && nameOf(item) !== author && <span>{nameOf(item)}</span>}
        <span className="tabular-nums">{whenText(writtenAt, now, style)}</span>
        {likes !== null && likes > 0 && (
          <span className="tabular-nums">
            {likes.toLocaleString()} {likes === 1 ? 'like' : 'likes'}
          </span>
        )}
        {isShown && !ours && <MoodWords score={item.sentiment} />}
        {hidden && <Badge icon={<EyeOff size={12} />}>Hidden</Badge>}
        {goneAt !== null && (
          <Badge icon={<MessageSquareOff size={12} />}>Removed on the network</Badge>
        )}
      </p>
      <p
        dir="auto"
        data-selectable
        className={cx(
          'max-w-full rounded-card px-3 py-2 break-words whitespace-pre-line',
          ours ? 'bg-accent-soft' : 'border border-hairline bg-panel',
          isShown && !ours && 'border-faint shadow-lift',
          (hidden || goneAt !== null) && 'text-muted',
        )}
      >
        {text || 'No words'}
      </p>
    </>
  );
}

const WORDS: Readonly<Record<InboxReply['state'], string>> = {
  prepared: 'Not sent',
  sending: 'On its way',
  lost: 'Not certain',
  refused: 'Refused',
  sent: 'Sent',
};

/** An answer that is not there, and what to do with it. */
function Unsent({ reply, onSendAgain }: { reply: InboxReply; onSendAgain: () => void }) {
  const { id, text, state, problem, byAi } = reply;
  async function drop() {
    const answer = await ask('inbox.dropReply', { replyId: id });
    if (!answer.ok) toast.failed(answer.error.message);
  }
  return (
    <div
      role="status"
      className="max-w-full rounded-card border border-dashed border-faint px-3 py-2"
    >
      <p className="mb-1 flex items-center gap-1.5 text-small font-medium text-attention">
        <TriangleAlert size={14} aria-hidden />
        {WORDS[state]}
        {byAi && <span className="font-normal text-muted">Written with AI</span>}
      </p>
      <p dir="auto" data-selectable className="break-words whitespace-pre-line">
        {text}
      </p>
      {problem && <p className="mt-1 text-small text-muted">{problem}</p>}
      {state !== 'sending' && (
        <p className="mt-2 flex gap-2">
          <Button size="compact" onClick={onSendAgain}>
            {state === 'lost' ? 'Look for it, then send' : 'Send again'}
          </Button>
          <Button size="compact" tone="ghost" onClick={() => void drop()}>
            Discard
          </Button>
        </p>
      )}
    </div>
  );
}
