import { describe, expect, it } from 'vitest';
import { moodAnswer, shareOf } from '../../../../../renderer/views/inbox/mood-answer.ts';

const span = (positive: number, neutral: number, negative: number, unknown = 0) => ({
  ...{ positive, neutral, negative, unknown },
});
/** Twelve weeks: eight of one kind, then four of another. */
const weeks = (before: ReturnType<typeof span>, after: ReturnType<typeof span>) => [
  ...Array.from({ length: 8 }, () => before),
  ...Array.from({ length: 4 }, () => after),
];

describe('the answer of the mood’s chart', () => {
  it('tells of criticism first, then of praise, each beside the time before', () => {
    expect(moodAnswer(weeks(span(5, 4, 1), span(5, 3, 2)))).toBe(
      'More criticism: 20 %, 10 % before',
    );
    expect(moodAnswer(weeks(span(5, 3, 2), span(5, 5, 0)))).toBe(
      'Less criticism: 0 %, 20 % before',
    );
    expect(moodAnswer(weeks(span(5, 4, 1), span(7, 2, 1)))).toBe('More praise: 70 %, 50 % before');
    expect(moodAnswer(weeks(span(5, 4, 1), span(5, 4, 1)))).toBe(
      'About as before: 50 % positive, 10 % negative',
    );
  });

  it('compares nothing where there are too few, and judges nothing of none', () => {
    expect(moodAnswer(weeks(span(1, 0, 0), span(0, 0, 2)))).toBe('50 % positive, 50 % negative');
    expect(moodAnswer(weeks(span(0, 0, 0, 9), span(0, 0, 0, 9)))).toBe('Nothing to judge yet');
    expect(shareOf([span(0, 0, 0, 3)], 'negative')).toBeNull();
  });
});
