import { useState } from 'react';
import { useAway, useComposer, useGo } from '../../app/place.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';
import { holdAgain } from '../post/hold-reason.ts';
import { counted } from './answers.ts';
import type { NeedAction } from './lines.ts';

/** Does what a line offers. `busy` is the key of the line at work. */
export function useNeedAction(
  onReconnect: (accountId: string) => void,
  when: (at: number) => string,
) {
  const go = useGo();
  const away = useAway();
  const composer = useComposer();
  const [busy, setBusy] = useState<string | null>(null);

  async function retry(key: string, deliveryIds: readonly string[]) {
    setBusy(key);
    const answers = [];
    for (const id of deliveryIds) answers.push(await ask('deliveries.retry', { id }));
    setBusy(null);
    const refused = answers.find((answer) => !answer.ok);
    if (refused && !refused.ok) toast.failed(refused.error.message);
    else
      toast.say(
        deliveryIds.length === 1
          ? 'It is sent again.'
          : `It is sent again to ${counted(deliveryIds.length, 'account')}.`,
      );
  }

  async function release(key: string, postId: string, at: number) {
    setBusy(key);
    const answer = await ask('approvals.release', { postId });
    setBusy(null);
    if (!answer.ok) return toast.failed(answer.error.message);
    toast.undoable(`It goes out ${when(at)}.`, () => void holdAgain(postId));
  }

  const run = (key: string, action: NeedAction) => {
    switch (action.kind) {
      case 'retry':
        return void retry(key, action.deliveryIds);
      case 'decide':
      case 'look':
        return go(`/posts/${action.postId}`);
      case 'decide_missed':
        return away.open();
      case 'write':
        return composer.open(action.postId);
      case 'release':
        return void release(key, action.postId, action.at);
      case 'approvals':
        return go(action.makes ? '/approvals?make=1' : '/approvals');
      case 'posts':
        return go(`/posts?tab=${action.tab}`);
      case 'reconnect':
        return onReconnect(action.accountId);
      case 'mood':
        return go(`/inbox?client=${action.clientId}&mood=${action.mood}`);
      case 'fill':
        return composer.open('new', { at: action.wallTime, forClient: action.clientId });
    }
  };
  /** For good, and with a way back. */
  async function putAway(clientId: string) {
    const answer = await ask('moods.setSeen', { clientId, seen: true });
    if (!answer.ok) return toast.failed(answer.error.message);
    toast.undoable(
      'Put away. You are told when it turns again.',
      () => void ask('moods.setSeen', { clientId, seen: false }),
    );
  }
  return { busy, run, putAway };
}
