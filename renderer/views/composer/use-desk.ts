import { useDeferredValue, useMemo, useState } from 'react';
import type { TextLimit } from '../../../shared/domain/network.ts';
import { isEditable } from '../../../shared/domain/post-status.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { Account, Post } from '../../../shared/ipc/views.ts';
import { useMentions } from '../library/use-library.ts';
import { networksOf } from './account-choice.ts';
import { type Draft, followsMain, hasTarget, textFor } from './draft.ts';
import { type Room, roomsOf } from './draft-messages.ts';
import { threadMarks } from './thread-marks.ts';
import { useChecks } from './use-checks.ts';

export type Desk = ReturnType<typeof useDesk>;

interface DeskOptions {
  draft: Draft;
  clientId: string;
  accounts: readonly Account[];
  post: Post | null;
}

/**
 * What lies on the desk: the text that is open, and what follows from the draft. A key is drawn at once; counts, checks
 * and previews are of `settled`, which comes after it as soon as there is time.
 */
export function useDesk({ draft, clientId, accounts, post }: DeskOptions) {
  const [tab, setTab] = useState<string | null>(null);
  const { targets } = draft;
  const open = tab !== null && hasTarget(draft, tab) ? tab : null;
  const isOwn = targets.find(({ accountId }) => accountId === open)?.text != null;
  const text = open === null ? draft.text : textFor(draft, open);
  const isLocked = post !== null && !isEditable(post.status);
  const networks = useMemo(
    () => networksOf({ targets }, accounts, open),
    [targets, accounts, open],
  );
  const mentions = useMentions(clientId);
  const settled = useDeferredValue(draft);
  const { messages, checks, isReady } = useChecks(settled, accounts, mentions);
  const shown = useMemo(
    () =>
      messages.filter(({ accountId }) =>
        open === null ? followsMain(settled, accountId) : accountId === open,
      ),
    [messages, open, settled],
  );
  const written = open === null ? settled.text : textFor(settled, open);
  const rooms = useMemo(
    () => roomsOf(shown, networks, written, mentions),
    [shown, networks, written, mentions],
  );
  const limits = useMemo(() => limitsFor(written, rooms), [written, rooms]);
  // Words that a network gets otherwise have their places elsewhere.
  const marks = useMemo(
    () => threadMarks(shown.filter((message) => message.text === written)),
    [shown, written],
  );
  return {
    /** Whose version is open; null for the main text. */
    open,
    openTab: setTab,
    /** The version that is open has words of its own. */
    isOwn,
    text,
    isLocked,
    mayWrite: !isLocked && (open === null || isOwn),
    networks,
    settled,
    messages,
    checks,
    isReady,
    /** Of the accounts that get the text that is open. */
    shown,
    rooms,
    /** Of those that take it as one post. */
    limits,
    /** Where the parts of a thread begin in the text. */
    marks,
  };
}

/** With words that a network gets otherwise, only what is over there is marked: its places are not those of the text. */
const limitsFor = (text: string, rooms: readonly Room[]): TextLimit[] =>
  rooms
    .filter((room) => room.parts === 1)
    .filter((room) => room.text === text || measureText(room.text, room.limit).over)
    .map(({ limit }) => limit);
