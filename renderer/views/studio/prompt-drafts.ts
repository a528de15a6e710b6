import { useState } from 'react';
import type { PromptText } from '../../../shared/domain/prompts/template.ts';
import type { Prompt } from '../../../shared/ipc/views.ts';

/** What was written and not kept yet, by prompt: another prompt or view in between loses nothing of it. */
const drafts = new Map<string, PromptText>();

/** The text that is being written; what is used until something is changed. */
export function usePromptDraft({ feature, clientId, used }: Prompt) {
  const key = `${feature} ${clientId}`;
  const [, redraw] = useState(0);
  const text: PromptText = drafts.get(key) ?? used;
  const isChanged = text.system !== used.system || text.user !== used.user;
  return {
    text,
    isChanged,
    write(change: Partial<PromptText>) {
      const { system, user } = text;
      drafts.set(key, { system, user, ...change });
      redraw((count) => count + 1);
    },
    forget() {
      drafts.delete(key);
      redraw((count) => count + 1);
    },
  };
}
