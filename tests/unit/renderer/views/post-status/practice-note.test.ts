import { expect, it } from 'vitest';
import { practiceNote } from '../../../../../renderer/views/post-status/practice-note.ts';

const real = { handle: 'real', practice: false };
const ada = { handle: 'ada', practice: true };

it('says nothing of real accounts, all of practice ones, and keeps the two apart', () => {
  expect(practiceNote([])).toBeNull();
  expect(practiceNote([real])).toBeNull();
  expect(practiceNote([ada, ada])).toBe('Practice: nobody sees this.');
  expect(practiceNote([ada, real])).toBe(
    'Practice: nobody sees what goes to @ada. The other account is real.',
  );
  expect(practiceNote([ada, real, real])).toContain('The other accounts are real.');
});
