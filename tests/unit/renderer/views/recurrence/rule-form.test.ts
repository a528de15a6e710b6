import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  formOf,
  isInLastWeek,
  newForm,
  nthOf,
  type RuleForm,
  ruleOf,
  ruleWords,
} from '../../../../../renderer/views/recurrence/rule-form.ts';
import { parseRule, WEEKDAYS } from '../../../../../shared/domain/recurrence-rule.ts';

/** A Monday, the fourth of its month and not the last. */
const MONDAY = '2026-11-23T09:00';
const ZONE = 'Europe/Berlin';
const form = (change: Partial<RuleForm>): RuleForm => ({ ...newForm(MONDAY), ...change });

const anyDay = fc
  .integer({ min: 0, max: 3000 })
  .map((days) => `${Temporal.PlainDate.from('2024-01-01').add({ days }).toString()}T09:00`);

describe('the rule of a form', () => {
  it.each([
    [{}, 'FREQ=WEEKLY;BYDAY=MO'],
    [{ kind: 'daily', interval: 3 }, 'FREQ=DAILY;INTERVAL=3'],
    [
      { weekdays: ['TH', 'MO'], interval: 2, end: 'after', count: 6 },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=6',
    ],
    [{ kind: 'monthly' }, 'FREQ=MONTHLY;BYMONTHDAY=23'],
    [{ kind: 'monthly', monthly: 'nth' }, 'FREQ=MONTHLY;BYDAY=4MO'],
    [{ kind: 'monthly', monthly: 'last' }, 'FREQ=MONTHLY;BYDAY=-1MO'],
    [
      { kind: 'monthly', monthly: 'last-day', end: 'on', until: '2027-01-31' },
      'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270131',
    ],
    [
      { kind: 'custom', custom: ' rrule:freq=yearly;bymonth=12 ', end: 'after' },
      'FREQ=YEARLY;BYMONTH=12',
    ],
  ] as [Partial<RuleForm>, string][])('%j is %s', (change, rule) => {
    expect(ruleOf(form(change), MONDAY)).toBe(rule);
  });

  it('is one that the core takes, and is read back as the same form', () => {
    const forms = fc.record({
      kind: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const),
      interval: fc.integer({ min: 1, max: 99 }),
      weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      monthly: fc.constantFrom(
        'date' as const,
        'nth' as const,
        'last' as const,
        'last-day' as const,
      ),
      end: fc.constantFrom('never' as const, 'on' as const, 'after' as const),
      until: fc.constantFrom('2027-01-31', '2030-12-01'),
      count: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(anyDay, forms, (startsAt, change) => {
        const said = { ...newForm(startsAt), ...change };
        const rule = ruleOf(said, startsAt);
        expect(parseRule(rule, ZONE).ok).toBe(true);
        const read = formOf(rule, startsAt, ZONE);
        expect(read.kind).toBe(said.kind);
        expect(ruleOf(read, startsAt)).toBe(rule);
      }),
    );
  });
});

describe('the form of a rule', () => {
  it('keeps as text what it can’t say', () => {
    for (const rule of [
      'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25',
      'FREQ=MONTHLY;BYMONTHDAY=1,15',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1',
      'FREQ=DAILY;BYMONTH=7',
      'FREQ=MONTHLY;BYDAY=1TU',
      'FREQ=WEEKLY;BYDAY=MO;UNTIL=20270131T100000Z',
      'no rule',
    ])
      expect(formOf(rule, MONDAY, ZONE)).toMatchObject({ kind: 'custom', custom: rule });
  });

  it('knows the order of the days of a week as the same', () => {
    expect(formOf('FREQ=WEEKLY;BYDAY=TH,MO', MONDAY, ZONE)).toMatchObject({
      kind: 'weekly',
      weekdays: ['TH', 'MO'],
    });
  });
});

it('counts the weekday of a month from both ends', () => {
  expect([nthOf('2026-11-01T09:00'), nthOf(MONDAY), nthOf('2026-11-30T09:00')]).toEqual([1, 4, 5]);
  expect([isInLastWeek(MONDAY), isInLastWeek('2026-11-24T09:00')]).toEqual([false, true]);
});

it('tells a rule on the person’s clock, and what is none as it is', () => {
  const weekly = 'FREQ=WEEKLY;BYDAY=MO';
  expect(ruleWords(weekly, '2026-11-23T21:30', ZONE, 'h23')).toBe('every Monday at 21:30');
  expect(ruleWords(weekly, '2026-11-23T21:30', ZONE, 'h12')).toBe('every Monday at 9:30 pm');
  expect(ruleWords('nothing', MONDAY, ZONE, 'h23')).toBe('nothing');
});
