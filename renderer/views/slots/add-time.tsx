import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { readTime } from '../composer/when.ts';
import { weekdayText } from './slot-time.ts';
import { EVERY_DAY, WEEKDAYS, WEEKEND } from './week.ts';

interface AddTimeProps {
  /** `HH:mm` and the weekdays. */
  onAdd: (time: string, days: readonly number[]) => void;
}

/** Takes what people type for a time, on several days at once. */
export function AddTime({ onAdd }: AddTimeProps) {
  const { locale } = useTimeStyle();
  const [typed, setTyped] = useState('');
  const [days, setDays] = useState('weekdays');
  const [isWrong, setWrong] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const time = readTime(typed);
    setWrong(time === null);
    if (time === null) return;
    onAdd(time, daysOf(days));
    setTyped('');
  };
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex items-start gap-2">
      <Field label="Add a time" className="w-36" {...(isWrong && { error: 'Write it as 9:30' })}>
        <Input
          value={typed}
          placeholder="9:30"
          maxLength={10}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(false);
          }}
        />
      </Field>
      <Field label="On" className="w-44">
        <Select
          value={days}
          onChange={setDays}
          choices={[
            { value: 'weekdays', label: 'Weekdays' },
            { value: 'every', label: 'Every day' },
            { value: 'weekend', label: 'The weekend' },
            ...EVERY_DAY.map((day) => ({ value: String(day), label: weekdayText(day, locale) })),
          ]}
        />
      </Field>
      <Button type="submit" className="mt-6.5" icon={<Plus size={16} />} disabled={!typed.trim()}>
        Add
      </Button>
    </form>
  );
}

const daysOf = (chosen: string): readonly number[] =>
  ({ weekdays: WEEKDAYS, every: EVERY_DAY, weekend: WEEKEND })[chosen] ?? [Number(chosen)];
