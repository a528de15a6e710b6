import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../../../renderer/views/inbox/name-of.ts';
import { pace } from '../../../../../renderer/views/inbox/pace.ts';
import { snoozeTimes } from '../../../../../renderer/views/inbox/snooze-times.ts';

const at = (text: string) => Date.parse(text);
const MINUTE = 60_000;

describe('when something comes back', () => {
  const labels = (now: string) => snoozeTimes(at(now), 'Europe/Berlin').map(({ label }) => label);

  it('is later than now, at times of day that a person keeps', () => {
    const times = snoozeTimes(at('2026-11-25T08:00:00Z'), 'Europe/Berlin');
    expect(times.map(({ label, until }) => [label, new Date(until).toISOString()])).toEqual([
      ['In 3 hours', '2026-11-25T11:00:00.000Z'],
      ['This evening', '2026-11-25T17:00:00.000Z'],
      ['Tomorrow morning', '2026-11-26T08:00:00.000Z'],
      ['Monday morning', '2026-11-30T08:00:00.000Z'],
      ['In a week', '2026-12-02T08:00:00.000Z'],
    ]);
  });

  it('offers no evening that is over, and no time twice', () => {
    expect(labels('2026-11-25T20:00:00Z')).not.toContain('This evening');
    // On a Sunday tomorrow is Monday.
    expect(labels('2026-11-29T10:00:00Z')).not.toContain('Monday morning');
  });

  it('stays at nine where the clocks change meanwhile', () => {
    const [, , tomorrow] = snoozeTimes(at('2026-10-24T08:00:00Z'), 'Europe/Berlin');
    expect(new Date(tomorrow?.until ?? 0).toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });
});

describe('how fast answers were', () => {
  const one = { clientId: 'a', answered: 4, waiting: 1, median: 95 * MINUTE, withinDay: 0.75 };

  it('is told of one client with its middle, and of several with the share of all', () => {
    expect(pace([one])).toBe('Half answered in 2 h · 75 % within a day');
    expect(pace([one], { short: true })).toBe('Half answered in 2 h');
    const other = { ...one, clientId: 'b', answered: 12, withinDay: 1 };
    expect(pace([one, other])).toBe('Answered: 94 % within a day');
  });

  it('is not told of nothing', () => {
    expect(pace([])).toBeNull();
    expect(pace([{ ...one, answered: 0, median: null, withinDay: null }])).toBeNull();
  });
});

it('speaks of somebody by the handle, where it is one', () => {
  expect(nameOf({ handle: 'ada.test', author: 'Ada' })).toBe('@ada.test');
  expect(nameOf({ handle: 'The Bread Shelf', author: 'The Bread Shelf' })).toBe('The Bread Shelf');
  expect(nameOf({ handle: 'Yuki', author: 'Yuki' })).toBe('Yuki');
  expect(nameOf({ handle: '', author: '' })).toBe('somebody');
});
