import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byDay,
  CALENDAR_VIEWS,
  onDay,
  shortTitle,
  spanTitle,
  step,
  visibleSpan,
  WEEK_START_DAY,
  type WeekStart,
} from '../../../../../renderer/views/calendar/span.ts';

const BERLIN = 'Europe/Berlin';

describe('visibleSpan', () => {
  it('fills a month up to whole weeks', () => {
    const span = visibleSpan('month', '2026-11-24', 'monday', BERLIN);
    expect(span).toMatchObject({ first: '2026-10-26', end: '2026-12-07' });
    expect(new Date(span.from).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });

  it('takes no week more than the month needs', () => {
    // February 2027 begins on a Monday and has 28 days.
    expect(visibleSpan('month', '2027-02-10', 'monday', BERLIN)).toMatchObject({
      first: '2027-02-01',
      end: '2027-03-01',
    });
  });

  it('begins the week where the settings say', () => {
    const firsts = (['monday', 'sunday', 'saturday'] as const).map(
      (weekStart) => visibleSpan('week', '2026-11-24', weekStart, BERLIN).first,
    );
    expect(firsts).toEqual(['2026-11-23', '2026-11-22', '2026-11-21']);
  });

  it('is a calendar month in the list', () => {
    expect(visibleSpan('list', '2026-11-24', 'monday', BERLIN)).toMatchObject({
      first: '2026-11-01',
      end: '2026-12-01',
    });
  });

  it('gives the days of a change of clocks their 23 and 25 hours', () => {
    const hours = (date: string) => {
      const { from, to } = visibleSpan('day', date, 'monday', BERLIN);
      return (to - from) / 3_600_000;
    };
    expect([hours('2027-03-28'), hours('2026-10-25'), hours('2026-11-24')]).toEqual([23, 25, 24]);
  });

  it('always holds its date, starts on the first day of a week, and spans whole weeks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('month' as const, 'week' as const),
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.constantFrom<WeekStart>('monday', 'sunday', 'saturday'),
        (view, day, weekStart) => {
          const date = day.toISOString().slice(0, 10);
          const { first, end } = visibleSpan(view, date, weekStart, 'UTC');
          const days = (Date.parse(end) - Date.parse(first)) / 86_400_000;
          expect(first <= date && date < end).toBe(true);
          expect(new Date(first).getUTCDay()).toBe(WEEK_START_DAY[weekStart]);
          expect(days % 7).toBe(0);
        },
      ),
    );
  });
});

describe('step', () => {
  it('goes from the end of a month to the next one, never past it', () => {
    expect(step('month', '2026-01-31', 1)).toBe('2026-02-01');
    expect(step('list', '2026-03-31', -1)).toBe('2026-02-01');
  });

  it('goes forward and back to the same span', () => {
    for (const view of CALENDAR_VIEWS) {
      const there = visibleSpan(view, '2026-11-24', 'monday', BERLIN);
      const back = step(view, step(view, '2026-11-24', 1), -1);
      expect(visibleSpan(view, back, 'monday', BERLIN)).toEqual(there);
    }
  });
});

describe('shortTitle', () => {
  it('fits a narrow window; a month needs none', () => {
    const short = (view: 'day' | 'week' | 'month') =>
      shortTitle(view, '2026-11-24', 'monday', 'en-GB');
    expect(short('day')).toMatch(/^Tue,? 24 Nov$/);
    expect(short('week')).toMatch(/^23\s?–\s?29 Nov$/);
    expect(short('month')).toBeUndefined();
  });
});

describe('spanTitle', () => {
  it.each([
    ['month', /^November 2026$/],
    ['list', /^November 2026$/],
    // Versions of ICU differ in a space and a comma.
    ['week', /^23 ?– ?29 November 2026$/],
    ['day', /^Tuesday,? 24 November 2026$/],
  ] as const)('of a %s is like %s', (view, title) => {
    expect(spanTitle(view, '2026-11-24', 'monday', 'en-GB')).toMatch(title);
  });

  it('names both months of a week that lies in two', () => {
    expect(spanTitle('week', '2026-12-01', 'monday', 'en-GB')).toMatch(/^30 Nov.*6 Dec 2026$/);
  });
});

it('keeps the time of day on another day', () => {
  expect(onDay('2026-12-01', '2026-11-24T09:30')).toBe('2026-12-01T09:30');
});

describe('byDay', () => {
  const at = (time: string) => ({ scheduledAt: Date.parse(time) });

  it('sorts posts into the days of the zone and leaves out what lies before or after', () => {
    const span = visibleSpan('week', '2026-11-24', 'monday', BERLIN);
    const items = [
      at('2026-11-20T12:00:00Z'),
      // 0:30 on Tuesday in Berlin.
      at('2026-11-23T23:30:00Z'),
      at('2026-11-24T12:00:00Z'),
      at('2026-11-29T22:59:00Z'),
      at('2026-11-29T23:00:00Z'),
    ];
    const days = byDay(span, items, BERLIN);
    expect(days.map(({ day, items: posts }) => [day, posts.length])).toEqual([
      ['2026-11-23', 0],
      ['2026-11-24', 2],
      ['2026-11-25', 0],
      ['2026-11-26', 0],
      ['2026-11-27', 0],
      ['2026-11-28', 0],
      ['2026-11-29', 1],
    ]);
  });
});
