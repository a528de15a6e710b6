import { useState } from 'react';
import { WEEKDAYS } from '../../../shared/domain/recurrence-rule.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { cx } from '../../ui/class-names.ts';
import { Field, Input } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { formatDay } from '../calendar/time.ts';
import { TimeField } from '../composer/time-field.tsx';
import { DayField } from './day-field.tsx';
import { HolidayField } from './holiday-field.tsx';
import { isInLastWeek, nthOf, ORDINALS, type RuleForm, ruleOf } from './rule-form.ts';

/** What the fields hold: the rule, its first post and the holidays. */
export interface Repeat {
  form: RuleForm;
  /** Wall clock, `YYYY-MM-DDTHH:mm`. */
  startsAt: string;
  skipHolidaysOf: string | null;
}

interface RepeatFieldsProps {
  repeat: Repeat;
  onChange: (repeat: Repeat) => void;
}

const UNIT = { daily: 'day', weekly: 'week', monthly: 'month' } as const;

/** How often, from when, until when, and which days are left out. */
export function RepeatFields({ repeat, onChange }: RepeatFieldsProps) {
  const { form, startsAt, skipHolidaysOf } = repeat;
  const set = (change: Partial<RuleForm>) => onChange({ ...repeat, form: { ...form, ...change } });
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        label="How often"
        value={form.kind}
        onChange={(kind) =>
          set({ kind, ...(kind === 'custom' && { custom: ruleOf(form, startsAt) }) })
        }
        choices={[
          { value: 'daily', label: 'Daily' },
          { value: 'weekly', label: 'Weekly' },
          { value: 'monthly', label: 'Monthly' },
          { value: 'custom', label: 'Custom' },
        ]}
        className="self-start"
      />
      {form.kind === 'custom' ? (
        <Field label="Rule" hint="As in RFC 5545, with its end: FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10">
          <Input
            value={form.custom}
            onChange={(event) => set({ custom: event.target.value })}
            className="font-mono text-small"
          />
        </Field>
      ) : (
        <Field label="Every">
          <NumberInput
            value={form.interval}
            most={99}
            unit={form.interval === 1 ? UNIT[form.kind] : `${UNIT[form.kind]}s`}
            onChange={(interval) => set({ interval })}
          />
        </Field>
      )}
      {form.kind === 'weekly' && <Weekdays form={form} set={set} />}
      {form.kind === 'monthly' && <MonthDays form={form} startsAt={startsAt} set={set} />}
      <div className="flex items-start gap-2">
        <Field label="First day" className="flex-1">
          <DayField
            value={startsAt.slice(0, 10)}
            onChange={(day) => onChange({ ...repeat, startsAt: `${day}${startsAt.slice(10)}` })}
          />
        </Field>
        <TimeField wall={startsAt} onChange={(wall) => onChange({ ...repeat, startsAt: wall })} />
      </div>
      {form.kind !== 'custom' && <End form={form} startsAt={startsAt} set={set} />}
      <HolidayField
        value={skipHolidaysOf}
        onChange={(place) => onChange({ ...repeat, skipHolidaysOf: place })}
      />
    </div>
  );
}

interface PartProps {
  form: RuleForm;
  set: (change: Partial<RuleForm>) => void;
}

function Weekdays({ form, set }: PartProps) {
  const { locale } = useTimeStyle();
  const { weekStart } = useSettings();
  const first = { monday: 0, sunday: 6, saturday: 5 }[weekStart];
  const days = WEEKDAYS.map((day, index) => ({ day, on: `2024-01-0${index + 1}` }));
  return (
    <fieldset className="flex gap-1">
      <legend className="mb-1.5 font-medium">On</legend>
      {[...days.slice(first), ...days.slice(0, first)].map(({ day, on }) => {
        const isOn = form.weekdays.includes(day);
        return (
          <button
            key={day}
            type="button"
            aria-pressed={isOn}
            // The last one stays: a week without a day is none.
            onClick={() =>
              (!isOn || form.weekdays.length > 1) &&
              set({
                weekdays: isOn
                  ? form.weekdays.filter((other) => other !== day)
                  : [...form.weekdays, day],
              })
            }
            className={cx(
              'h-8 flex-1 rounded-control border text-small transition-colors',
              isOn
                ? 'border-accent bg-accent-soft font-medium text-accent-text'
                : 'border-edge text-muted hover:bg-hover',
            )}
          >
            <span aria-hidden>{formatDay(on, locale, { weekday: 'short' })}</span>
            <span className="sr-only">{formatDay(on, locale, { weekday: 'long' })}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function MonthDays({ form, startsAt, set }: PartProps & { startsAt: string }) {
  const { locale } = useTimeStyle();
  const day = startsAt.slice(0, 10);
  const weekday = formatDay(day, locale, { weekday: 'long' });
  const nth = nthOf(startsAt);
  const choices: { value: RuleForm['monthly']; label: string }[] = [
    { value: 'date', label: `Day ${Number(day.slice(8))}` },
    ...(nth < 5 ? [{ value: 'nth' as const, label: `The ${ORDINALS[nth - 1]} ${weekday}` }] : []),
    ...(isInLastWeek(startsAt) || form.monthly === 'last'
      ? [{ value: 'last' as const, label: `The last ${weekday}` }]
      : []),
    { value: 'last-day', label: 'The last day of the month' },
  ];
  const value = choices.some((choice) => choice.value === form.monthly) ? form.monthly : 'date';
  return (
    <Field label="On">
      <Select value={value} onChange={(monthly) => set({ monthly })} choices={choices} />
    </Field>
  );
}

function End({ form, startsAt, set }: PartProps & { startsAt: string }) {
  return (
    <div className="flex items-end gap-2">
      <Field label="Ends" className="flex-1">
        <Select
          value={form.end}
          onChange={(end) => set({ end })}
          choices={[
            { value: 'never', label: 'Never' },
            { value: 'on', label: 'After a day' },
            { value: 'after', label: 'After a number of posts' },
          ]}
        />
      </Field>
      {form.end === 'on' && (
        <Field label="Last day" className="flex-1">
          <DayField
            value={form.until}
            first={startsAt.slice(0, 10)}
            onChange={(until) => set({ until })}
          />
        </Field>
      )}
      {form.end === 'after' && (
        <Field label="How many" className="flex-1">
          <NumberInput
            value={form.count}
            most={999}
            unit={form.count === 1 ? 'post' : 'posts'}
            onChange={(count) => set({ count })}
          />
        </Field>
      )}
    </div>
  );
}

interface NumberInputProps {
  value: number;
  most: number;
  unit: string;
  onChange: (value: number) => void;
}

/** A whole number from 1. What is none is not taken, and gone when the field is left. */
function NumberInput({ value, most, unit, onChange }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <span className="flex items-center gap-2">
      <span className="w-16">
        <Input
          type="number"
          min={1}
          max={most}
          value={typed ?? value}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = Number(event.target.value);
            if (Number.isInteger(number) && number >= 1 && number <= most) onChange(number);
          }}
          onBlur={() => setTyped(null)}
        />
      </span>
      <span className="text-muted">{unit}</span>
    </span>
  );
}
