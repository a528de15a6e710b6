import { useEffect, useState } from 'react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Field, Input } from '../../ui/field.tsx';
import { wallClockText } from '../calendar/time.ts';
import { readTime } from '../composer/when.ts';

interface ClockInputProps {
  /** `HH:mm`; null where there is none yet. */
  value: string | null;
  label: string;
  error?: string;
  className?: string;
  onChange: (time: string) => void;
}

/** A time as people type it; taken when it is left or Enter is pressed, and only where it is another one. */
export function ClockInput({ value, label, error, className, onChange }: ClockInputProps) {
  const { hourCycle } = useTimeStyle();
  const shown = value === null ? '' : wallClockText(`2026-01-01T${value}`, hourCycle);
  const [typed, setTyped] = useState(shown);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setTyped(shown), [shown]);
  const take = () => {
    if (typed === shown) return setWrong(false);
    const time = readTime(typed);
    setWrong(time === null);
    if (time !== null && time !== value) onChange(time);
  };
  const said = isWrong ? 'Write it as 9:30' : error;
  return (
    <Field label={label} {...(className && { className })} {...(said && { error: said })}>
      <Input
        value={typed}
        inputMode="numeric"
        placeholder="9:30"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </Field>
  );
}
