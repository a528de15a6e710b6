import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { everHappens, occurrencesBetween } from '../../../../shared/domain/recurrence.ts';
import { parseRule, WEEKDAYS } from '../../../../shared/domain/recurrence-rule.ts';
import { resolveWallTime, wallTimeAt } from '../../../../shared/domain/wall-time.ts';
import { CHANGING_ZONES, CLOCK_CHANGES } from '../../../support/zones.ts';

const datesOf = (rule: string, startsAt: string, first: string, last: string, zone = 'UTC') =>
  occurrencesBetween({ rule, startsAt, zone }, first, last).map(({ date }) => date);
const day = (date: string, days: number) => Temporal.PlainDate.from(date).add({ days }).toString();
const someDay = fc.integer({ min: 0, max: 730 }).map((days) => day('2025-11-22', days));
const someTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((at) => new Date(at * 60_000).toISOString().slice(11, 16));
const someRule = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((interval) => `FREQ=DAILY;INTERVAL=${interval}`),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.subarray([...WEEKDAYS], { minLength: 1 }))
    .map(([interval, days]) => `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join()}`),
  fc.integer({ min: 1, max: 31 }).map((date) => `FREQ=MONTHLY;BYMONTHDAY=${date}`),
  fc
    .tuple(fc.constantFrom(1, 2, 3, 4, 5, -1), fc.constantFrom(...WEEKDAYS))
    .map(([position, weekday]) => `FREQ=MONTHLY;BYDAY=${position}${weekday}`),
  fc.constantFrom('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'FREQ=YEARLY;BYMONTH=3,11'),
);

describe('the occurrences of a recurring post', () => {
  it('are there on every day of a change of any clock, once, at the wall time or moved by the gap', () => {
    for (const { zone, at, minutes } of CLOCK_CHANGES) {
      // A minute that is skipped or comes twice.
      const wall = wallTimeAt(at - (minutes < 0 ? 60_000 : 0), zone);
      const skipped = Temporal.PlainDateTime.from(wall).subtract({ minutes: minutes > 0 ? 1 : 0 });
      const first = skipped.toPlainDate().subtract({ days: 3 }).toString();
      const time = skipped.toPlainTime().toString({ smallestUnit: 'minute' });
      const found = occurrencesBetween(
        { rule: 'FREQ=DAILY', startsAt: `${first}T${time}`, zone },
        first,
        day(first, 6),
      );
      expect(found, `${zone} ${skipped}`).toEqual(
        Array.from({ length: 7 }, (_, index) => {
          const wallTime = `${day(first, index)}T${time}`;
          return { date: day(first, index), wallTime, ...resolveWallTime(wallTime, zone) };
        }),
      );
      expect(found[3]?.shift, `${zone} ${skipped}`).toBe(minutes > 0 ? 'gap' : 'overlap');
    }
  });

  it('are the same in two looks as in one, in any zone, each date once', () => {
    fc.assert(
      fc.property(
        someRule,
        someDay,
        someTime,
        fc.constantFrom(...CHANGING_ZONES),
        fc.nat(120),
        fc.nat(120),
        (rule, start, time, zone, first, second) => {
          const startsAt = `${start}T${time}`;
          const middle = day(start, first);
          const end = day(middle, second + 1);
          const whole = datesOf(rule, startsAt, start, end, zone);
          expect([
            ...datesOf(rule, startsAt, start, middle, zone),
            ...datesOf(rule, startsAt, day(middle, 1), end, zone),
          ]).toEqual(whole);
          expect(whole).toEqual([...new Set(whole)].sort());
          for (const date of whole) expect(date >= start && date <= end).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of a weekly rule are its days of every so many weeks, counted from Monday', () => {
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: 1, max: 4 }),
        fc.subarray([...WEEKDAYS], { minLength: 1 }),
        (start, interval, days) => {
          const first = Temporal.PlainDate.from(start);
          const monday = first.subtract({ days: first.dayOfWeek - 1 });
          const expected = Array.from({ length: 100 }, (_, index) => first.add({ days: index }))
            .filter((date) => days.includes(WEEKDAYS[date.dayOfWeek - 1] ?? 'MO'))
            .filter((date) => Math.floor(monday.until(date).days / 7) % interval === 0)
            .map(String);
          const rule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.join()}`;
          expect(datesOf(rule, `${start}T09:00`, start, day(start, 99))).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('end with UNTIL, its day included, and after COUNT, whatever window is looked at', () => {
    const start = '2026-11-23T22:30';
    expect(datesOf('FREQ=DAILY;UNTIL=20261125', start, '2026-11-01', '2026-12-31')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]);
    // 21:59 in UTC is 22:59 in Berlin; 21:29 is a minute early.
    const until = (utc: string) =>
      datesOf(`FREQ=DAILY;UNTIL=${utc}`, start, '2026-11-24', '2026-12-31', 'Europe/Berlin');
    expect(until('20261125T215900Z')).toEqual(['2026-11-24', '2026-11-25']);
    expect(until('20261125T212900Z')).toEqual(['2026-11-24']);
    expect(datesOf('FREQ=DAILY;COUNT=3', start, '2026-11-25', '2026-12-31')).toEqual([
      '2026-11-25',
    ]);
  });

  it('are not on days that are skipped, and those count', () => {
    const skip = new Set(['2026-12-25']);
    const recurrence = { rule: 'FREQ=WEEKLY;COUNT=3', startsAt: '2026-12-18T09:00', zone: 'UTC' };
    expect(
      occurrencesBetween({ ...recurrence, skip }, '2026-12-01', '2027-12-31').map(({ at }) => at),
    ).toEqual([Date.UTC(2026, 11, 18, 9), Date.UTC(2027, 0, 1, 9)]);
  });

  it('are the first COUNT ones of the rule without it, in whatever windows they are asked for', () => {
    fc.assert(
      fc.property(
        someRule,
        someDay,
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
        (rule, start, count, windows) => {
          const startsAt = `${start}T09:00`;
          const found: string[] = [];
          let first = start;
          for (const days of windows) {
            const last = day(first, days - 1);
            found.push(...datesOf(`${rule};COUNT=${count}`, startsAt, first, last));
            first = day(last, 1);
          }
          const all = datesOf(rule, startsAt, start, day(first, -1));
          expect(found).toEqual(all.slice(0, count));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are those up to UNTIL, and none of the days that are skipped, in any zone', () => {
    fc.assert(
      fc.property(
        someRule,
        someDay,
        someTime,
        fc.constantFrom(...CHANGING_ZONES),
        fc.nat(200),
        fc.array(fc.nat(200), { maxLength: 40 }),
        (rule, start, time, zone, length, holidays) => {
          const startsAt = `${start}T${time}`;
          const [until, last] = [day(start, length), day(start, 200)];
          const skip = new Set(holidays.map((days) => day(start, days)));
          const ended = `${rule};UNTIL=${until.replaceAll('-', '')}`;
          const found = occurrencesBetween({ rule: ended, startsAt, zone, skip }, start, last);
          expect(found.map(({ date }) => date)).toEqual(
            datesOf(rule, startsAt, start, last, zone).filter(
              (date) => date <= until && !skip.has(date),
            ),
          );
          for (const { wallTime, date, at, shift } of found) {
            expect(wallTime).toBe(`${date}T${time}`);
            expect({ at, shift }).toEqual(resolveWallTime(wallTime, zone));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are none before the first one, nor on a 30 February', () => {
    expect(datesOf('FREQ=DAILY', '2026-11-23T09:00', '2026-01-01', '2026-11-22')).toEqual([]);
    expect(datesOf('FREQ=DAILY', '2026-11-23T09:00', '2026-11-25', '2026-11-24')).toEqual([]);
    const rule = parseRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'UTC');
    expect(rule.ok && everHappens(rule.rule, '2026-11-23T09:00')).toBe(false);
    const leap = parseRule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'UTC');
    expect(leap.ok && everHappens(leap.rule, '2026-11-23T09:00')).toBe(true);
    expect(() => datesOf('FREQ=HOURLY', '2026-11-23T09:00', '2026-01-01', '2027-01-01')).toThrow();
  });
});
