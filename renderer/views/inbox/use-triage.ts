import { useQueryClient } from '@tanstack/react-query';
import type { InboxState } from '../../../shared/domain/inbox.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { InboxItem } from '../../../shared/ipc/views.ts';
import { now } from '../../app/clock.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';

type Change = RouteInput<'inbox.triage'>['change'];

/** What the item is after that, before main has said so. */
function after(item: InboxItem, change: Change): InboxItem {
  const readAt = item.readAt ?? now();
  switch (change.do) {
    case 'read':
      return { ...item, readAt };
    case 'unread':
      return { ...item, readAt: null };
    case 'finish':
      return { ...item, state: 'done', readAt, snoozedUntil: null };
    case 'reopen':
      return { ...item, state: 'open', snoozedUntil: null };
    case 'snooze':
      return { ...item, state: 'snoozed', readAt, snoozedUntil: change.until };
    case 'assign':
      return { ...item, assignee: change.to };
  }
}

/** Decides about items: shown at once, said with a way back, and put right where main refuses. */
export function useTriage(
  shown: InboxState,
  patch: (ids: readonly string[], now: readonly InboxItem[]) => void,
) {
  const queries = useQueryClient();
  return async (item: InboxItem, change: Change, words: string | null): Promise<void> => {
    const next = after(item, change);
    // A filter by unread keeps what was read until it is asked again: nothing jumps away under the eyes.
    patch([item.id], next.state === shown ? [next] : []);
    const answer = await ask('inbox.triage', { ids: [item.id], change });
    if (!answer.ok) {
      patch([item.id], [item]);
      toast.failed(answer.error.message);
      return;
    }
    const { before } = answer.value;
    if (words === null || before.length === 0) return;
    // The next one is shown first.
    await afterNextFrame();
    toast.undoable(words, () => {
      void ask('inbox.putBack', { before }).then((back) => {
        if (!back.ok) toast.failed(back.error.message);
        else void queries.invalidateQueries({ queryKey: routeKey('inbox.counts') });
      });
    });
  };
}

const afterNextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
