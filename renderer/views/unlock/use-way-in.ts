import { useQueryClient } from '@tanstack/react-query';
import type { RouteInput } from '../../../shared/ipc/contract.ts';
import { routeKey, useRouteMutation } from '../../ipc/queries.ts';

type WayIn = 'vault.choosePassphrase' | 'vault.unlock' | 'database.retry' | 'database.restore';

/** A route whose answer is the workspace's new state: the screen follows it at once. */
export function useWayIn<Name extends WayIn>(name: Name) {
  const queries = useQueryClient();
  const mutation = useRouteMutation(name);
  return {
    ...mutation,
    go: (input: RouteInput<Name>) =>
      mutation.mutate(input, {
        onSuccess: async (status) => {
          queries.setQueryData(routeKey('app.status', {}), status);
          await queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
        },
      }),
  };
}
