import type { z } from 'zod';
import { fail, type Result } from '../../shared/ipc/route.ts';
import type { Ai } from '../ai/ai.ts';
import type { AiAsk, AskRefusal } from '../ai/asking.ts';
import { askFor } from '../ai/structured.ts';
import type { Bus } from '../bus.ts';

export type AskFailure = AskRefusal | 'not_answered' | 'not_understood' | 'cancelled';

/** What a task is doing, for the page that waits for it. */
export type Step = 'writing' | 'putting_right' | 'shortening';

export interface Task {
  /** Asks a model; what it answers is of the schema. */
  ask<Schema extends z.ZodType>(
    ask: AiAsk,
    schema: Schema,
    step?: Step,
  ): Promise<Result<z.output<Schema>, AskFailure>>;
  /** What was asked so far. */
  requestIds: string[];
  /** A budget is nearly used up, in words. */
  warning(): string | null;
}

export type Tasks = ReturnType<typeof createTasks>;

/** Things that somebody waits for, each of one request or several: what is asked can be followed, and ended at any time. */
export function createTasks({ ai, bus }: { ai: Pick<Ai, 'submit' | 'wait' | 'cancel'>; bus: Bus }) {
  const running = new Map<string, { isCancelled: boolean; waits: Set<string> }>();

  return {
    async run<Value>(taskId: string, work: (task: Task) => Promise<Value>): Promise<Value> {
      const state = { isCancelled: false, waits: new Set<string>() };
      running.set(taskId, state);
      const requestIds: string[] = [];
      let warning: string | null = null;
      const asking = (step: Step): Pick<Ai, 'submit' | 'wait'> => {
        let asked = 0;
        return {
          async submit(ask) {
            const submitted = await ai.submit(ask);
            if (!submitted.ok) return submitted;
            const { requestId } = submitted.value;
            warning ??= submitted.value.warning;
            state.waits.add(requestId);
            requestIds.push(requestId);
            asked++;
            bus.emit('studio.step', {
              ...{ taskId, requestId },
              step: asked > 1 ? 'putting_right' : step,
            });
            // It may have been cancelled while it was being put into the queue.
            if (state.isCancelled) await ai.cancel(requestId);
            return submitted;
          },
          async wait(requestId) {
            const outcome = await ai.wait(requestId);
            state.waits.delete(requestId);
            return outcome;
          },
        };
      };
      const task: Task = {
        async ask(ask, schema, step = 'writing') {
          if (state.isCancelled) return cancelled();
          const answered = await askFor(asking(step), ask, schema);
          if (state.isCancelled) return cancelled();
          if (answered.ok) return { ok: true, value: answered.value.value };
          return answered;
        },
        requestIds,
        warning: () => warning,
      };
      try {
        return await work(task);
      } finally {
        if (running.get(taskId) === state) running.delete(taskId);
      }
    },

    /** Nothing more is asked for it, and what is being answered ends. */
    async cancel(taskId: string): Promise<void> {
      const state = running.get(taskId);
      if (!state) return;
      state.isCancelled = true;
      await Promise.all([...state.waits].map((requestId) => ai.cancel(requestId)));
    },
  };
}

const cancelled = () => fail('cancelled', 'Cancelled. Nothing was changed.');
