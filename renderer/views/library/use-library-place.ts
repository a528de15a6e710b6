import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { LIBRARY_KINDS, type LibraryKind } from '../../../shared/domain/library.ts';

/** Where saved words are looked after: `?library=snippet` opens the sheet over the view, and over the composer. */
export function useLibraryPlace() {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const set = (kind: LibraryKind | null) =>
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (kind === null) next.delete('library');
          else next.set('library', kind);
          return next;
        },
        { replace: true },
      );
    const asked = params.get('library');
    return {
      isOpen: asked !== null,
      kind: LIBRARY_KINDS.find((kind) => kind === asked) ?? 'snippet',
      open: (kind: LibraryKind = 'snippet') => set(kind),
      close: () => set(null),
    };
  }, [params, setParams]);
}
