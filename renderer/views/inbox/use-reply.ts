import { useEffect, useRef, useState } from 'react';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { nameOf } from './name-of.ts';
import { draftOf, keepDraft, type ReplyDraft, withText } from './reply-drafts.ts';

/** What the box shows for one item. */
interface Shown {
  id: string;
  draft: ReplyDraft;
  /** The person wanted to send what is flagged. */
  asked: boolean;
  /** Suggestions: asked for, and folded away once one was taken. */
  panel: 'none' | 'open' | 'folded';
  problem: string | null;
  busy: boolean;
}

/** Items whose answer is on its way: also seen when one comes back to them meanwhile. */
const underWay = new Set<string>();

const begin = (id: string): Shown => ({
  ...{ id, draft: draftOf(id), busy: underWay.has(id) },
  ...{ asked: false, panel: 'none', problem: null },
});

/**
 * The answer to whichever item is shown: one box for all of them, because to make a new one for each costs more than the
 * next item may take.
 */
export function useReply(item: InboxItem, onSent: () => void) {
  const [kept, setKept] = useState(() => begin(item.id));
  const shown = kept.id === item.id ? kept : begin(item.id);
  if (shown !== kept) setKept(shown);
  const here = useRef<string | null>(null);
  useEffect(() => {
    here.current = item.id;
    return () => {
      here.current = null;
    };
  }, [item.id]);
  useEffect(() => keepDraft(shown.id, shown.draft), [shown.id, shown.draft]);

  const patch = (id: string, next: (before: Shown) => Partial<Shown>) =>
    setKept((before) => (before.id === id ? { ...before, ...next(before) } : before));

  async function send(): Promise<void> {
    const { id, network } = item;
    const { text, byAi } = shown.draft;
    const who = nameOf(item);
    underWay.add(id);
    patch(id, () => ({ busy: true, asked: false, problem: null }));
    const answer = await ask('inbox.reply', { id, text: text.trim(), byAi });
    underWay.delete(id);
    // A lost one stands in the talk now, with the way on.
    const isLost = !answer.ok && answer.error.code === 'answer_lost';
    if (answer.ok || isLost) keepDraft(id, withText(shown.draft, ''));
    patch(id, ({ draft }) => ({
      busy: false,
      draft: answer.ok || isLost ? withText(draft, '') : draft,
      problem: answer.ok || isLost ? null : answer.error.message,
    }));
    if (answer.ok) {
      toast.done(`Your answer to ${who} is on ${NETWORKS[network].name}.`);
      if (here.current === id) onSent();
    } else if (here.current !== id) toast.failed(`Your answer to ${who}: ${answer.error.message}`);
  }

  return {
    ...shown,
    send,
    change: (next: (draft: ReplyDraft) => ReplyDraft) =>
      patch(item.id, ({ draft }) => ({ draft: next(draft), asked: false })),
    show: (next: Partial<Pick<Shown, 'asked' | 'panel'>>) => patch(item.id, () => next),
  };
}
