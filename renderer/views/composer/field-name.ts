import type { Account } from '../../../shared/ipc/views.ts';
import type { Field } from './merge/merge-drafts.ts';

const NAMES: Readonly<Record<Exclude<Field, `own ${string}`>, string>> = {
  text: 'Main text',
  firstComment: 'First comment',
  threading: 'Thread',
  category: 'Category',
  media: 'Images and videos',
};

/** What a part of a post is called: "Main text", "Text for @ada". */
export function fieldName(field: Field, accounts: readonly Account[]): string {
  if (field in NAMES) return NAMES[field as keyof typeof NAMES];
  const account = accounts.find(({ id }) => field === `own ${id}`);
  return account ? `Text for @${account.handle}` : 'Text for an account that is gone';
}
