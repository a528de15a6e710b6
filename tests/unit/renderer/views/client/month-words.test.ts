import { describe, expect, it } from 'vitest';
import {
  monthName,
  postsLeft,
  postsText,
  timeLeft,
  timeText,
} from '../../../../../renderer/views/client/month-words.ts';

const posts = (published: number, scheduled: number, promised: number | null) => ({
  published,
  scheduled,
  promised,
});

describe('a month in words', () => {
  it('says what is out of what was promised', () => {
    expect(postsText(posts(6, 0, 12))).toBe('6 of 12');
    expect(postsText(posts(6, 0, null))).toBe('6');
    expect(timeText({ worked: 150, promised: 600 })).toBe('2 h 30 min of 10 h');
    expect(timeText({ worked: 0, promised: null })).toBe('0 min');
  });

  it.each([
    [posts(6, 4, 12), '4 scheduled, 2 more to plan'],
    [posts(0, 0, 1), '1 more to plan'],
    [posts(6, 6, 12), '6 scheduled, as promised'],
    [posts(12, 0, 12), 'All that was promised is out'],
    [posts(12, 3, 12), '3 scheduled, 3 more than promised'],
    [posts(3, 2, null), '2 scheduled'],
    [posts(3, 0, null), 'Nothing is scheduled.'],
  ])('says what is left of %o', (month, told) => {
    expect(postsLeft(month)).toBe(told);
  });

  it('says what is left of the time', () => {
    expect(timeLeft({ worked: 90, promised: 600 })).toBe('8 h 30 min left');
    expect(timeLeft({ worked: 600, promised: 600 })).toBe('All of it is used');
    expect(timeLeft({ worked: 615, promised: 600 })).toBe('15 min more than promised');
    expect(timeLeft({ worked: 5, promised: null })).toBe('');
    expect(monthName('2026-11', 'en-GB')).toBe('November 2026');
  });
});
