import { useCallback, useRef, useState } from 'react';
import { v7 } from 'uuid';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PlanProposal } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

/** What accepting makes: a draft at its time, or a post that goes out then. */
export type AcceptAs = 'draft' | 'scheduled';

type Results = RouteOutput<'plans.accept'>;
type Decision =
  | 'plans.accept'
  | 'plans.schedule'
  | 'plans.takeBack'
  | 'plans.dismiss'
  | 'plans.reopen';

const counted = (count: number): string => (count === 1 ? '1 post' : `${count} posts`);

/** Sentences that came more than once are said once. */
const sentences = (texts: readonly string[]): string => [...new Set(texts)].join(' ');

async function decide(name: Decision, ids: readonly string[]): Promise<Results | null> {
  const answer = await ask(name, { ids: [...ids] });
  if (answer.ok) return answer.value;
  toast.failed(answer.error.message);
  return null;
}

/** Takes something back, and says what could not be. */
async function back(name: Decision, ids: readonly string[]): Promise<void> {
  const results = await decide(name, ids);
  const problems = results?.flatMap((one) => (one.ok ? [] : [one.message])) ?? [];
  if (problems.length > 0) toast.failed(sentences(problems));
}

/** What a person does with proposals; each can be taken back. */
export function usePlanActions(as: AcceptAs) {
  /** The one that is written anew. */
  const [writing, setWriting] = useState<string | null>(null);
  const task = useRef<string | null>(null);

  const accept = useCallback(
    async (proposals: readonly PlanProposal[]) => {
      const ids = proposals.filter(({ state }) => state === 'open').map(({ id }) => id);
      if (ids.length === 0) return;
      const results = await decide(as === 'draft' ? 'plans.accept' : 'plans.schedule', ids);
      if (!results) return;
      const taken = results.filter((one) => one.ok);
      const problems = results.flatMap((one) =>
        one.ok ? (one.note === null ? [] : [one.note]) : [one.message],
      );
      if (problems.length > 0) toast.failed(sentences(problems));
      if (taken.length === 0) return;
      const [first] = taken;
      const topic = proposals.find(({ id }) => id === first?.id)?.topic;
      const what = taken.length === 1 && topic ? `“${topic}”` : counted(taken.length);
      toast.undoable(
        `${what} ${as === 'draft' ? 'drafted' : 'scheduled'}.`,
        () =>
          void back(
            'plans.takeBack',
            taken.map(({ id }) => id),
          ),
      );
    },
    [as],
  );

  const dismiss = useCallback(async ({ id, state, topic }: PlanProposal) => {
    if (state !== 'open') return;
    const results = await decide('plans.dismiss', [id]);
    if (results)
      toast.undoable(
        topic ? `“${topic}” dismissed.` : 'Dismissed.',
        () => void back('plans.reopen', [id]),
      );
  }, []);

  const again = useCallback(async (proposal: PlanProposal) => {
    if (proposal.state !== 'open' || task.current !== null) return;
    const taskId = v7();
    task.current = taskId;
    setWriting(proposal.id);
    const answer = await ask('plans.again', { taskId, id: proposal.id });
    task.current = null;
    setWriting(null);
    if (!answer.ok) {
      if (answer.error.code !== 'cancelled') toast.failed(answer.error.message);
      return;
    }
    const { id, topic, text, category, reason } = proposal;
    toast.undoable('Another idea.', () => {
      void ask('plans.change', { id, topic, text, category, reason });
    });
  }, []);

  return {
    accept,
    dismiss,
    again,
    writing,
    /** Ends the writing of another idea. */
    cancel: useCallback(() => {
      if (task.current !== null) void ask('studio.cancel', { taskId: task.current });
    }, []),
    reopen: useCallback(({ id }: PlanProposal) => back('plans.reopen', [id]), []),
    takeBack: useCallback(({ id }: PlanProposal) => back('plans.takeBack', [id]), []),
  };
}
