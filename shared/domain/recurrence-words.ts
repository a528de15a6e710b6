import type { RecurrenceRule, Weekday } from './recurrence-rule.ts';

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const UNITS = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;
const WORKDAYS = 'MO,TU,WE,TH,FR';

/**
 * A rule in plain words: `every Monday and Thursday at 9:00, until 31 January 2027`.
 * @param startsAt the first occurrence, `YYYY-MM-DDTHH:mm`; it gives the time, and the day where the rule names none
 */
export function describeRule(
  rule: RecurrenceRule,
  startsAt: string,
  hourCycle: 'h23' | 'h12' = 'h23',
): string {
  const date = new Date(`${startsAt.slice(0, 10)}T12:00:00Z`);
  return `${howOften(rule, date)} at ${timeInWords(startsAt.slice(11), hourCycle)}${end(rule)}`;
}

function howOften(rule: RecurrenceRule, start: Date): string {
  const { freq, interval, byDay, byMonth, byMonthDay } = rule;
  const unit = UNITS[freq];
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  const months = byMonth.length > 0 ? ` in ${list(byMonth.map(monthName))}` : '';
  const days = daysInWords(rule);
  switch (freq) {
    case 'DAILY':
      return (
        (byDay.length > 0 && interval === 1 ? `every ${days}` : every + only(days)) +
        dates(byMonthDay, ' on ') +
        months
      );
    case 'WEEKLY': {
      const named = days === '' ? weekdayName(start) : days;
      return interval === 1 ? `every ${named}${months}` : `${every} on ${named}${months}`;
    }
    case 'MONTHLY':
      return `${every} on ${monthlyDays(rule, days, start)}${months}`;
    case 'YEARLY': {
      const inMonths = months || (days === '' ? ` in ${monthName(start.getUTCMonth() + 1)}` : '');
      return `${every} on ${monthlyDays(rule, days, start)}${inMonths}`;
    }
  }
}

const only = (days: string): string => (days === '' ? '' : `, only on ${days}`);

function monthlyDays(rule: RecurrenceRule, days: string, start: Date): string {
  const { byMonthDay, bySetPos, byDay } = rule;
  if (byMonthDay.length > 0 && days !== '')
    return `${days} that ${byMonthDay.length === 1 ? 'is' : 'are'} ${dates(byMonthDay, '')}`;
  if (byMonthDay.length > 0) return dates(byMonthDay, '');
  if (days === '') return `the ${ordinal(start.getUTCDate())}`;
  if (bySetPos.length > 0) return `the ${list(bySetPos.map(ordinal))} ${days}`;
  return byDay.every(({ position }) => position === null) ? `every ${days}` : days;
}

function daysInWords({ byDay }: RecurrenceRule): string {
  if (byDay.map(({ weekday }) => weekday).join() === WORKDAYS && byDay.every(isPlain))
    return 'weekday';
  return list(
    byDay.map(({ position, weekday }) =>
      position === null ? DAY_NAMES[weekday] : `the ${ordinal(position)} ${DAY_NAMES[weekday]}`,
    ),
  );
}

const isPlain = ({ position }: { position: number | null }): boolean => position === null;

const dates = (days: readonly number[], before: string): string =>
  days.length === 0 ? '' : `${before}the ${list(days.map(dayOfMonth))}`;

const dayOfMonth = (day: number): string =>
  day > 0 ? ordinal(day) : day === -1 ? 'last day' : `${ordinal(day)} day`;

function ordinal(number: number): string {
  if (number === -1) return 'last';
  if (number < 0) return `${ordinal(-number)} last`;
  const teen = number % 100 > 10 && number % 100 < 14;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

const weekdayName = (date: Date): string =>
  Object.values(DAY_NAMES)[(date.getUTCDay() + 6) % 7] ?? '';
const monthName = (month: number): string => MONTH_NAMES[month - 1] ?? '';

function list(words: readonly string[]): string {
  const [last = '', ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** `9:00`, or `9:00 am` where hours go to twelve. */
function timeInWords(time: string, hourCycle: 'h23' | 'h12'): string {
  const hour = Number(time.slice(0, 2));
  const minute = time.slice(3, 5);
  if (hourCycle === 'h23') return `${hour}:${minute}`;
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`;
}

function end({ count, until }: RecurrenceRule): string {
  if (count !== null) return count === 1 ? ', once' : `, ${count} times`;
  if (until === null) return '';
  const [year, month, day] = until.slice(0, 10).split('-').map(Number);
  return `, until ${day} ${monthName(month ?? 0)} ${year}`;
}
