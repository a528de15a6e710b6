import { useEffect, useState } from 'react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Field, Input } from '../../ui/field.tsx';
import { wallClockText } from '../calendar/time.ts';
import { readTime } from './when.ts';

interface TimeFieldProps {
  wall: string;
  onChange: (wall: string) => void;
  /** Enter was pressed, and the time is one; it is given because `onChange` is seen only later. */
  onDone?: (wall: string) => void;
}

/** Takes what people type for a time; the arrows go by a quarter of an hour. */
export function TimeField({ wall, onChange, onDone }: TimeFieldProps) {
  const { hourCycle } = useTimeStyle();
  const shown = wallClockText(wall, hourCycle);
  const [typed, setTyped] = useState(shown);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setTyped(shown), [shown]);

  const take = (): string | null => {
    const time = readTime(typed);
    setWrong(time === null);
    if (time === null) return null;
    const taken = `${wall.slice(0, 11)}${time}`;
    onChange(taken);
    setTyped(wallClockText(taken, hourCycle));
    return taken;
  };
  const nudge = (minutes: number) => {
    const total = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)) + minutes;
    const day = 24 * 60;
    const next = (((Math.round(total / 15) * 15) % day) + day) % day;
    const time = `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`;
    onChange(`${wall.slice(0, 11)}${time}`);
  };

  return (
    <Field label="Time" className="w-28" {...(isWrong && { error: 'Write it as 9:30' })}>
      <Input
        value={typed}
        inputMode="numeric"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            nudge(event.key === 'ArrowUp' ? 15 : -15);
          }
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            const taken = take();
            if (taken !== null) onDone?.(taken);
          }
        }}
      />
    </Field>
  );
}
