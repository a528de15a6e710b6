import { expect, it } from 'vitest';
import {
  draftOf,
  flaggedIn,
  keepDraft,
  withText,
} from '../../../../../renderer/views/inbox/reply-drafts.ts';

it('a draft is kept by its comment with what is known of it, and an emptied one is forgotten', () => {
  const draft = {
    ...{ text: 'See evil.example', byAi: true },
    suspects: [{ kind: 'link' as const, text: 'https://evil.example' }],
  };
  keepDraft('one', draft);
  expect(draftOf('one')).toEqual(draft);
  expect(flaggedIn(draftOf('one')).map(({ text }) => text)).toEqual(['evil.example']);
  const edited = withText(draft, 'See you');
  expect([edited.byAi, flaggedIn(edited)]).toEqual([true, []]);
  // What is typed into an emptied box is the person's own.
  expect(withText(edited, ' ')).toEqual({ text: ' ', byAi: false, suspects: [] });
  keepDraft('one', withText(edited, ''));
  expect(draftOf('one').text).toBe('');
});
