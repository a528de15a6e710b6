import { useMemo } from 'react';
import type { Mention } from '../../../shared/domain/mention.ts';
import type { LibraryItem } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';

export type LibraryKindOf<Kind extends LibraryItem['kind']> = Extract<LibraryItem, { kind: Kind }>;

const NONE: readonly LibraryItem[] = [];

/** Of a client with what is for all clients, or everything; one question for whoever asks. */
export function useLibrary(clientId: string | null): readonly LibraryItem[] {
  const all = useRoute('library.list', {}).data ?? NONE;
  return useMemo(
    () =>
      clientId === null
        ? all
        : all.filter((item) => item.clientId === null || item.clientId === clientId),
    [all, clientId],
  );
}

/** Whom texts of a client may mention, its own before those of all clients, as the publisher looks for them. */
export function useMentions(clientId: string): readonly Mention[] {
  const items = useLibrary(clientId);
  return useMemo(
    () =>
      items
        .filter((item) => item.kind === 'mention')
        .sort((a, b) => Number(a.clientId === null) - Number(b.clientId === null))
        .map(({ name, content }) => ({ name, ...content })),
    [items],
  );
}
