import { useState } from 'react';
import type { PromptText } from '../../../shared/domain/prompts/template.ts';
import type { Prompt } from '../../../shared/ipc/views.ts';

interface PromptDraft extends PromptText {
  /** What the person says of it. */
  note: string;
}

/** What was written and not kept yet, by prompt: another prompt or view in between loses nothing of it. */
const drafts = new Map<string, PromptDraft>();

/** The text that is being written; what is used until something is changed. */
export function usePromptDraft({ feature, clientId, used }: Prompt) {
  const key = `${feature} ${clientId}`;
  const [, redraw] = useState(0);
  const { system, user, note } = drafts.get(key) ?? { ...used, note: '' };
  const text: PromptDraft = { system, user, note };
  return {
    text,
    isChanged: system !== used.system || user !== used.user,
    write(change: Partial<PromptDraft>) {
      const next = { ...text, ...change };
      // What says the same as what is used is no draft.
      if (next.system === used.system && next.user === used.user && next.note === '')
        drafts.delete(key);
      else drafts.set(key, next);
      redraw((count) => count + 1);
    },
    forget() {
      drafts.delete(key);
      redraw((count) => count + 1);
    },
  };
}
