import { Temporal } from 'temporal-polyfill';
import { parseRule, WEEKDAYS, type Weekday } from '../../../shared/domain/recurrence-rule.ts';
import { describeRule } from '../../../shared/domain/recurrence-words.ts';

/** How a person says when a post comes again. What the other kinds can't say is `custom`, a rule in text. */
export interface RuleForm {
  kind: 'daily' | 'weekly' | 'monthly' | 'custom';
  /** Every so many days, weeks or months. */
  interval: number;
  /** Of `weekly`. */
  weekdays: readonly Weekday[];
  /** Of `monthly`: the date, the third Monday, the last Monday, the last day. */
  monthly: 'date' | 'nth' | 'last' | 'last-day';
  /** Of `custom`: an RRULE; its end is in it. */
  custom: string;
  end: 'never' | 'on' | 'after';
  /** The last day, `YYYY-MM-DD`. */
  until: string;
  count: number;
}

/** Weekly on the day of the first post, for ever. */
export const newForm = (startsAt: string): RuleForm => ({
  kind: 'weekly',
  interval: 1,
  weekdays: [weekdayOf(startsAt)],
  monthly: 'date',
  custom: `FREQ=WEEKLY;BYDAY=${weekdayOf(startsAt)}`,
  end: 'never',
  until: dateOf(startsAt).add({ months: 3 }).toString(),
  count: 10,
});

const dateOf = (startsAt: string) => Temporal.PlainDate.from(startsAt.slice(0, 10));

const weekdayOf = (startsAt: string): Weekday => WEEKDAYS[dateOf(startsAt).dayOfWeek - 1] ?? 'MO';

/** The which one of its weekday a day is in its month, from 1. */
export const nthOf = (startsAt: string): number => Math.ceil(dateOf(startsAt).day / 7);

/** Whether a week later is another month. */
export const isInLastWeek = (startsAt: string): boolean => {
  const date = dateOf(startsAt);
  return date.day + 7 > date.daysInMonth;
};

/** The rule in RFC 5545, without DTSTART. */
export function ruleOf(form: RuleForm, startsAt: string): string {
  if (form.kind === 'custom')
    return form.custom
      .trim()
      .replace(/^RRULE:/i, '')
      .toUpperCase();
  const interval = form.interval > 1 ? `;INTERVAL=${form.interval}` : '';
  return `${freqOf(form, startsAt, interval)}${endOf(form)}`;
}

function freqOf(form: RuleForm, startsAt: string, interval: string): string {
  switch (form.kind) {
    case 'weekly': {
      const days = WEEKDAYS.filter((day) => form.weekdays.includes(day));
      return `FREQ=WEEKLY${interval};BYDAY=${days.join()}`;
    }
    case 'monthly':
      return `FREQ=MONTHLY${interval};${monthlyOf(form.monthly, startsAt)}`;
    default:
      return `FREQ=DAILY${interval}`;
  }
}

function monthlyOf(monthly: RuleForm['monthly'], startsAt: string): string {
  switch (monthly) {
    case 'date':
      return `BYMONTHDAY=${dateOf(startsAt).day}`;
    case 'nth':
      return `BYDAY=${nthOf(startsAt)}${weekdayOf(startsAt)}`;
    case 'last':
      return `BYDAY=-1${weekdayOf(startsAt)}`;
    case 'last-day':
      return 'BYMONTHDAY=-1';
  }
}

function endOf({ end, until, count }: RuleForm): string {
  if (end === 'on') return `;UNTIL=${until.replaceAll('-', '')}`;
  return end === 'after' ? `;COUNT=${count}` : '';
}

/** A rule as the form shows it: in its own words where it has them, otherwise as text. */
export function formOf(rule: string, startsAt: string, zone: string): RuleForm {
  const empty: RuleForm = { ...newForm(startsAt), kind: 'custom', custom: rule };
  const parsed = parseRule(rule, zone);
  if (!parsed.ok) return empty;
  const { freq, interval, byDay, byMonthDay, count, until } = parsed.rule;
  const kind = ({ DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' } as const)[
    freq as 'DAILY' | 'WEEKLY' | 'MONTHLY'
  ];
  if (!kind) return empty;
  const weekdays = byDay.map(({ weekday }) => weekday);
  const form: RuleForm = {
    ...empty,
    kind,
    interval,
    ...(kind === 'weekly' && weekdays.length > 0 && { weekdays }),
    monthly: byMonthDay[0] === -1 ? 'last-day' : monthlyBy(byDay[0]?.position ?? null),
    ...(count !== null && { end: 'after', count }),
    ...(until !== null && { end: 'on', until: until.slice(0, 10) }),
  };
  // The form says it only if it says the very same.
  const said = parseRule(ruleOf(form, startsAt), zone);
  const isSame = said.ok && sorted(said.rule) === sorted(parsed.rule);
  return isSame ? form : empty;
}

const monthlyBy = (position: number | null): RuleForm['monthly'] =>
  position === null ? 'date' : position === -1 ? 'last' : 'nth';

type ParsedRule = Extract<ReturnType<typeof parseRule>, { ok: true }>['rule'];

const sorted = (rule: ParsedRule): string =>
  JSON.stringify({
    ...rule,
    byDay: rule.byDay.map(({ position, weekday }) => `${position ?? ''}${weekday}`).sort(),
  });

/** The rule in words, on the person's clock; as it is where it is none. */
export function ruleWords(
  rule: string,
  startsAt: string,
  zone: string,
  hourCycle: 'h23' | 'h12',
): string {
  const parsed = parseRule(rule, zone);
  return parsed.ok ? describeRule(parsed.rule, startsAt, hourCycle) : rule;
}

/** `third`, as in "the third Monday". */
export const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'] as const;
