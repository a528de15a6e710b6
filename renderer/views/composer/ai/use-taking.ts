import type { RefObject } from 'react';
import type { Account, StudioText } from '../../../../shared/ipc/views.ts';
import { ask } from '../../../ipc/client.ts';
import { toast } from '../../../ui/toast.tsx';
import { type Draft, sameDraft, textFor, writeText } from '../draft.ts';
import { rewriteText } from '../insert-text.ts';
import { takeOpen, takeText } from './place-text.ts';

interface TakingOptions {
  postId: string;
  accounts: readonly Account[];
  /** Whose version is open. */
  open: string | null;
  input: RefObject<HTMLTextAreaElement | null>;
  current: () => Draft;
  change: (edit: (draft: Draft) => Draft) => void;
}
export type Taking = ReturnType<typeof useTaking>;

/** What a task says of itself. */
interface Answer {
  requestIds: string[];
}

/** Puts what was proposed into the draft, as an edit that can be undone. */
export function useTaking({ postId, accounts, open, input, current, change }: TakingOptions) {
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

  /** Versions of a prompt are compared by it. Nobody waits for it, and nothing hangs on it. */
  const note = ({ requestIds }: Answer, text: string) => noteTaken(requestIds, postId, text);

  return {
    one(text: StudioText, answer: Answer) {
      put(takeText(current(), accounts, text), 'The text is in the post.');
      note(answer, text.text);
    },
    all(texts: readonly StudioText[], answer: Answer) {
      put(
        texts.reduce((draft, text) => takeText(draft, accounts, text), current()),
        'Every network has its own text.',
      );
      note(answer, texts[0]?.text ?? '');
    },
    /**
     * In place of the text that is open.
     * @param taken what of it is the model’s; nothing where it is put back
     */
    open(text: string, answer?: Answer, taken = text) {
      put(takeOpen(current(), open, text), 'The text is in the post.');
      if (answer) note(answer, taken);
    },
    openText: () => openText(current()),
  };
}

/** Says which answer was taken, and where it went. */
export const noteTaken = (requestIds: string[], postId: string | null, text: string): void => {
  if (requestIds.length > 0) void ask('studio.taken', { requestIds, postId, text });
};
