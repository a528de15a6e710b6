import { useEffect, useRef, useState } from 'react';
import { arrivingTexts } from '../../../../shared/domain/arriving.ts';
import type { NetworkId } from '../../../../shared/domain/network.ts';
import type { BenchCell, Prompt } from '../../../../shared/ipc/views.ts';
import { ask, listen } from '../../../ipc/client.ts';
import { useRoute } from '../../../ipc/queries.ts';

const NONE: readonly BenchCell[] = [];
const KEYS = ['text', 'tag', 'captions'];

export interface Refusal {
  code: string;
  message: string;
}

export const isOpen = ({ state }: BenchCell): boolean => state === 'queued' || state === 'running';

/** The test bench of a prompt: what was tried, what is being tried, and its words as they come. */
export function useBench({ feature, clientId }: Pick<Prompt, 'feature' | 'clientId'>) {
  const query = useRoute('bench.get', { feature, clientId });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [warning, setWarning] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [, redraw] = useState(0);
  /** Words since this page is open, by request. */
  const words = useRef(new Map<string, string>());
  const open = useRef(new Set<string>());
  const cells = query.data?.cells ?? NONE;

  useEffect(() => {
    open.current = new Set(cells.filter(isOpen).map(({ requestId }) => requestId));
  }, [cells]);
  useEffect(
    () =>
      listen('ai.delta', ({ requestId, text }) => {
        // Words may come before it is known whose they are.
        words.current.set(requestId, (words.current.get(requestId) ?? '') + text);
        if (open.current.has(requestId)) redraw((count) => count + 1);
      }),
    [],
  );

  return {
    query,
    refusal,
    warning,
    isAsking,
    isRunning: isAsking || cells.some(isOpen),

    /** What has come of a cell that is being answered. */
    arriving({ requestId, answer }: BenchCell): string[] {
      const heard = words.current.get(requestId) ?? '';
      // What came before the page was open is only in what is kept.
      return arrivingTexts(heard.length >= answer.length ? heard : answer, KEYS);
    },

    async run(
      versionIds: (string | null)[],
      exampleIds: string[],
      network: NetworkId,
    ): Promise<void> {
      setAsking(true);
      setRefusal(null);
      setWarning(null);
      words.current.clear();
      const answer = await ask('bench.run', { feature, clientId, versionIds, exampleIds, network });
      await query.refetch();
      setAsking(false);
      if (!answer.ok) return setRefusal(answer.error);
      const { refused } = answer.value;
      setWarning(answer.value.warning);
      if (refused !== null) setRefusal({ code: 'over_budget', message: refused });
    },

    async cancel(): Promise<void> {
      await ask('bench.cancel', { feature, clientId });
      await query.refetch();
    },
  };
}
export type BenchState = ReturnType<typeof useBench>;
