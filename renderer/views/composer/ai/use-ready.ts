import { useEffect, useState } from 'react';
import { ask, listen } from '../../../ipc/client.ts';

export type Ready =
  | { kind: 'ready'; by: string; warning: string | null }
  | { kind: 'not'; code: string; message: string };

/** Whether AI would answer for a client. Asked again when a connection, a key or a budget changes. */
export function useReady(clientId: string): Ready | null {
  const [ready, setReady] = useState<Ready | null>(null);
  useEffect(() => {
    let isHere = true;
    const look = async () => {
      const answer = await ask('studio.ready', { clientId });
      if (!isHere) return;
      if (!answer.ok) return setReady({ kind: 'not', ...answer.error });
      const { connectionName, model, warning } = answer.value;
      setReady({ kind: 'ready', by: `${connectionName}, ${model}`, warning });
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
