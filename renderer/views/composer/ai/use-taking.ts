import type { RefObject } from 'react';
import type { ArrivingText } from '../../../../shared/domain/arriving.ts';
import type { Account, StudioPlace, StudioText } from '../../../../shared/ipc/views.ts';
import { toast } from '../../../ui/toast.tsx';
import { type Draft, sameDraft, textFor, writeText } from '../draft.ts';
import { rewriteText } from '../insert-text.ts';
import { takeOpen, takeText } from './place-text.ts';

interface TakingOptions {
  accounts: readonly Account[];
  /** Whose version is open. */
  open: string | null;
  input: RefObject<HTMLTextAreaElement | null>;
  current: () => Draft;
  change: (edit: (draft: Draft) => Draft) => void;
}
export type Taking = ReturnType<typeof useTaking>;

/** Puts what was proposed into the draft, as an edit that can be undone. */
export function useTaking({ accounts, open, input, current, change }: TakingOptions) {
  const openText = (draft: Draft) => (open === null ? draft.text : textFor(draft, open));

  /** @param said of what was done, where the field's own undo does not take it back */
  function put(next: Draft, said: string): void {
    const before = current();
    const field = input.current;
    const onlyOpen = sameDraft(
      { ...next, byAi: before.byAi },
      writeText(before, open, openText(next)),
    );
    if (onlyOpen && field?.checkVisibility() && !field.readOnly) {
      rewriteText(field, openText(next));
      change((draft) => ({ ...draft, byAi: true }));
      field.focus();
      return;
    }
    change(() => next);
    toast.undoable(said, () =>
      change((draft) => ({
        ...draft,
        text: before.text,
        threading: before.threading,
        byAi: before.byAi,
        targets: draft.targets.map((target) => {
          const was = before.targets.find(({ accountId }) => accountId === target.accountId);
          return was ? { ...target, text: was.text } : target;
        }),
      })),
    );
  }

  return {
    one: (text: StudioText) => put(takeText(current(), accounts, text), 'The text is in the post.'),
    all: (texts: readonly StudioText[]) =>
      put(
        texts.reduce((draft, text) => takeText(draft, accounts, text), current()),
        'Every network has its own text.',
      ),
    /** In place of the text that is open. */
    open: (text: string) => put(takeOpen(current(), open, text), 'The text is in the post.'),
    /** What had come of an answer that was cut: for the network that it names, else in place of the text that is open. */
    came({ text, network }: ArrivingText, places: readonly StudioPlace[]): void {
      const place = places.find((one) => one.network === network);
      const next = place
        ? takeText(current(), accounts, { text: text.trimEnd(), place, parts: 1 })
        : takeOpen(current(), open, text.trimEnd());
      put(next, 'What came is in the post.');
    },
    openText: () => openText(current()),
  };
}
