import { useState } from 'react';
import { postStatusOf } from '../../../shared/domain/post-status.ts';
import type { Delivery } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

export type Decision = 'retry' | 'was_published' | 'send_again' | 'give_up';

/** @returns what is wrong with the link, null where nothing is */
export type Decide = (decision: Decision, link?: string) => Promise<string | null>;

/** Does what the person decides about a delivery, and offers to take back what can be taken back. */
export function useDecision(delivery: Delivery, canResume: boolean) {
  const [busy, setBusy] = useState<Decision | null>(null);
  const { id } = delivery;

  const send = (decision: Decision, link?: string) =>
    decision === 'retry'
      ? ask('deliveries.retry', { id })
      : ask('deliveries.resolve', { id, decision, ...(link === undefined ? {} : { link }) });

  const decide: Decide = async (decision, link) => {
    setBusy(decision);
    const answer = await send(decision, link);
    setBusy(null);
    if (!answer.ok) {
      if (answer.error.code === 'wrong_link') return answer.error.message;
      toast.failed(answer.error.message);
      return null;
    }
    const isCalledOff = decision === 'give_up' && delivery.state === 'prepared';
    if (isCalledOff && canResume)
      toast.undoable(`Called off for @${delivery.handle}.`, () => void decide('retry'));
    return null;
  };

  return { decide, busy };
}

/** Whether what is called off can go out after all: not where that leaves the post published, which is final. */
export const canResumeAfter = (delivery: Delivery, all: readonly Delivery[]): boolean =>
  postStatusOf(all.map(({ id, state }) => (id === delivery.id ? 'cancelled' : state))) !==
  'published';
