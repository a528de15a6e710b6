import { Temporal } from 'temporal-polyfill';

/** A rule that may be kept, by its parts; `until` on the wall clock of the recurrence. */
export interface RecurrenceRule {
  freq: Frequency;
  interval: number;
  count: number | null;
  /** The last moment that may be an occurrence, `YYYY-MM-DDTHH:mm:ss`. */
  until: string | null;
  /** `MO`, or with a position in the month or year, `2MO`, `-1FR`. */
  byDay: readonly { position: number | null; weekday: Weekday }[];
  byMonth: readonly number[];
  byMonthDay: readonly number[];
  bySetPos: readonly number[];
  weekStart: Weekday | null;
}

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
const PARTS = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYDAY',
  'BYMONTH',
  'BYMONTHDAY',
  'BYSETPOS',
  'WKST',
];

/** A rule, or the sentence that says why it can't be one. */
export type ParsedRule = { ok: true; rule: RecurrenceRule } | { ok: false; why: string };

class Refusal extends Error {}

/**
 * Reads an RFC 5545 RRULE (without `RRULE:` and DTSTART) of at most one occurrence a day. The time of day
 * is the first occurrence's, so there is no BYHOUR.
 * @param zone where UNTIL, if it is in UTC, is read on the wall clock
 */
export function parseRule(text: string, zone: string): ParsedRule {
  try {
    return { ok: true, rule: parse(text, zone) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, why: error.message };
  }
}

function parse(text: string, zone: string): RecurrenceRule {
  const parts = partsOf(text);
  const freq = frequencyOf(parts.get('FREQ'));
  const rule: RecurrenceRule = {
    freq,
    interval: whole(parts, 'INTERVAL', 1, 1000) ?? 1,
    count: whole(parts, 'COUNT', 1, 10_000),
    until: untilOf(parts.get('UNTIL'), zone),
    byDay: daysOf(parts.get('BYDAY')),
    byMonth: numbers(parts, 'BYMONTH', 1, 12),
    byMonthDay: numbers(parts, 'BYMONTHDAY', -31, 31),
    bySetPos: numbers(parts, 'BYSETPOS', -366, 366),
    weekStart: parts.has('WKST') ? weekdayOf(parts.get('WKST') ?? '') : null,
  };
  checkTogether(rule);
  return rule;
}

function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [, name, value] = /^([A-Z-]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (name === undefined || value === undefined)
      throw new Refusal('Write the rule as RFC 5545 does, such as FREQ=WEEKLY;BYDAY=MO,TH.');
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name))
      throw new Refusal(`The time of day is that of the first post, so leave out ${name}.`);
    if (!PARTS.includes(name)) throw new Refusal(`ClientNest doesn’t know ${name}. Leave it out.`);
    if (parts.has(name)) throw new Refusal(`${name} is there twice. Leave one out.`);
    parts.set(name, value);
  }
  return parts;
}

function frequencyOf(value: string | undefined): Frequency {
  const freq = FREQUENCIES.find((known) => known === value);
  if (freq) return freq;
  if (value === undefined) throw new Refusal('Say how often it comes: FREQ is missing.');
  throw new Refusal(
    /^(SECOND|MINUTE|HOUR)LY$/.test(value)
      ? 'A post can’t come again more than once a day. Choose daily or less often.'
      : 'A post comes daily, weekly, monthly or yearly. Choose one of them.',
  );
}

function checkTogether({ freq, count, until, byDay, byMonthDay, bySetPos }: RecurrenceRule) {
  if (count !== null && until !== null)
    throw new Refusal('It ends on a day or after a number of posts, not both. Choose one.');
  const positioned = byDay.some(({ position }) => position !== null);
  if (positioned && freq !== 'MONTHLY' && freq !== 'YEARLY')
    throw new Refusal('“The second Monday” needs a month. Choose monthly or yearly.');
  if (byMonthDay.length > 0 && freq === 'WEEKLY')
    throw new Refusal('A day of the month doesn’t go with weekly. Choose monthly.');
  if (bySetPos.length > 0 && byDay.length === 0 && byMonthDay.length === 0)
    throw new Refusal('BYSETPOS chooses among days, so name the days with BYDAY.');
}

function whole(parts: Map<string, string>, name: string, least: number, most: number) {
  const value = parts.get(name);
  return value === undefined ? null : integer(name, value, least, most);
}

const numbers = (parts: Map<string, string>, name: string, least: number, most: number) => [
  ...new Set(
    (parts.get(name)?.split(',') ?? []).map((value) => {
      const number = integer(name, value, least, most);
      if (number === 0) throw new Refusal(`${name} can’t be 0. Count from 1, or back from -1.`);
      return number;
    }),
  ),
];

function integer(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!/^[+-]?\d+$/.test(value) || number < least || number > most)
    throw new Refusal(`${name} is a whole number from ${least} to ${most}.`);
  return number;
}

const daysOf = (value: string | undefined): RecurrenceRule['byDay'] =>
  (value?.split(',') ?? []).map((day) => {
    const [, position = '', weekday = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(day) ?? [];
    return {
      position: position === '' ? null : nonZero(integer('A day’s position', position, -53, 53)),
      weekday: weekdayOf(weekday),
    };
  });

function nonZero(position: number): number {
  if (position === 0)
    throw new Refusal('A day’s position can’t be 0. Count from 1, or back from -1.');
  return position;
}

function weekdayOf(value: string): Weekday {
  const weekday = WEEKDAYS.find((known) => known === value);
  if (!weekday) throw new Refusal('Write days as MO, TU, WE, TH, FR, SA or SU.');
  return weekday;
}

/** A date holds its whole day; a time in UTC is told on the recurrence's own clock. */
function untilOf(value: string | undefined, zone: string): string | null {
  if (value === undefined) return null;
  const [, year, month, day, hour = '23', minute = '59', second = '59', utc] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(value) ?? [];
  try {
    const plain = Temporal.PlainDateTime.from(
      `${year}-${month}-${day}T${hour}:${minute}:${second}`,
      { overflow: 'reject' },
    );
    const local = utc ? plain.toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime() : plain;
    return local.toString({ smallestUnit: 'second' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal('UNTIL is a day such as 20270131, or a time such as 20270131T225959Z.');
  }
}
