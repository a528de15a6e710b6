import { describe, expect, it } from 'vitest';
import {
  daysIn,
  monthsOf,
  spanChoices,
  spanText,
  wantedIn,
  weeksOf,
} from '../../../../../renderer/views/plan/plan-span.ts';
import type { PlanProposal } from '../../../../../shared/ipc/views.ts';

const LOCALE = 'en-GB';

describe('the days of a plan', () => {
  it('are offered as people speak of them, over the end of a year', () => {
    expect(spanChoices('2026-11-23', LOCALE)).toEqual([
      { id: 'rest', label: 'The rest of November', first: '2026-11-23', last: '2026-11-30' },
      { id: 'next', label: 'December', first: '2026-12-01', last: '2026-12-31' },
      { id: 'after', label: 'January', first: '2027-01-01', last: '2027-01-31' },
      { id: 'thirty', label: 'The next 30 days', first: '2026-11-24', last: '2026-12-23' },
    ]);
    // Of the last days of a month nobody makes a plan.
    expect(spanChoices('2026-11-27', LOCALE).map(({ id }) => id)).toEqual([
      'next',
      'after',
      'thirty',
    ]);
  });

  it('are counted with both ends, and told in one line', () => {
    expect(daysIn({ first: '2026-12-01', last: '2026-12-31' })).toBe(31);
    expect(daysIn({ first: '2026-12-02', last: '2026-12-01' })).toBe(0);
    expect(spanText({ first: '2026-12-01', last: '2026-12-31' }, LOCALE)).toMatch(
      /^1 ?– ?31 December 2026$/,
    );
    expect(monthsOf({ first: '2026-11-24', last: '2027-01-02' })).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
  });

  it('have no more posts than free slots', () => {
    const december = { first: '2026-12-01', last: '2026-12-31' };
    expect(wantedIn(december, 3, null)).toBe(13);
    expect(wantedIn(december, 3, 4)).toBe(4);
    expect(wantedIn(december, 3, 0)).toBe(0);
  });
});

describe('proposals by week', () => {
  it('follow the first day of the week that the person chose', () => {
    const on = (day: string) => ({ id: day, wallTime: `${day}T09:00` }) as PlanProposal;
    const all = [on('2026-12-05'), on('2026-12-06'), on('2026-12-07')];
    const weeks = (start: 'monday' | 'sunday') =>
      weeksOf(all, start, LOCALE).map(({ day, proposals }) => [day, proposals.length]);
    expect(weeks('monday')).toEqual([
      ['2026-11-30', 2],
      ['2026-12-07', 1],
    ]);
    expect(weeks('sunday')).toEqual([
      ['2026-11-29', 1],
      ['2026-12-06', 2],
    ]);
  });
});
