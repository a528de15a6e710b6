import { Sparkles } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { asAnswered } from '../../../shared/domain/reply-limit.ts';
import { withServerLimits } from '../../../shared/domain/server-limits.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { withoutThem } from '../../../shared/domain/unasked.ts';
import type { InboxItem, StudioText } from '../../../shared/ipc/views.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { useAccounts } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/field.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { ClientLook } from '../calendar/client-looks.ts';
import { ByAiMark } from '../composer/ai/by-ai-mark.tsx';
import { insertText, rewriteText } from '../composer/insert-text.ts';
import { TextCount } from '../composer/text-count.tsx';
import { FlaggedNote } from './flagged-note.tsx';
import { nameOf } from './name-of.ts';
import { flaggedIn, withText } from './reply-drafts.ts';
import { SavedReplies } from './saved-replies.tsx';
import { useReplyKeys } from './use-inbox-keys.ts';
import { useReply } from './use-reply.ts';

/** Comes when it is first asked for. */
const Suggest = onDemand(async () => (await import('./suggest.tsx')).Suggest);

interface ReplyBoxProps {
  item: InboxItem;
  client: ClientLook;
  /** What was said around it, and the post that it stands under: what a suggestion goes by. */
  talk: readonly InboxItem[];
  post: string;
  field: RefObject<HTMLTextAreaElement | null>;
  /** The item is done with that. */
  onSent: () => void;
  /** Back to the list. */
  onLeave: () => void;
}

/** Writes an answer. Sent again after a lost answer, it is looked for first. */
export function ReplyBox({ item, client, talk, post, field, onSent, onLeave }: ReplyBoxProps) {
  const reply = useReply(item, onSent);
  const { draft, asked, panel, problem, busy, change, show } = reply;
  const [savedOpen, setSavedOpen] = useState(false);
  const who = nameOf(item);
  const { name } = NETWORKS[item.network];
  const limits = useAccounts().data?.find(({ id }) => id === item.accountId)?.serverLimits;
  const room = asAnswered(withServerLimits(NETWORKS[item.network], limits)).text;
  const { text, byAi } = draft;
  const flagged = flaggedIn(draft);
  const mayNotSend = busy || !text.trim() || measureText(text.trim(), room).over;

  const write = (words: string) => {
    if (field.current) rewriteText(field.current, words);
  };
  const send = (isSure = false) => {
    if (mayNotSend) return;
    if (flagged.length > 0 && !isSure) show({ asked: true });
    else void reply.send();
  };
  const take = ({ text: words, unasked }: StudioText) => {
    write(words);
    change(() => ({ text: words, byAi: true, suspects: unasked }));
    show({ panel: 'folded' });
    field.current?.focus();
  };
  const suggest = () => {
    if (!item.text.trim()) return toast.say('There are no words to answer. Write your own.');
    show({ panel: panel === 'open' ? 'folded' : 'open' });
    if (panel === 'open') field.current?.focus();
  };
  useReplyKeys({ suggest, saved: () => setSavedOpen(true) });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) send();
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
      {panel !== 'none' && (
        <Suggest
          key={item.id}
          {...{ item, talk, post }}
          begun={byAi ? '' : text}
          hidden={panel === 'folded'}
          fallback={<Skeleton className="mb-3 h-24 w-full rounded-card" />}
          onUse={take}
          onClose={() => {
            show({ panel: 'folded' });
            field.current?.focus();
          }}
        />
      )}
      {problem !== null && (
        <Notice tone="failed" live className="mb-2">
          {problem}
        </Notice>
      )}
      <Textarea
        // What can be undone in it belongs to one item.
        key={item.id}
        ref={field}
        rows={2}
        aria-label={`Answer to ${who}`}
        placeholder={`Answer ${who} on ${name}`}
        value={text}
        spellCheck
        disabled={busy}
        className="block field-sizing-content max-h-55 min-h-13 low:max-h-32"
        onKeyDown={onKeyDown}
        onChange={(event) => change((before) => withText(before, event.target.value))}
      />
      {flagged.length > 0 && (
        <FlaggedNote
          {...{ flagged, asked }}
          onSend={() => send(true)}
          onRemove={() => write(withoutThem(text, flagged))}
        />
      )}
      <div className="mt-2 flex empty:hidden">
        <ByAiMark
          key={`${item.id} ${text === ''}`}
          byAi={byAi}
          disabled={busy}
          onChange={(next) => change((before) => ({ ...before, byAi: next }))}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Button
          type="submit"
          size="compact"
          tone="primary"
          disabled={mayNotSend && !busy}
          busy={busy}
        >
          Send
        </Button>
        <Kbd keys={['mod', 'enter']} hidden />
        <Tooltip label="Suggest answers" keys={['d']} side="top">
          <Button
            tone="ghost"
            size="compact"
            aria-expanded={panel === 'open'}
            icon={<Sparkles size={16} className="text-muted" />}
            className="aria-expanded:bg-pressed"
            onClick={suggest}
          >
            Suggest
          </Button>
        </Tooltip>
        <SavedReplies
          {...{ item, client }}
          open={savedOpen}
          onOpenChange={setSavedOpen}
          onClosed={() => field.current?.focus()}
          onPick={(words) => field.current && insertText(field.current, words)}
        />
        <span className="flex-1" />
        <TextCount text={text} network={item.network} limit={room} />
      </div>
    </form>
  );
}
