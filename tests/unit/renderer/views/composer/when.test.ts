import { describe, expect, it } from 'vitest';
import type { TimeStyle } from '../../../../../renderer/views/calendar/time.ts';
import {
  readTime,
  shiftSentence,
  whenSuggestions,
} from '../../../../../renderer/views/composer/when.ts';

const berlin: TimeStyle = { zone: 'Europe/Berlin', hourCycle: 'h23', locale: 'en-GB' };

describe('readTime', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['21.05', '21:05'],
    [' 2105 ', '21:05'],
    ['9pm', '21:00'],
    ['9:30 PM', '21:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['0:00', '00:00'],
    ['9 a.m.', '09:00'],
  ])('%s is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(['', 'noon', '24', '9:60', '13pm', '0 am', '99999', '-1'])('%s is none', (typed) => {
    expect(readTime(typed)).toBeNull();
  });
});

describe('whenSuggestions', () => {
  it('offers the next hour, tomorrow and Monday', () => {
    expect(whenSuggestions(Date.parse('2026-11-24T08:12:00Z'), berlin)).toEqual([
      { label: 'Next hour, 10:00', wall: '2026-11-24T10:00' },
      { label: 'Tomorrow 9:00', wall: '2026-11-25T09:00' },
      { label: 'Monday 9:00', wall: '2026-11-30T09:00' },
    ]);
  });

  it('says a time once: on a Sunday, tomorrow is Monday', () => {
    const labels = whenSuggestions(Date.parse('2026-11-29T08:12:00Z'), berlin).map(
      ({ label }) => label,
    );
    expect(labels).toEqual(['Next hour, 10:00', 'Tomorrow 9:00']);
  });
});

describe('shiftSentence', () => {
  it('explains the hour that spring skips', () => {
    expect(shiftSentence('2027-03-28T02:30', berlin)).toBe(
      'The clocks go forward on 28 March and skip 2:30. It goes out at 3:30.',
    );
  });

  it('explains the hour that autumn repeats', () => {
    expect(shiftSentence('2026-10-25T02:30', berlin)).toBe(
      'The clocks go back on 25 October, so 2:30 comes twice. The first one is taken.',
    );
  });

  it('says nothing on other days', () => {
    expect(shiftSentence('2026-11-24T09:00', berlin)).toBeNull();
  });
});
