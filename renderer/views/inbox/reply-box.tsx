import { Sparkles } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { asAnswered } from '../../../shared/domain/reply-limit.ts';
import { withServerLimits } from '../../../shared/domain/server-limits.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { withoutThem } from '../../../shared/domain/unasked.ts';
import type { InboxItem, StudioText } from '../../../shared/ipc/views.ts';
import { onDemand } from '../../app/on-demand.tsx';
import { isFailure, sentenceOf } from '../../ipc/client.ts';
import { useAccounts, useRouteMutation } from '../../ipc/queries.ts';
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
import { draftOf, flaggedIn, keepDraft, type ReplyDraft, withText } from './reply-drafts.ts';
import { SavedReplies } from './saved-replies.tsx';
import { useReplyKeys } from './use-inbox-keys.ts';

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
  const [draft, setDraft] = useState(() => draftOf(item.id));
  const [asked, setAsked] = useState(false);
  const [panel, setPanel] = useState<'none' | 'open' | 'folded'>('none');
  const [savedOpen, setSavedOpen] = useState(false);
  const reply = useRouteMutation('inbox.reply');
  const lost = isFailure(reply.error, 'answer_lost');
  const who = nameOf(item);
  const { name } = NETWORKS[item.network];
  const limits = useAccounts().data?.find(({ id }) => id === item.accountId)?.serverLimits;
  const room = asAnswered(withServerLimits(NETWORKS[item.network], limits)).text;
  const { text, byAi } = draft;
  const flagged = flaggedIn(draft);
  const mayAsk = item.text.trim() !== '';
  const mayNotSend = !text.trim() || reply.isPending || measureText(text.trim(), room).over;

  useEffect(() => keepDraft(item.id, draft), [draft, item.id]);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const change = (next: (draft: ReplyDraft) => ReplyDraft) => {
    setDraft(next);
    setAsked(false);
  };
  const write = (words: string) => {
    if (field.current) rewriteText(field.current, words);
  };
  const send = (isSure = false) => {
    if (mayNotSend) return;
    if (flagged.length > 0 && !isSure) return setAsked(true);
    const empty = () => {
      keepDraft(item.id, withText(draft, ''));
      change((before) => withText(before, ''));
    };
    // Not by the mutation's own callbacks: who went on to the next one meanwhile is not told by them, and the words
    // would stand there again as if they had not been sent.
    reply.mutateAsync({ id: item.id, text: text.trim(), byAi }).then(
      () => {
        empty();
        toast.done(`Your answer to ${who} is on ${name}.`);
        if (isHere.current) onSent();
      },
      (error: unknown) => {
        // It stands in the talk now, with the way on.
        if (isFailure(error, 'answer_lost')) empty();
        if (!isHere.current) toast.failed(`Your answer to ${who}: ${sentenceOf(error)}`);
      },
    );
  };
  const take = ({ text: words, unasked }: StudioText) => {
    write(words);
    change((before) => ({ ...before, text: words, byAi: true, suspects: unasked }));
    setPanel('folded');
    field.current?.focus();
  };
  const suggest = () => {
    if (!mayAsk) return toast.say('There are no words to answer. Write your own.');
    setPanel(panel === 'open' ? 'folded' : 'open');
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
          {...{ item, talk, post }}
          begun={byAi ? '' : text}
          hidden={panel === 'folded'}
          fallback={<Skeleton className="mb-3 h-24 w-full rounded-card" />}
          onUse={take}
          onClose={() => {
            setPanel('folded');
            field.current?.focus();
          }}
        />
      )}
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
        value={text}
        spellCheck
        disabled={reply.isPending}
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
          key={String(text === '')}
          byAi={byAi}
          disabled={reply.isPending}
          onChange={(next) => change((before) => ({ ...before, byAi: next }))}
        />
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Button
          type="submit"
          size="compact"
          tone="primary"
          disabled={mayNotSend && !reply.isPending}
          busy={reply.isPending}
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
