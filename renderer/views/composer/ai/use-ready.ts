import { useEffect, useState } from 'react';
import { ask, listen } from '../../../ipc/client.ts';

/** Whether AI would answer, and by what; else why not, in words. */
export type Ready =
  | {
      kind: 'ready';
      connectionName: string;
      model: string;
      /** It reads images. */
      sees: boolean;
      warning: string | null;
    }
  | { kind: 'not'; code: string; message: string };

/** Asked again when a connection, a key or a budget changes; null until it is known. */
export function useReady(clientId: string): Ready | null {
  const [ready, setReady] = useState<Ready | null>(null);
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      const answer = await ask('studio.ready', { clientId });
      if (!isHere) return;
      setReady(answer.ok ? { kind: 'ready', ...answer.value } : { kind: 'not', ...answer.error });
    };
    void look();
    const deaf = listen('ai.changed', ({ requestId }) => requestId === null && void look());
    return () => {
      isHere = false;
      deaf();
    };
  }, [clientId]);
  return ready;
}

/** Where a picture would go, or why it can’t. */
export function lookHint(ready: Ready | null, isCropped: boolean): string {
  if (ready?.kind !== 'ready') return '';
  return ready.sees
    ? `The picture itself is sent to ${ready.connectionName}${isCropped ? ', also what is cropped off' : ''}.`
    : `“${ready.model}” does not read images. Choose a model that does in Settings › AI.`;
}
