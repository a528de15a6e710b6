import { useQueryClient } from '@tanstack/react-query';
import type { Settings } from '../../../shared/ipc/views.ts';
import { sentenceOf } from '../../ipc/client.ts';
import { routeKey, useRouteMutation } from '../../ipc/queries.ts';
import { toast } from '../../ui/toast.tsx';

/** Changes settings at once on screen, and takes it back with the reason where main refuses. */
export function useUpdateSettings() {
  const queries = useQueryClient();
  const update = useRouteMutation('settings.update');
  const key = routeKey('settings.get', {});
  return (change: Partial<Settings>) => {
    const before = queries.getQueryData<Settings>(key);
    if (before) queries.setQueryData<Settings>(key, { ...before, ...change });
    update.mutate(change, {
      onSuccess: (after) => queries.setQueryData(key, after),
      onError: (error) => {
        if (before) queries.setQueryData(key, before);
        toast.failed(sentenceOf(error));
      },
    });
  };
}
