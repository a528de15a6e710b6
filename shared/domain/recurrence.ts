import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { parseRule, type RecurrenceRule } from './recurrence-rule.ts';
import { resolveWallTime, type WallTimeShift } from './wall-time.ts';

export interface Recurrence {
  /** RFC 5545 RRULE without DTSTART, as `parseRule` takes it. */
  rule: string;
  /** `YYYY-MM-DDTHH:mm` on the wall clock of `zone`; gives the time of day and where intervals count from. */
  startsAt: string;
  zone: string;
  /** Days without an occurrence, `YYYY-MM-DD`. They count for COUNT: a holiday does not make it longer. */
  skip?: ReadonlySet<string>;
}

export interface Occurrence {
  /** `YYYY-MM-DD`, at most one occurrence each. */
  date: string;
  wallTime: string;
  /** UTC epoch ms. */
  at: number;
  shift: WallTimeShift;
}

/**
 * The occurrences of the days from `first` to `last` (both `YYYY-MM-DD`, included). Days are counted on the
 * calendar, and only then is the time of day resolved: a day whose clock skips that time has its post too.
 * @throws Error on a rule that `parseRule` refuses.
 */
export function occurrencesBetween(
  { rule, startsAt, zone, skip }: Recurrence,
  first: string,
  last: string,
): Occurrence[] {
  const parsed = parseRule(rule, zone);
  if (!parsed.ok) throw new Error(parsed.why);
  if (last < first || last < startsAt.slice(0, 10)) return [];
  const time = startsAt.slice(11);
  const dates = calendar(parsed.rule, startsAt).between(
    utc(`${first}T00:00`),
    utc(`${last}T23:59`),
    true,
  );
  const distinct = new Set(dates.map((date) => date.toString().slice(0, 10)));
  return [...distinct]
    .filter((date) => !skip?.has(date))
    .map((date) => {
      const wallTime = `${date}T${time}`;
      return { date, wallTime, ...resolveWallTime(wallTime, zone) };
    });
}

/** Whether a rule has an occurrence within ten years: `FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30` has none. */
export function everHappens(rule: RecurrenceRule, startsAt: string): boolean {
  const dates = calendar(rule, startsAt);
  const start = zoned(startsAt);
  return [1, 10].some((years) => {
    const end = new Date(start.add({ years }).epochMilliseconds);
    return dates.between(utc(startsAt), end, true).length > 0;
  });
}

/** The rule on a calendar without daylight saving: its dates are those of the wall clock. */
function calendar(rule: RecurrenceRule, startsAt: string): RRuleTemporal {
  const { byDay, byMonth, byMonthDay, bySetPos, count, until, weekStart } = rule;
  return new RRuleTemporal({
    freq: rule.freq,
    interval: rule.interval,
    dtstart: zoned(startsAt),
    ...(count === null ? {} : { count }),
    ...(until === null ? {} : { until: zoned(until) }),
    ...(byDay.length === 0
      ? {}
      : { byDay: byDay.map(({ position, weekday }) => `${position ?? ''}${weekday}`) }),
    ...(byMonth.length === 0 ? {} : { byMonth: [...byMonth] }),
    ...(byMonthDay.length === 0 ? {} : { byMonthDay: [...byMonthDay] }),
    ...(bySetPos.length === 0 ? {} : { bySetPos: [...bySetPos] }),
    ...(weekStart === null ? {} : { wkst: weekStart }),
  });
}

const zoned = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime('UTC');
const utc = (wall: string) => new Date(`${wall}:00Z`);
