import { useCallback, useSyncExternalStore } from 'react';
import { v7 } from 'uuid';
import { arrivingTexts } from '../../../shared/domain/arriving.ts';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import { ask, listen } from '../../ipc/client.ts';
import { toast } from '../../ui/toast.tsx';

type Asked = Omit<RouteInput<'plans.make'>, 'taskId'>;

export type PlanTask =
  | { kind: 'idle' }
  /** Topics, as they come. */
  | {
      kind: 'running';
      step: 'writing' | 'putting_right' | 'shortening';
      topics: string[];
      wanted: number;
    }
  | { kind: 'failed'; code: string; message: string; requestIds: readonly string[] }
  | {
      kind: 'done';
      planId: string;
      came: number;
      wanted: number;
      warning: string | null;
      requestIds: readonly string[];
    };

// A plan takes a minute: it goes on while another view is looked at.
const IDLE: PlanTask = { kind: 'idle' };
const states = new Map<string, PlanTask>();
/** The task of each client. */
const running = new Map<string, string>();
const listeners = new Map<string, Set<() => void>>();

function put(clientId: string, state: PlanTask): void {
  states.set(clientId, state);
  for (const listener of listeners.get(clientId) ?? []) listener();
}

/** Has a plan written. One at a time for each client. */
async function start(asked: Asked, wanted: number, clientName: string): Promise<void> {
  const { clientId } = asked;
  if (running.has(clientId)) return;
  const taskId = v7();
  running.set(clientId, taskId);
  let writing: string | null = null;
  let words = '';
  const sent: string[] = [];
  let before: string[] = [];
  let topics: string[] = [];
  put(clientId, { kind: 'running', step: 'writing', topics, wanted });
  const deaf = [
    listen('studio.step', ({ taskId: other, requestId, step }) => {
      if (other !== taskId) return;
      sent.push(requestId);
      writing = step === 'shortening' ? null : requestId;
      // What is put right is said again; a next part comes after the first.
      if (step === 'writing') before = topics;
      words = '';
      put(clientId, { kind: 'running', step, topics, wanted });
    }),
    listen('ai.delta', ({ requestId, text }) => {
      if (requestId !== writing) return;
      words += text;
      topics = [...before, ...arrivingTexts(words, ['topic'])];
      put(clientId, { kind: 'running', step: 'writing', topics, wanted });
    }),
  ];
  const answer = await ask('plans.make', { ...asked, taskId });
  for (const stop of deaf) stop();
  running.delete(clientId);
  const isWatched = (listeners.get(clientId)?.size ?? 0) > 0;
  if (answer.ok) {
    const { plan, requestIds, warning } = answer.value;
    const came = plan.proposals.length;
    const { wanted: count } = answer.value;
    put(clientId, { kind: 'done', planId: plan.id, came, wanted: count, warning, requestIds });
    if (!isWatched) toast.done(`The plan for ${clientName} is ready.`);
    return;
  }
  const { code, message } = answer.error;
  put(clientId, { kind: 'failed', code, message, requestIds: sent });
  if (!isWatched && code !== 'cancelled') toast.failed(message);
}

/** The plan that is being written for a client. */
export function usePlanTask(clientId: string) {
  const subscribe = useCallback(
    (listener: () => void) => {
      const own = listeners.get(clientId) ?? new Set();
      listeners.set(clientId, own.add(listener));
      return () => void own.delete(listener);
    },
    [clientId],
  );
  const state = useSyncExternalStore(subscribe, () => states.get(clientId) ?? IDLE);
  return {
    state,
    start,
    cancel: () => {
      const taskId = running.get(clientId);
      if (taskId !== undefined) void ask('studio.cancel', { taskId });
    },
    /** What came of the last one is not spoken of any more. */
    forget: useCallback(() => {
      if (!running.has(clientId)) put(clientId, IDLE);
    }, [clientId]),
  };
}
export type PlanTasks = ReturnType<typeof usePlanTask>;
