import { stillIn, type Unasked } from '../../../shared/domain/unasked.ts';

/** An answer that is being written. */
export interface ReplyDraft {
  text: string;
  /** An AI wrote it first. */
  byAi: boolean;
  /** Links and mentions that came with a suggestion, and that the person did not write. */
  suspects: readonly Unasked[];
}

const NOTHING: ReplyDraft = { text: '', byAi: false, suspects: [] };

/** What was typed and not sent, by item: moving on and back loses nothing. */
const drafts = new Map<string, ReplyDraft>();

export const draftOf = (itemId: string): ReplyDraft => drafts.get(itemId) ?? NOTHING;

export function keepDraft(itemId: string, draft: ReplyDraft): void {
  if (draft.text === '') drafts.delete(itemId);
  else drafts.set(itemId, draft);
}

/** Of an empty box nothing is known any more. */
export const withText = (draft: ReplyDraft, text: string): ReplyDraft =>
  text.trim() === '' ? { ...NOTHING, text } : { ...draft, text };

/** What stands in it that the person did not write. */
export const flaggedIn = ({ text, suspects }: ReplyDraft): Unasked[] =>
  suspects.length === 0 ? [] : stillIn(text, suspects);
