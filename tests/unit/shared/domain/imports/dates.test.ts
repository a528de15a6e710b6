import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessDates } from '../../../../../shared/domain/imports/date-guess.ts';
import { dateIn, offsetOf, readMoment } from '../../../../../shared/domain/imports/dates.ts';
import { readWhen } from '../../../../../shared/domain/imports/moment.ts';

/** `2026-04-03 09:00 +120 Europe/Berlin`, as far as it is said. */
const told = (written: string, order: 'dmy' | 'mdy' | 'ymd' = 'dmy'): string | null => {
  const moment = readMoment(written);
  if (!moment) return null;
  const date = moment.date && dateIn(moment.date, order);
  const two = (value: number) => String(value).padStart(2, '0');
  return [
    date ? `${date.year}-${two(date.month)}-${two(date.day)}` : moment.date ? 'no such day' : '',
    moment.time ? `${two(moment.time.hour)}:${two(moment.time.minute)}` : '',
    moment.offset ?? '',
    moment.zone ?? '',
  ]
    .filter((part) => part !== '')
    .join(' ');
};

describe('a moment as it is written', () => {
  it.each([
    ['2026-04-03', '2026-04-03'],
    ['2026-04-03 09:00', '2026-04-03 09:00'],
    ['2026/4/3 7:05pm', '2026-04-03 19:05'],
    ['20260403', '2026-04-03'],
    ['2026-04-03T09:00:00Z', '2026-04-03 09:00 0'],
    ['2026-04-03T09:00:00.123+02:00', '2026-04-03 09:00 120'],
    ['2026-04-03T09:00+02:00[Europe/Berlin]', '2026-04-03 09:00 120'],
    ['2026-04-03 09:00 Europe/Berlin', '2026-04-03 09:00 Europe/Berlin'],
    ['03/04/2026 9:00 PM', '2026-04-03 21:00'],
    ['3.4.26 9:30 Uhr', '2026-04-03 09:30'],
    ['3. April 2026, 9:00', '2026-04-03 09:00'],
    ['Fri, 3 Apr 2026 09:00:00 +0200', '2026-04-03 09:00 120'],
    ['April 3, 2026 at 9am', '2026-04-03 09:00'],
    ['3 de abril de 2026 10:00', '2026-04-03 10:00'],
    ['3 août 2026', '2026-08-03'],
    ['19-Nov-2026 14:00', '2026-11-19 14:00'],
    ['9h30', '09:30'],
    ['12:00 AM', '00:00'],
    ['12:30 pm', '12:30'],
    ['31/02/2026', 'no such day'],
  ])('%s', (written, meaning) => expect(told(written)).toBe(meaning));

  it.each([
    '',
    'tomorrow',
    'Bread at 9:00',
    '42',
    '9',
    '25:00',
    '13:00 pm',
    '2026-04-03 soon!',
    '1/2',
  ])('is not “%s”', (written) => expect(told(written)).toBeNull());

  it('never fails, whatever stands in a cell', () => {
    fc.assert(fc.property(fc.string(), (text) => void told(text)));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void told(text)));
  });

  it('knows what is ahead of UTC by how much', () => {
    expect(['Z', 'UTC', '+02:00', '-0330', 'GMT+1', 'UTC−5'].map(offsetOf)).toEqual([
      ...[0, 0, 120, -210, 60, -300],
    ]);
    expect(['+15:00', 'CET', 'Europe/Berlin', ''].map(offsetOf)).toEqual([null, null, null, null]);
  });
});

const two = (value: number) => String(value).padStart(2, '0');
const days = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const writers = {
  dmy: (day: string) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`,
  mdy: (day: string) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`,
  ymd: (day: string) => day,
};

describe('the order of a whole column', () => {
  it('is found whenever one value can be read in one way only, and each value means its day then', () => {
    fc.assert(
      fc.property(
        fc.array(days, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('dmy', 'mdy', 'ymd'),
        fc.constantFrom('Europe/Berlin', 'America/New_York'),
        (column, order, zone) => {
          const written = column.map(writers[order as keyof typeof writers]);
          const guess = guessDates(written, zone);
          const isTold = order === 'ymd' || column.some((day) => Number(day.slice(8)) > 12);
          const isSame = column.every((day) => day.slice(5, 7) === day.slice(8));
          expect(guess.ambiguous).toBe(!isTold && !isSame);
          expect(guess.unread).toBe(0);
          if (!isTold) return;
          expect(guess.order === 'mdy').toBe(order === 'mdy');
          for (const [place, text] of written.entries())
            expect(told(text, guess.order)).toBe(column[place]);
        },
      ),
    );
  });

  it('is what is usual where the person lives, and said to be open, where nothing tells it', () => {
    expect(guessDates(['03/04/2026'], 'Europe/Berlin')).toMatchObject({
      order: 'dmy',
      ambiguous: true,
    });
    expect(guessDates(['03/04/2026'], 'America/Chicago')).toMatchObject({
      order: 'mdy',
      ambiguous: true,
    });
    expect(guessDates(['03.04.2026'], 'America/Chicago')).toMatchObject({
      order: 'dmy',
      ambiguous: true,
    });
    expect(guessDates(['04/04/2026'], 'Europe/Berlin').ambiguous).toBe(false);
  });

  it('tells what decided it, which clock it uses, and what is no date', () => {
    expect(guessDates(['03/04/2026 9:00 PM', '', '04/13/2026', 'soon'], 'Europe/Berlin')).toEqual({
      ...{ order: 'mdy', ambiguous: false, decidedBy: '04/13/2026', unread: 1, clock: '12h' },
    });
  });
});

describe('when a row goes out', () => {
  const rules = { order: 'dmy', zone: 'Europe/Berlin', dayTime: '09:00' } as const;
  const when = (date: string, time = '', zone = '') => {
    const read = readWhen({ date, time, zone }, rules);
    if ('problem' in read) return read.problem.code;
    return read.when && `${read.when.wallTime} ${read.when.zone} ${read.when.shift}`;
  };

  it.each([
    [['3/4/2026', '9:30'], '2026-04-03T09:30 Europe/Berlin none'],
    [['3/4/2026 9:30'], '2026-04-03T09:30 Europe/Berlin none'],
    [['3/4/2026'], '2026-04-03T09:00 Europe/Berlin none'],
    [['9:30', '3/4/2026'], '2026-04-03T09:30 Europe/Berlin none'],
    [['3/4/2026', '9:30', 'America/New_York'], '2026-04-03T09:30 America/New_York none'],
    [['3/4/2026', '9:30', 'UTC'], '2026-04-03T09:30 UTC none'],
    [['3/4/2026', '9:30', '+00:00'], '2026-04-03T11:30 Europe/Berlin none'],
    [['2026-04-03T09:30:00Z'], '2026-04-03T11:30 Europe/Berlin none'],
    [['2026-04-03T09:30:00Z', '', 'Asia/Tokyo'], '2026-04-03T18:30 Asia/Tokyo none'],
    [['29/3/2026', '2:30'], '2026-03-29T02:30 Europe/Berlin gap'],
    [['25/10/2026', '2:30'], '2026-10-25T02:30 Europe/Berlin overlap'],
    [['', '9:30'], 'no_date'],
    [['31/2/2026'], 'date_unreadable'],
    [['soon'], 'date_unreadable'],
    [['3/4/2026', 'noon'], 'time_unreadable'],
    [['3/4/2026', '9:30', 'EST'], 'unknown_zone'],
    [['3/4/2026', '9:30', 'Mars/Crater'], 'unknown_zone'],
  ] as const)('%j', (cells, meaning) => expect(when(cells[0], cells[1], cells[2])).toBe(meaning));

  it('is nothing where nothing is said', () => expect(when(' ')).toBeNull());

  it('is the minute that was written, in every zone that has it', () => {
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC'),
        (day, hour, minute, zone) => {
          const read = readWhen(
            { date: day, time: `${hour}:${two(minute)}`, zone },
            { ...rules, zone: 'Pacific/Auckland' },
          );
          if ('problem' in read || !read.when) throw new Error('It was not read');
          expect(read.when.wallTime).toBe(`${day}T${two(hour)}:${two(minute)}`);
          expect(read.when.zone).toBe(zone);
        },
      ),
    );
  });
});
