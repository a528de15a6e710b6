import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../../shared/domain/recurrence-rule.ts';
import { describeRule } from '../../../../shared/domain/recurrence-words.ts';

const why = (text: string) => {
  const parsed = parseRule(text, 'UTC');
  return parsed.ok ? null : parsed.why;
};
const words = (text: string, startsAt = '2026-11-23T09:00', cycle?: 'h12') => {
  const parsed = parseRule(text, 'Europe/Berlin');
  if (!parsed.ok) throw new Error(parsed.why);
  return describeRule(parsed.rule, startsAt, cycle);
};

describe('a rule', () => {
  it('is read by its parts', () => {
    expect(
      parseRule('FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2MO;UNTIL=20270131T225959Z', 'Europe/Berlin'),
    ).toEqual({
      ok: true,
      rule: {
        freq: 'MONTHLY',
        interval: 2,
        count: null,
        until: '2027-01-31T23:59:59',
        byDay: [
          { position: -1, weekday: 'FR' },
          { position: 2, weekday: 'MO' },
        ],
        byMonth: [],
        byMonthDay: [],
        bySetPos: [],
        weekStart: null,
      },
    });
  });

  it.each([
    ['FREQ=HOURLY', /once a day/],
    ['FREQ=MINUTELY;INTERVAL=1440', /once a day/],
    ['FREQ=SECONDLY', /once a day/],
    ['FREQ=DAILY;BYHOUR=9,17', /time of day/],
    ['FREQ=DAILY;BYMINUTE=0,30', /time of day/],
    ['FREQ=OFTEN', /daily, weekly/],
    ['INTERVAL=2', /FREQ is missing/],
    ['', /RFC 5545/],
    ['RRULE:FREQ=DAILY', /RFC 5545/],
    ['FREQ=DAILY;', /RFC 5545/],
    ['FREQ=DAILY;FREQ=DAILY', /twice/],
    ['FREQ=DAILY;BYWEEKNO=3', /doesn’t know BYWEEKNO/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL is a whole number from 1/],
    ['FREQ=DAILY;COUNT=0', /COUNT is a whole number from 1/],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101', /not both/],
    ['FREQ=DAILY;UNTIL=20270230', /UNTIL is a day/],
    ['FREQ=DAILY;UNTIL=SOON', /UNTIL is a day/],
    ['FREQ=WEEKLY;BYDAY=XX', /MO, TU/],
    ['FREQ=WEEKLY;BYDAY=2MO', /needs a month/],
    ['FREQ=MONTHLY;BYDAY=0MO', /can’t be 0/],
    ['FREQ=WEEKLY;BYMONTHDAY=1', /doesn’t go with weekly/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /from -31 to 31/],
    ['FREQ=MONTHLY;BYMONTHDAY=0', /can’t be 0/],
    ['FREQ=MONTHLY;BYSETPOS=1', /BYDAY/],
    ['FREQ=YEARLY;BYMONTH=13', /from 1 to 12/],
  ])('%s is refused with a sentence', (text, sentence) => {
    expect(why(text)).toMatch(sentence);
    expect(why(text)).toMatch(/\.$/);
  });

  it('is a rule or a sentence, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(
              fc.tuple(
                fc.constantFrom(
                  'FREQ',
                  'COUNT',
                  'UNTIL',
                  'BYDAY',
                  'BYMONTHDAY',
                  'INTERVAL',
                  'WKST',
                ),
                fc.constantFrom('DAILY', 'WEEKLY', '3', '-1', 'MO', '1MO,TU', '20270101', '0', 'Z'),
              ),
            )
            .map((parts) => parts.map((part) => part.join('=')).join(';')),
        ),
        (text) => {
          const parsed = parseRule(text, 'Europe/Berlin');
          if (parsed.ok)
            expect(describeRule(parsed.rule, '2026-11-23T09:00')).not.toMatch(/undef|NaN/);
          else expect(parsed.why).toMatch(/\S.*\.$/);
        },
      ),
    );
  });
});

describe('a rule in words', () => {
  it.each([
    [
      'FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20270131T225959Z',
      'every Monday and Thursday at 9:00, until 31 January 2027',
    ],
    ['FREQ=WEEKLY', 'every Monday at 9:00'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR',
      'every 2 weeks on Monday, Wednesday and Friday at 9:00',
    ],
    ['FREQ=DAILY', 'every day at 9:00'],
    ['FREQ=DAILY;INTERVAL=3;COUNT=10', 'every 3 days at 9:00, 10 times'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every weekday at 9:00'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=12', 'every weekday in December at 9:00'],
    ['FREQ=DAILY;INTERVAL=2;BYDAY=SA,SU', 'every 2 days, only on Saturday and Sunday at 9:00'],
    ['FREQ=DAILY;BYMONTHDAY=13', 'every day on the 13th at 9:00'],
    ['FREQ=MONTHLY', 'every month on the 23rd at 9:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', 'every month on the 1st and 15th at 9:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'every month on the last day at 9:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', 'every month on the 2nd last day at 9:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR', 'every month on Friday that is the 13th at 9:00'],
    ['FREQ=MONTHLY;BYDAY=2MO', 'every month on the 2nd Monday at 9:00'],
    ['FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3', 'every 3 months on the last Friday at 9:00'],
    ['FREQ=MONTHLY;BYDAY=TU', 'every month on every Tuesday at 9:00'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'every month on the last weekday at 9:00'],
    ['FREQ=YEARLY', 'every year on the 23rd in November at 9:00'],
    ['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=11', 'every year on the 11th in March at 9:00'],
    ['FREQ=DAILY;COUNT=1', 'every day at 9:00, once'],
  ])('%s is “%s”', (text, sentence) => {
    expect(words(text)).toBe(sentence);
  });

  it('tells the time as the person reads it', () => {
    expect(words('FREQ=DAILY', '2026-11-23T14:05')).toBe('every day at 14:05');
    expect(words('FREQ=DAILY', '2026-11-23T14:05', 'h12')).toBe('every day at 2:05 pm');
    expect(words('FREQ=DAILY', '2026-11-23T00:05', 'h12')).toBe('every day at 12:05 am');
  });
});
