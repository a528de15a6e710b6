import { useCallback, useEffect, useRef, useState } from 'react';
import { v7 } from 'uuid';
import { type ArrivingText, arrivingTexts } from '../../../../shared/domain/arriving.ts';
import type { RouteInput, RouteOutput } from '../../../../shared/ipc/contract.ts';
import { ask, listen } from '../../../ipc/client.ts';

/** What is asked of the studio in a task of its own. */
export type TaskRoute =
  | 'studio.generate'
  | 'studio.optimise'
  | 'studio.hashtags'
  | 'studio.caption'
  | 'studio.describe'
  | 'studio.judge'
  | 'studio.translate'
  | 'studio.repurpose'
  | 'studio.replies';

type Step = 'waiting' | 'writing' | 'putting_right' | 'shortening';

export type TaskState<Name extends TaskRoute> =
  | { kind: 'idle' }
  | { kind: 'running'; step: Step; arriving: readonly ArrivingText[] }
  | { kind: 'done'; value: RouteOutput<Name> }
  /** What had come is shown still. */
  | {
      kind: 'failed';
      message: string;
      code: string;
      arriving: readonly ArrivingText[];
      asked: string[];
    };

const KEYS = ['text', 'tag', 'captions'];

/** Runs one task of the studio at a time; its words show as they come, and leaving it ends it. */
export function useTask<Name extends TaskRoute>(name: Name) {
  const [state, setState] = useState<TaskState<Name>>({ kind: 'idle' });
  const running = useRef<string | null>(null);

  const cancel = useCallback(() => {
    const taskId = running.current;
    if (taskId !== null) void ask('studio.cancel', { taskId });
  }, []);
  useEffect(() => cancel, [cancel]);

  const start = useCallback(
    async (input: Omit<RouteInput<Name>, 'taskId'>) => {
      cancel();
      const taskId = v7();
      running.current = taskId;
      const asked: string[] = [];
      let writing: string | null = null;
      let words = '';
      let arriving: readonly ArrivingText[] = [];
      const show = (step: Step) => setState({ kind: 'running', step, arriving });
      show('waiting');
      const deaf = [
        listen('studio.step', ({ taskId: other, requestId, step }) => {
          if (other !== taskId) return;
          asked.push(requestId);
          // What is made shorter is only a part of it: the whole stays in sight.
          writing = step === 'shortening' ? null : requestId;
          words = '';
          show(step);
        }),
        listen('ai.delta', ({ requestId, text }) => {
          if (requestId !== writing) return;
          words += text;
          arriving = arrivingTexts(words, KEYS);
          show('writing');
        }),
      ];
      const answer = await ask(name, { ...input, taskId } as RouteInput<Name>);
      for (const stop of deaf) stop();
      if (running.current !== taskId) return null;
      running.current = null;
      if (answer.ok) {
        setState({ kind: 'done', value: answer.value });
        return answer.value;
      }
      const { message, code } = answer.error;
      setState({ kind: 'failed', message, code, arriving, asked });
      return null;
    },
    [name, cancel],
  );
  return { state, start, cancel };
}
export type StudioTask<Name extends TaskRoute> = ReturnType<typeof useTask<Name>>;
