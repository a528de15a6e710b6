import { useMemo } from 'react';
import type { Label } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';

const NONE: readonly Label[] = [];

/** Every label there is: one question, which all chips, filters and pickers share. */
export const useAllLabels = (): readonly Label[] => useRoute('labels.list', {}).data ?? NONE;

/** What posts of a client may have: its own labels and those of all clients. Null asks for those of all clients alone. */
export function useLabels(clientId: string | null): readonly Label[] {
  const all = useAllLabels();
  return useMemo(
    () => all.filter((label) => label.clientId === null || label.clientId === clientId),
    [all, clientId],
  );
}
