import { describe, expect, it } from 'vitest';
import {
  clockText,
  dayAt,
  dayText,
  fullWhenText,
  nearText,
  nextFullHour,
  type TimeStyle,
  timeText,
  whenLabel,
  whenText,
  zoneText,
} from '../../../../../renderer/views/calendar/time.ts';

const berlin: TimeStyle = { zone: 'Europe/Berlin', hourCycle: 'h23', locale: 'en-GB' };
const newYork: TimeStyle = { zone: 'America/New_York', hourCycle: 'h12', locale: 'en-US' };
/** Tuesday 24 November 2026, 9:12 in Berlin. */
const NOW = Date.parse('2026-11-24T08:12:00Z');

describe('clockText', () => {
  it.each([
    [0, 0, '0:00', '12 AM'],
    [9, 5, '9:05', '9:05 AM'],
    [12, 0, '12:00', '12 PM'],
    [23, 59, '23:59', '11:59 PM'],
  ] as const)('%i h %i is %s or %s', (hour, minute, long, short) => {
    expect(clockText(hour, minute, 'h23')).toBe(long);
    expect(clockText(hour, minute, 'h12')).toBe(short);
  });
});

describe('times in a zone', () => {
  it('tells the same instant in two zones', () => {
    expect(timeText(NOW, berlin)).toBe('9:12');
    expect(timeText(NOW, newYork)).toBe('3:12 AM');
  });

  it('knows on which day an instant falls', () => {
    const late = Date.parse('2026-11-24T23:30:00Z');
    expect(dayAt(late, 'Europe/Berlin')).toBe('2026-11-25');
    expect(dayAt(late, 'America/New_York')).toBe('2026-11-24');
  });

  it('names the zone by its city and the offset of that day', () => {
    expect(zoneText('Europe/Berlin', NOW, 'en-GB')).toBe('Berlin (GMT+1)');
    expect(zoneText('Europe/Berlin', Date.parse('2026-07-01T12:00:00Z'), 'en-GB')).toBe(
      'Berlin (GMT+2)',
    );
    expect(zoneText('America/New_York', NOW, 'en-US')).toBe('New York (GMT-5)');
    expect(zoneText('UTC', NOW, 'en-GB')).toBe('UTC');
  });
});

describe('dayText', () => {
  it.each([
    ['2026-11-24', 'Today'],
    ['2026-11-25', 'Tomorrow'],
    ['2026-11-23', 'Yesterday'],
    ['2026-11-30', 'Mon'],
    ['2026-12-01', '1 Dec'],
    ['2026-11-03', '3 Nov'],
    ['2027-01-02', '2 Jan 2027'],
  ])('%s is %s', (day, words) => {
    expect(dayText(day, '2026-11-24', 'en-GB')).toBe(words);
  });

  it('follows the order of the locale', () => {
    expect(dayText('2026-12-01', '2026-11-24', 'en-US')).toBe('Dec 1');
  });
});

describe('whole moments', () => {
  it('is short in a list and full on a page', () => {
    const at = Date.parse('2026-11-26T18:30:00Z');
    expect(whenText(at, NOW, berlin)).toBe('Thu 19:30');
    expect(whenText(NOW, NOW, berlin)).toBe('today 9:12');
    expect(whenLabel(NOW, NOW, berlin)).toBe('Today 9:12');
    expect(fullWhenText(at, berlin)).toMatch(/^Thursday,? 26 November 2026, 19:30$/);
  });

  it('tells what is near in minutes and hours, and leaves the rest to the date', () => {
    const minute = 60_000;
    expect(nearText(NOW, NOW)).toBe('now');
    expect(nearText(NOW + minute, NOW)).toBe('in 1 minute');
    expect(nearText(NOW - 59 * minute, NOW)).toBe('59 minutes ago');
    expect(nearText(NOW + 60 * minute, NOW)).toBe('in 1 hour');
    expect(nearText(NOW - 5 * 60 * minute, NOW)).toBe('5 hours ago');
    expect(nearText(NOW + 24 * 60 * minute, NOW)).toBeNull();
  });
});

describe('nextFullHour', () => {
  it('leaves a few minutes to finish', () => {
    expect(nextFullHour(NOW, 'Europe/Berlin')).toBe('2026-11-24T10:00');
    expect(nextFullHour(Date.parse('2026-11-24T08:56:00Z'), 'Europe/Berlin')).toBe(
      '2026-11-24T11:00',
    );
  });

  it('goes over midnight and over the hour that spring skips', () => {
    expect(nextFullHour(Date.parse('2026-11-24T22:30:00Z'), 'Europe/Berlin')).toBe(
      '2026-11-25T00:00',
    );
    // 1:30 in Berlin; 2:00 does not exist that night.
    expect(nextFullHour(Date.parse('2027-03-28T00:30:00Z'), 'Europe/Berlin')).toBe(
      '2027-03-28T03:00',
    );
  });
});
