import { useMemo } from 'react';
import type { Account } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';
import type { Draft } from './draft.ts';
import { checkDraft } from './draft-checks.ts';
import { messagesOf } from './draft-messages.ts';

/** What each account gets of the draft as it is now, and what the pre-flight check says of it. */
export function useChecks(draft: Draft, accounts: readonly Account[]) {
  const hasRelay = useRoute('relay.get', {}).data?.relay !== null;
  return useMemo(() => {
    const messages = messagesOf(draft, accounts);
    return { messages, checks: checkDraft(draft, accounts, { messages, hasRelay }) };
  }, [draft, accounts, hasRelay]);
}
