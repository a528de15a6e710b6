import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { ClientProfile } from '../../../shared/ipc/views.ts';
import { ask } from '../../ipc/client.ts';
import { routeKey } from '../../ipc/queries.ts';

export type ClientChanges = Omit<RouteInput<'clients.update'>, 'id'>;
export type KeepClient = (changes: ClientChanges) => Promise<string | null>;

/** Stores fields of a client; answers with what is wrong, or null. What was stored is shown at once. */
export function useKeepClient(id: string): KeepClient {
  const queries = useQueryClient();
  return useCallback(
    async (changes) => {
      const answer = await ask('clients.update', { id, ...changes });
      if (!answer.ok) return answer.error.message;
      queries.setQueryData<ClientProfile>(
        routeKey('clients.get', { id }),
        (old) => old && ({ ...old, ...changes, ...answer.value } as ClientProfile),
      );
      return null;
    },
    [id, queries],
  );
}
