import { useEffect } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { type Draft, hasTarget, toggleTarget } from './draft.ts';

/** Where there is one account, there is nothing to choose. */
export function useOnlyAccount(
  isFresh: boolean,
  accounts: readonly Account[],
  change: (edit: (draft: Draft) => Draft) => void,
): void {
  const [only] = accounts;
  const id = isFresh && accounts.length === 1 && only?.status !== 'disabled' ? only?.id : undefined;
  useEffect(() => {
    if (id) change((draft) => (hasTarget(draft, id) ? draft : toggleTarget(draft, id)));
  }, [id, change]);
}

/** The networks whose room the shown text takes. */
export function networksOf(
  draft: Pick<Draft, 'targets'>,
  accounts: readonly Account[],
  open: string | null,
): readonly NetworkId[] {
  const chosen = accounts.filter(
    ({ id }) => hasTarget(draft, id) && (open === null ? true : id === open),
  );
  const networks = [...new Set(chosen.map(({ network }) => network))];
  return networks.length > 0 ? networks : ['bluesky'];
}
