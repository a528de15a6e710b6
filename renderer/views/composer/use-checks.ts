import { useMemo } from 'react';
import type { Mention } from '../../../shared/domain/mention.ts';
import { hasErrors } from '../../../shared/domain/preflight.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { useRoute } from '../../ipc/queries.ts';
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import { checkDraft } from './draft-checks.ts';
import { messagesOf } from './draft-messages.ts';

/** What each account gets of the draft as it is now, and what the pre-flight check says of it. */
export function useChecks(
  draft: Draft,
  accounts: readonly Account[],
  mentions: readonly Mention[],
) {
  const hasRelay = useRoute('relay.get', {}).data?.relay !== null;
  // Of all of a draft only these are looked at: a label or a category checks nothing anew.
  const { text, threading, firstComment, targets, media } = draft;
  const drawn = useMemo(() => {
    const said = { ...EMPTY_DRAFT, text, threading, firstComment, targets, media };
    const messages = messagesOf(said, accounts, mentions);
    return { messages, checks: checkDraft(said, accounts, { messages, hasRelay, mentions }) };
  }, [text, threading, firstComment, targets, media, accounts, hasRelay, mentions]);
  return {
    ...drawn,
    /** Whether words that are newer than what is drawn may go out: a key to send may follow the last letter at once. */
    isReady: (written: Draft) =>
      !hasErrors(checkDraft(written, accounts, { hasRelay, mentions }).findings),
  };
}
