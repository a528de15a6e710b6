import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotTimeText, weekdayText } from '../../../../../renderer/views/slots/slot-time.ts';
import {
  addTimes,
  copyDay,
  daysFrom,
  fillWeek,
  hasSlot,
  QUICK_FILLS,
  removeTime,
  type Slot,
  sameSlots,
  savedSentence,
  timesOf,
  toggleSlot,
  WEEKDAYS,
  weekSentence,
} from '../../../../../renderer/views/slots/week.ts';

const slot = (weekday: number, time: string, accountId: string | null = null): Slot => ({
  weekday,
  time,
  accountId,
});
const told = (slots: readonly Slot[]) =>
  slots.map(({ weekday, time, accountId }) => `${weekday} ${time} ${accountId ?? 'all'}`);

const anySlot = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  time: fc.constantFrom('08:00', '09:00', '17:30'),
  accountId: fc.constantFrom(null, 'a', 'b'),
});
/** As the editor has them: each once, in order. */
const anyWeek = fc.array(anySlot, { maxLength: 20 }).map((slots) => {
  const week: Slot[] = [];
  return slots.reduce((all, one) => addTimes(all, [one.weekday], [one.time], one.accountId), week);
});

describe('the times of a week', () => {
  it('are toggled, twice is as before', () => {
    fc.assert(
      fc.property(anyWeek, anySlot, (week, one) => {
        const once = toggleSlot(week, one);
        expect(hasSlot(once, one)).toBe(!hasSlot(week, one));
        expect(toggleSlot(once, one)).toEqual(week);
      }),
    );
  });

  it('are added on several days, each once and in order', () => {
    const week = addTimes([slot(5, '09:00')], [5, 1], ['17:00', '09:00'], null);
    expect(told(week)).toEqual(['1 09:00 all', '1 17:00 all', '5 09:00 all', '5 17:00 all']);
  });

  it('of one day take the place of those of others, for these accounts alone', () => {
    fc.assert(
      fc.property(anyWeek, fc.integer({ min: 1, max: 7 }), (week, from) => {
        const copied = copyDay(week, from, WEEKDAYS, 'a');
        const of = (slots: readonly Slot[], day: number, accountId: string | null) =>
          slots
            .filter((one) => one.weekday === day && one.accountId === accountId)
            .map(({ time }) => time);
        for (const day of WEEKDAYS) expect(of(copied, day, 'a')).toEqual(of(week, from, 'a'));
        for (const day of [1, 2, 3, 4, 5, 6, 7])
          for (const other of [null, 'b'])
            expect(of(copied, day, other)).toEqual(of(week, day, other));
      }),
    );
  });

  it('are taken out by row and filled by rhythm, for these accounts alone', () => {
    const week = [slot(1, '09:00'), slot(2, '09:00', 'a'), slot(3, '10:00', 'a')];
    expect(told(removeTime(week, '09:00', null))).toEqual(['2 09:00 a', '3 10:00 a']);
    const [, , thrice] = QUICK_FILLS;
    if (!thrice) throw new Error('No such rhythm');
    const filled = fillWeek(week, thrice, 'a');
    expect(filled).toHaveLength(16);
    expect(told(filled.slice(0, 4))).toEqual([
      '1 09:00 all',
      '1 09:00 a',
      '1 12:30 a',
      '1 17:00 a',
    ]);
  });

  it('have a row where they count, and where one is offered', () => {
    const week = [slot(1, '09:00'), slot(2, '08:00', 'a'), slot(3, '10:00', 'b')];
    expect(timesOf(week, 'a', ['12:30'])).toEqual(['08:00', '09:00', '12:30']);
    expect(timesOf(week, null, [])).toEqual(['08:00', '09:00', '10:00']);
  });

  it('are the same in any order', () => {
    const week = [slot(1, '09:00'), slot(2, '08:00', 'a')];
    expect(sameSlots(week, [...week].reverse())).toBe(true);
    expect(sameSlots(week, [slot(1, '09:00'), slot(2, '08:00')])).toBe(false);
    expect(sameSlots(week, [slot(1, '09:00')])).toBe(false);
  });
});

it('begins the week where the person does', () => {
  expect(daysFrom('monday')).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(daysFrom('sunday')).toEqual([7, 1, 2, 3, 4, 5, 6]);
  expect(daysFrom('saturday')).toEqual([6, 7, 1, 2, 3, 4, 5]);
});

it('names days and times', () => {
  expect([1, 7].map((day) => weekdayText(day, 'en-GB'))).toEqual(['Monday', 'Sunday']);
  expect(weekdayText(3, 'en-GB', 'short')).toBe('Wed');
  expect([slotTimeText('09:05', 'h23'), slotTimeText('12:30', 'h12')]).toEqual([
    '9:05',
    '12:30 PM',
  ]);
});

it('says what saving did', () => {
  expect(weekSentence([])).toBe('No times yet');
  expect(weekSentence([slot(1, '09:00')])).toBe('1 time a week');
  expect(savedSentence('Ada', { moved: 0, left: 0 })).toBe('The queue times of Ada are saved.');
  expect(savedSentence('Ada', { moved: 1, left: 2 })).toBe(
    'The queue times of Ada are saved. 1 post has another time. 2 posts fit no time any more: they keep their times and left the queue.',
  );
});
