import { describe, expect, it } from 'vitest';
import {
  grownLines,
  growthAnswer,
  performanceAnswer,
  postsIn,
  signed,
  viewsAnswer,
} from '../../../../../renderer/views/today/answers.ts';

const day = (measured: number, engagement: number | null, views: number | null = null) => ({
  ...{ posts: measured, measured, engagement, views },
});
/** Thirty days with these at their beginning. */
const month = (...first: ReturnType<typeof day>[]) => [
  ...first,
  ...Array.from({ length: 30 - first.length }, () => day(0, null)),
];
const earlier = (measured: number, engagement: number | null) => ({ measured, engagement });

describe('how posts do', () => {
  it('is told beside the days before, post by post', () => {
    const days = month(day(4, 480));
    expect(postsIn({ days })).toBe(4);
    expect(performanceAnswer({ days, before: earlier(10, 1000) })).toBe(
      'Posts do 20 % better than in the 30 days before',
    );
    expect(performanceAnswer({ days, before: earlier(4, 960) })).toBe(
      'Posts do 50 % worse than in the 30 days before',
    );
    expect(performanceAnswer({ days, before: earlier(4, 470) })).toBe(
      'Posts do about as well as in the 30 days before',
    );
  });

  it('is not compared with too little, and nothing is made up where nothing is known', () => {
    expect(performanceAnswer({ days: month(day(4, 480)), before: earlier(2, 10) })).toBe(
      '480 engagement from 4 posts',
    );
    expect(performanceAnswer({ days: month(day(1, 7)), before: earlier(0, null) })).toBe(
      '7 engagement from 1 post',
    );
    expect(performanceAnswer({ days: month(), before: earlier(9, 90) })).toBe('No numbers yet');
    expect(performanceAnswer({ days: month(day(3, 0)), before: earlier(3, 0) })).toBe(
      'As quiet as in the 30 days before',
    );
  });

  it('leaves what still grows out of the comparison', () => {
    const days = month(day(4, 400)).with(-1, day(6, 6));
    expect(performanceAnswer({ days, before: earlier(4, 400) })).toBe(
      'Posts do about as well as in the 30 days before',
    );
  });

  it('says that views are not provided, and never that there were none', () => {
    expect(viewsAnswer({ days: month(day(1, 1)) })).toBe('No network provides views');
    expect(viewsAnswer({ days: month(day(1, 1, 1200), day(1, 1, 34)) })).toBe('1,234 views so far');
  });
});

describe('how accounts grow', () => {
  const lines = grownLines([
    { network: 'x', values: [null, 100, 130] },
    { network: 'bluesky', values: [null, 10, 8] },
  ]);

  it('is told since the first day, each network beside its own beginning', () => {
    expect(lines).toEqual([
      { network: 'x', now: 130, change: 30, changes: [null, 0, 30] },
      { network: 'bluesky', now: 8, change: -2, changes: [null, 0, -2] },
    ]);
    expect(growthAnswer(lines, '24 Oct')).toBe('28 more followers than on 24 Oct');
    expect(growthAnswer(lines.slice(1), '24 Oct')).toBe('2 fewer followers than on 24 Oct');
    expect(growthAnswer(grownLines([{ network: 'x', values: [3, 4] }]), '1 Nov')).toBe(
      '1 more follower than on 1 Nov',
    );
  });

  it('waits for a second day', () => {
    expect(growthAnswer(grownLines([{ network: 'x', values: [null, 3] }]), '23 Nov')).toBe(
      'Growth shows from tomorrow on',
    );
    expect(growthAnswer([], null)).toBe('No followers are known yet');
  });

  it('signs with a true minus', () => {
    expect([signed(1200), signed(0), signed(-3)]).toEqual(['+1,200', '0', '−3']);
  });
});
